import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import { type Carriers, readCarriers } from './carriers.ts';
import type { Choice } from './choose.ts';
import type { LostTail, TailOrder } from './lost-tail.ts';
import { lostWeights, selectExamples, writeSelection } from './select.ts';

const disk = scratch();

function order(weights: readonly number[], lost: number, times = 1): TailOrder {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    order: 1,
    hi: new Uint32Array(weights.length),
    lo: new Uint32Array(weights.length),
    lost,
    weight: Float64Array.from(weights, (weight) => weight / all),
    times,
  };
}
function carriersOf(types: readonly (readonly number[])[]): Carriers {
  const start = new Float64Array(types.length + 1);
  types.forEach((held, i) => {
    start[i + 1] = start[i] + held.length;
  });
  return {
    size: types.length,
    tokens: new Uint32Array(types.length).fill(100),
    start,
    types: Uint32Array.from(types.flat()),
    category: new Uint32Array(types.length),
    categories: [''],
    rank: Float64Array.from(types, (_, i) => i),
    shards: [],
    firsts: [0],
  };
}

describe('the selection of examples', () => {
  const tail = fc.array(
    fc
      .record({
        weights: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
        lost: fc.nat(4),
      })
      .map(({ weights, lost }) => order(weights, Math.min(lost, weights.length), 2)),
    { minLength: 1, maxLength: 2 },
  );

  it('tells what is lost before and after, of shares that add up', () => {
    fc.assert(
      fc.property(
        tail,
        fc.array(fc.array(fc.nat(7), { maxLength: 4 }), { maxLength: 5 }),
        fc.nat(6),
        (orders, held, many) => {
          const size = orders.reduce((sum, { hi }) => sum + hi.length, 0);
          const found: LostTail = { orders, bands: [] };
          const rows = held.map((types) => [...new Set(types.map((type) => type % size))]);
          const { selection, choice } = selectExamples(found, carriersOf(rows), many * 100);
          const weights = lostWeights(found);
          const carried = [...choice.covered.keys()].filter((t) => choice.covered[t] === 1);
          const mass = (types: readonly number[]) => types.reduce((sum, t) => sum + weights[t], 0);
          expect(selection.lostMass).toBeCloseTo(mass([...weights.keys()]), 12);
          expect(selection.lostMass).toBeLessThanOrEqual(1 + 1e-12);
          expect(selection.lostMass - selection.leftMass).toBeCloseTo(mass(carried), 9);
          expect(selection.lost).toBe(2 * orders.reduce((sum, { lost }) => sum + lost, 0));
          expect(selection.carried).toBe(2 * carried.filter((t) => weights[t] > 0).length);
          expect(selection.short).toBe(Math.max(0, many * 100 - rows.length * 100));
          expect(selection.examples).toBe(Math.min(many, rows.length));
        },
      ),
      { numRuns: runs(200) },
    );
  });

  it('counts no type that the generation still holds, though an example should carry it', () => {
    const { selection } = selectExamples(
      { orders: [order([1, 1, 2], 1)], bands: [] },
      carriersOf([[0, 1, 2]]),
      100,
    );
    expect(selection).toMatchObject({ lost: 1, carried: 1, forTail: 1, lostMass: 0.25, leftMass: 0 });
  });

  it('fills up by rank where there is no tail at all', () => {
    const { selection } = selectExamples({ orders: [], bands: [] }, carriersOf([[], [], []]), 200);
    expect(selection).toMatchObject({ examples: 2, forTail: 0, lost: 0, lostMass: 0, leftMass: 0 });
  });
});

describe('the file of a selection', () => {
  const ROWS = Array.from({ length: 6 }, (_, i) => ({
    id: `h${i}`,
    text: `passage ${i}`,
    own: { kept: [i, null] },
  }));
  const parts = () => [
    disk.write('p1.jsonl.gz', gzipSync(jsonl(ROWS.slice(0, 4)))),
    disk.write('p2.jsonl', `{broken\n${jsonl(ROWS.slice(4))}`),
  ];
  const choice = (...places: readonly number[]) => {
    const chosen = new Uint8Array(ROWS.length);
    for (const place of places) chosen[place] = 1;
    return { chosen } as unknown as Choice;
  };
  const write = async (path: string, places: readonly number[], options: object = {}) => {
    const spec = { inputs: parts() };
    const carriers = await readCarriers(spec, [], { workers: 0 });
    await writeSelection(path, spec, carriers, choice(...places), { workers: 0, ...options });
    return readFileSync(path, 'utf8');
  };

  it('has the chosen rows byte for byte, in the order of the input, over files and bad rows', async () => {
    const written = await write(join(disk.folder, 'new/deep/s.jsonl'), [5, 1, 4]);
    expect(written).toBe(jsonl([ROWS[1], ROWS[4], ROWS[5]]));
  });

  it('takes the place of what was there before, and may be of nothing', async () => {
    const path = disk.write('s.jsonl', 'old\n');
    expect(await write(path, [0])).toBe(jsonl([ROWS[0]]));
    expect(await write(path, [])).toBe('');
  });

  it('leaves what was there where it is stopped', async () => {
    mkdirSync(join(disk.folder, 'stop'), { recursive: true });
    const path = disk.write('stop/s.jsonl', 'old\n');
    const stopped = write(path, [0], { signal: AbortSignal.abort() });
    await expect(stopped).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    expect(readFileSync(path, 'utf8')).toBe('old\n');
    expect(readdirSync(join(disk.folder, 'stop'))).toEqual(['s.jsonl']);
    expect(existsSync(path)).toBe(true);
  });
});
