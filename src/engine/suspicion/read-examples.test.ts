import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import type { BadRow } from '../../corpus/source.ts';
import type { Progress } from '../engine.ts';
import { type ReadHooks, readExamples } from './read-examples.ts';

const disk = scratch();
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({ id: `r${from + i}`, text: `text ${from + i}` }));
const a = disk.write('in/a.jsonl', jsonl(numbered(0, 1500)));
const b = disk.write('in/b.jsonl', `\ufeffbroken\r\n${jsonl(numbered(1500, 1600))}`);

async function ids(inputs: readonly string[], hooks: ReadHooks = {}): Promise<string[]> {
  const found: string[] = [];
  for await (const { id } of readExamples({ inputs }, hooks)) found.push(id);
  return found;
}

describe('readExamples', () => {
  it('gives the examples of all files in their order, and tells of those that are none', async () => {
    const bad: BadRow[] = [];
    expect(await ids([a, b], { onBadRow: (row) => bad.push(row) })).toEqual(
      numbered(0, 1600).map(({ id }) => id),
    );
    expect(bad).toMatchObject([{ row: 1 }]);
  });

  it('tells of every example and byte by its end', async () => {
    const told: Progress[] = [];
    await ids([a, b], { onProgress: (progress) => told.push(progress) });
    expect(told.at(-1)).toMatchObject({ examples: 1600, bytes: told.at(-1)!.totalBytes });
  });

  it('gives nothing when it was stopped before', async () => {
    const found: string[] = [];
    const running = (async () => {
      for await (const { id } of readExamples({ inputs: [a] }, { signal: AbortSignal.abort() }))
        found.push(id);
    })();
    await expect(running).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    expect(found).toEqual([]);
  });

  it('stops between batches: what was read may still be taken, the rest is not read', async () => {
    const stopper = new AbortController();
    const found: string[] = [];
    const running = (async () => {
      for await (const { id } of readExamples({ inputs: [a, b] }, { signal: stopper.signal })) {
        found.push(id);
        stopper.abort();
      }
    })();
    await expect(running).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(1600);
  });

  it('may be left after any example', async () => {
    const examples = readExamples({ inputs: [a, b] }, {});
    expect((await examples.next()).value).toMatchObject({ id: 'r0' });
    await examples.return();
    expect((await examples.next()).done).toBe(true);
  });

  it('says which file is not there, and gives no example of the others', async () => {
    await expect(ids([a, `${b}.gone`])).rejects.toMatchObject({ code: 'E_NOT_FOUND', where: `${b}.gone` });
  });
});
