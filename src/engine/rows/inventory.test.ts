import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { inventory } from './inventory.ts';

const disk = scratch();
const of = (origin: string, rest = {}) => ({ text: 'two words', provenance: { origin, ...rest } });
const path = disk.write(
  'a.jsonl',
  jsonl([
    of('human', { source: 'press', license: 'CC0', evidence: 'review' }),
    of('synthetic', { source: 'api', model: 'm', generation: 1 }),
    of('synthetic'),
    of('unknown'),
    { text: 'no word of it' },
    { text: 'x', provenance: { origin: 'humna' } },
  ]),
);

describe('inventory', () => {
  it('counts by every key of a provenance, and what nobody says', async () => {
    const { total, tables, unknown, malformed } = await inventory({ inputs: [path] }, { workers: 0 });
    expect(total).toEqual({ examples: 5, tokens: 4 * 3 + 5, characters: 4 * 9 + 13 });
    expect(malformed).toBe(1);
    expect(tables.map(({ by }) => by)).toEqual([
      ['origin'],
      ['source'],
      ['model'],
      ['generation'],
      ['license'],
      ['evidence'],
    ]);
    expect(tables[0].lines.map(({ values, examples }) => [values[0], examples])).toEqual([
      ['synthetic', 2],
      ['human', 1],
      ['unknown', 1],
      [null, 1],
    ]);
    // A human text has no model to miss; a synthetic one has.
    expect(Object.fromEntries(unknown.map(({ key, examples }) => [key, examples]))).toEqual({
      origin: 2,
      source: 3,
      model: 3,
      generation: 3,
      license: 4,
      evidence: 4,
    });
  });

  it('counts by the keys that are asked for, together, files among them', async () => {
    const { tables } = await inventory({ inputs: [path] }, { by: ['file', 'model'], workers: 0 });
    expect(tables).toHaveLength(1);
    expect(tables[0].lines.map(({ values, examples }) => [values, examples])).toEqual([
      [['a.jsonl', null], 4],
      [['a.jsonl', 'm'], 1],
    ]);
  });

  it('is the same whatever the workers and the cut', async () => {
    const reference = await inventory({ inputs: [path] }, { workers: 0 });
    for (const workers of [0, 2]) {
      expect(await inventory({ inputs: [path] }, { workers, targetBytes: 60 })).toEqual(reference);
    }
  });

  it('refuses a corpus without an example', async () => {
    const empty = disk.write('bad.jsonl', 'broken\n{"text":7}\n');
    await expect(inventory({ inputs: [empty], textField: 'text' })).rejects.toMatchObject({
      code: 'E_EMPTY',
    });
  });
});
