import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { RowLines } from './row-lines.ts';

const disk = scratch();
let files = 0;

async function linesOf(text: string): Promise<string[]> {
  const lines = new RowLines(disk.write(`${files++}.jsonl`, text));
  const found: string[] = [];
  for (let line = await lines.next(); line !== undefined; line = await lines.next()) found.push(line);
  await lines.close();
  return found;
}

describe('RowLines', () => {
  it('gives the lines of JSON as they stand, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 30 }), async (rows) => {
        const lines = rows.map((row) => JSON.stringify({ row }));
        expect(await linesOf(lines.map((line) => `${line}\n`).join(''))).toEqual(lines);
      }),
      { numRuns: runs(40) },
    );
  });

  it('ends no line at what only looks like an end', async () => {
    const line = JSON.stringify({ text: 'a\u2028b\u2029c\u0085d' });
    expect(await linesOf(`${line}\n${line}\n`)).toEqual([line, line]);
  });

  it('joins what the reader cut: lines longer than a piece of the file', async () => {
    const long = JSON.stringify({ text: '漢字'.repeat(200_000) });
    expect(await linesOf(`{}\n${long}\n{}\n`)).toEqual(['{}', long, '{}']);
  });

  it('has nothing where there is nothing, and says so again and again', async () => {
    const lines = new RowLines(disk.write('empty.jsonl', ''));
    expect([await lines.next(), await lines.next()]).toEqual([undefined, undefined]);
    await lines.close();
  });

  it('gives a last line without its end', async () => {
    expect(await linesOf('{"a":1}\n{"b":2}')).toEqual(['{"a":1}', '{"b":2}']);
  });

  it('can be closed before it was read, and in the middle', async () => {
    const path = disk.write('closed.jsonl', '{}\n'.repeat(100_000));
    await new RowLines(path).close();
    const lines = new RowLines(path);
    expect(await lines.next()).toBe('{}');
    await lines.close();
  });
});
