import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { heard, place, recordOf } from './kernels.test.support.ts';
import { ParentCheck } from './parent-check.ts';
import { type TagSummary, tagRows } from './tag-rows.ts';

const disk = scratch();
const SPEC = { inputs: [] };

/** What a shard of these records amounts to: ids, each with the parents that it names. */
function shardOf(records: Readonly<Record<string, readonly string[]>>): TagSummary {
  const rows = Object.entries(records).map(([id, parents], i) =>
    recordOf({ id }, i + 1, { provenance: { origin: 'synthetic', parents } }),
  );
  return heard(tagRows({ gatherParents: true }, place()), rows).summary as TagSummary;
}

function checkOf(...shards: readonly TagSummary[]): ParentCheck {
  const check = new ParentCheck();
  for (const [i, summary] of shards.entries()) check.add(summary, { ...place(i), rowsBefore: 100 * i });
  return check;
}

const run = (check: ParentCheck, inputs: readonly string[] = []) =>
  check.requireAll(SPEC, inputs, { workers: 0 });

describe('ParentCheck', () => {
  it('finds parents in any shard, before or after who names them', async () => {
    const check = checkOf(shardOf({ a: ['z'], b: ['a', 'b'] }), shardOf({ y: ['a'], z: [] }));
    await expect(run(check)).resolves.toBeUndefined();
  });

  it('names the first record, by its line in the file, whose parent nobody has', async () => {
    const check = checkOf(
      shardOf({ a: [] }),
      shardOf({ b: ['a'], c: ['gone', 'a'] }),
      shardOf({ d: ['gone'] }),
    );
    await expect(run(check)).rejects.toMatchObject({
      code: 'E_PROVENANCE',
      where: 'a.jsonl:102',
      message: expect.stringContaining('"gone"'),
      hint: /--parents-in/,
    });
  });

  it('does not take an id for its neighbour in the order of hashes', async () => {
    const ids = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`id ${i}`, []]));
    for (let i = 0; i < 50; i++) {
      await expect(run(checkOf(shardOf({ ...ids, child: [`id ${i}`] })))).resolves.toBeUndefined();
      await expect(run(checkOf(shardOf({ ...ids, child: [`id  ${i}`] })))).rejects.toMatchObject({
        where: 'a.jsonl:201',
      });
    }
  });

  it('refuses a parent where no example has an id, and nothing where nobody names one', async () => {
    await expect(run(checkOf({ ...shardOf({ a: ['a'] }), ids: new Uint32Array(0) }))).rejects.toMatchObject({
      code: 'E_PROVENANCE',
    });
    await expect(run(checkOf())).resolves.toBeUndefined();
    await expect(run(checkOf(shardOf({ a: [] })), ['/no/such/file'])).resolves.toBeUndefined();
  });

  it('looks for parents in other corpora too, whatever these say of their own provenance', async () => {
    const path = disk.write(
      'parents.jsonl',
      jsonl([{ id: 'p', text: 'x', provenance: { origin: 'humna' } }]),
    );
    await expect(run(checkOf(shardOf({ a: ['p'] })), [path])).resolves.toBeUndefined();
    await expect(run(checkOf(shardOf({ a: ['q'] })), [path])).rejects.toMatchObject({
      hint: 'It is no id of the corpus nor of --parents-in.',
    });
  });
});
