import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Example } from '../../corpus/example.ts';
import { lexicalEncoder } from '../../features/lexical.ts';
import { idSet } from '../rows/id-set.ts';
import { DIMENSION, NEAREST, NearestLists, type NeighbourSummary, neighbourRows } from './neighbour-rows.ts';

const texts = ['the cat sat on the mat', 'stocks fell sharply on friday'];
const vectors = (
  lexicalEncoder(DIMENSION).encode(texts.map((text) => ({ id: text, group: text, text }))) as {
    data: Float32Array;
  }
).data;

function nearest(examples: readonly Partial<Example>[], more: object = {}) {
  const kernel = neighbourRows({ vectors, share: 1, seed: 's', named: idSet([]), ...more });
  examples.forEach((example, i) => {
    const whole = { id: `h${i}`, group: '', text: '', ...example };
    kernel.map(
      { example: whole, row: i + 1, value: {} },
      { write: () => {}, bytes: () => {}, note: () => {} },
    );
  });
  return (kernel.end() as NeighbourSummary).near;
}

describe('neighbourRows', () => {
  it('finds the human texts that use the same words', () => {
    const near = nearest([
      { text: 'stocks rose sharply on monday', provenance: { origin: 'human' } },
      { text: 'a dog sat on the mat' },
      { text: 'the cat sat on the mat' },
      { text: 'the cat sat on the mat', provenance: { origin: 'synthetic' } },
      { text: '' },
    ]);
    const [first] = near.filter(({ item }) => item === 0);
    expect(first).toMatchObject({ id: 'h2', text: 'the cat sat on the mat' });
    expect(first.similarity).toBeCloseTo(1, 6);
    expect(near.filter(({ item }) => item === 0).map(({ id }) => id)).not.toContain('h3');
    expect(near.find(({ item }) => item === 1)).toMatchObject({ id: 'h0', origin: 'human' });
  });

  it('looks at a share of them, and at those that are named whatever the share', () => {
    const many = Array.from({ length: 300 }, (_, i) => ({ text: `the cat number ${i}` }));
    expect(nearest(many, { share: 0 })).toEqual([]);
    const named = nearest(many, { share: 0, named: idSet(['h7']) });
    expect(new Set(named.map(({ id }) => id))).toEqual(new Set(['h7']));
    const ids = new Set<string>();
    for (let seed = 0; seed < 5; seed++)
      for (const { id } of nearest(many, { share: 0.1, seed: `${seed}` })) ids.add(id);
    // Three nearest each time, of others each time.
    expect(ids.size).toBeGreaterThan(5);
  });
});

describe('NearestLists', () => {
  it('keeps the nearest, the first of equals, and none that are not near at all', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 10 }), { maxLength: 20 }), (values) => {
        const lists = new NearestLists<number>(1);
        for (const [i, value] of values.entries()) lists.offer(0, i, value / 10);
        const kept: number[] = [];
        lists.each((_, i) => kept.push(i));
        const order = values.map((_, i) => i).filter((i) => values[i] > 0);
        order.sort((a, b) => values[b] - values[a] || a - b);
        expect(kept).toEqual(order.slice(0, NEAREST));
      }),
    );
  });
});
