import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { scratch } from './fixtures.test.support.ts';
import { EXAMPLES, Intake } from './intake.ts';
import { readLines } from './line-shard.ts';
import type { Shard } from './source.ts';

const disk = scratch();
const path = disk.write('a.jsonl', '');

async function read(bytes: number, range?: readonly [number, number]) {
  const shard: Shard = {
    path,
    name: 'a.jsonl',
    format: 'jsonl',
    compression: 'none',
    bytes,
    ...(range && { range }),
  };
  const events = { badRow: () => {}, progress: () => {} };
  const lines: [offset: number, line: string][] = [];
  const sink = {
    line: (data: Buffer, start: number, end: number, offset: number) => {
      lines.push([offset, data.toString('latin1', start, end)]);
    },
    overlong: () => {
      throw new Error('no line is that long');
    },
  };
  let progress = 0;
  const onRead = (more: number) => {
    progress += more;
  };
  const intake = new Intake('a.jsonl', events, EXAMPLES);
  for await (const _ of readLines({ shard, maxRowBytes: 1000, sink, intake, onRead }));
  return { lines, progress };
}

const content = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r\n'), minLength: 1, maxLength: 40 });

describe('readLines', () => {
  it('gives each line once, with its place, whatever ranges part the file; their progress adds up to its size', async () => {
    await fc.assert(
      fc.asyncProperty(content, fc.array(fc.nat(60), { maxLength: 5 }), async (text, given) => {
        writeFileSync(path, text);
        const cuts = [0, ...given.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
        const lines: (readonly [number, string])[] = [];
        let progress = 0;
        for (const [i, to] of cuts.slice(1).entries()) {
          if (to === cuts[i]) continue;
          const part = await read(text.length, [cuts[i], to]);
          lines.push(...part.lines);
          progress += part.progress;
        }
        expect(lines).toEqual((await read(text.length)).lines);
        expect(lines.map(([offset, line]) => text.slice(offset, offset + line.length))).toEqual(
          lines.map(([, line]) => line),
        );
        expect(lines.map(([, line]) => line)).toEqual(text.replace(/\r?\n$/, '').split(/\r?\n/));
        expect(progress).toBe(text.length);
      }),
      { numRuns: runs(60) },
    );
  });

  it('says that a file became shorter than its range', async () => {
    writeFileSync(path, 'a\nb\n');
    await expect(read(9, [2, 9])).rejects.toMatchObject({ code: 'E_TRUNCATED', where: 'a.jsonl' });
  });
});
