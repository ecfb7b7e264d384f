import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { newTally, readRows } from './read-rows.ts';

const disk = scratch();
const a = disk.write('rows/a.jsonl', `${jsonl([{ text: 'a1' }])}broken\n${jsonl([{ text: 'a3' }])}`);
const b = disk.write('rows/b.jsonl', `${jsonl([{ text: 'b1' }])}\n[]\n`);

async function read(spec: CorpusSpec, signal?: AbortSignal) {
  const tally = newTally();
  const rows: string[] = [];
  for await (const { record, shard } of readRows({
    spec,
    tally,
    ...(signal === undefined ? {} : { signal }),
  }))
    rows.push(`${shard.name.split('/').at(-1)}:${record.row} ${record.example.text}`);
  return { rows, tally };
}

describe('readRows', () => {
  it('gives good rows in order with their place, and counts the others', async () => {
    const { rows, tally } = await read({ inputs: [a, b] });
    expect(rows).toEqual(['a.jsonl:1 a1', 'a.jsonl:3 a3', 'b.jsonl:1 b1']);
    expect(tally).toMatchObject({ examples: 3, malformed: 2, first: { row: 2 } });
    expect(tally.first!.file).toContain('a.jsonl');
  });

  it('numbers rows from the beginning of a file, however large it is', async () => {
    const text = 'x'.repeat(10_000);
    const many = disk.write('many.jsonl', jsonl(Array.from({ length: 3000 }, () => ({ text }))));
    const { rows } = await read({ inputs: [many] });
    expect(rows.at(-1)!.startsWith('many.jsonl:3000 ')).toBe(true);
  });

  it('stops in the middle of a file', async () => {
    const stop = new AbortController();
    const tally = newTally();
    const reading = readRows({ spec: { inputs: [a, b] }, tally, signal: stop.signal });
    await reading.next();
    stop.abort();
    await expect(
      (async () => {
        for await (const _ of reading);
      })(),
    ).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
  });

  it('says what is not there before anything is read', async () => {
    await expect(read({ inputs: [a, `${a}.gone`] })).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
  });
});
