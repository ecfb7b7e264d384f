import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText } from '../../base/hash.ts';
import { ORIGINS } from '../../corpus/example.ts';
import { DecisionBuilder, NO_DECISIONS, slotsOf } from './decision-builder.ts';
import { DecisionTable } from './decision-table.ts';
import { DECISIONS, type Review } from './standing.ts';

const review = (decision: Review['decision'], more: Partial<Review> = {}): Review => ({
  decision,
  reviewer: 'zoe',
  ...more,
});
const never = () => {
  throw new Error('what was seen is asked for only where a decision is bound to it');
};
const step = fc.tuple(
  fc.constantFrom('', 'a', 'b', '__proto__', 'ü', '\ud83d\ude00', 'constructor'),
  fc.option(fc.constantFrom(...DECISIONS.filter((word) => word !== 'edit')), { nil: undefined }),
  fc.option(fc.constantFrom(...ORIGINS), { nil: undefined }),
);

describe('DecisionBuilder', () => {
  it('says what a map of the same steps says', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const builder = new DecisionBuilder();
        const map = new Map<string, object | undefined>();
        for (const [id, decision, origin] of steps) {
          const more = origin === undefined ? {} : { origin };
          builder.set(id, decision === undefined ? undefined : review(decision, more));
          map.set(id, decision === undefined ? undefined : { decision, ...more });
        }
        const table = new DecisionTable(builder.columns());
        for (const [id, expected] of map) expect(table.find(id, never)).toEqual(expected);
        expect(builder.size).toBe(map.size);
        expect(table.find('nobody', never)).toBeUndefined();
      }),
    );
  });

  it('finds every one of many, past each doubling', () => {
    const builder = new DecisionBuilder();
    for (let i = 0; i < 5000; i++) builder.set(`e${i}`, review(DECISIONS[i % 2]));
    const columns = builder.columns();
    expect(columns.size).toBe(5000);
    expect(Math.log2(columns.slots.length) % 1).toBe(0);
    expect(columns.slots.length).toBeGreaterThan(5000);
    expect(columns.slots.filter((slot) => slot !== 0)).toHaveLength(5000);
    const table = new DecisionTable(columns);
    for (let i = 0; i < 5000; i++) expect(table.find(`e${i}`, never)?.decision).toBe(DECISIONS[i % 2]);
    for (let i = 5000; i < 5500; i++) expect(table.find(`e${i}`, never)).toBeUndefined();
  });

  it('goes on from columns without touching them', () => {
    const first = new DecisionBuilder();
    for (let i = 0; i < 9; i++) first.set(`e${i}`, review('accept'));
    const before = first.columns();
    const next = new DecisionBuilder(before);
    next.set('e0', review('reject'));
    next.set('e1', undefined);
    for (let i = 9; i < 40; i++) next.set(`e${i}`, review('relabel', { origin: 'mixed' }));
    const [old, now] = [new DecisionTable(before), new DecisionTable(next.columns())];
    expect([old.find('e0', never)?.decision, now.find('e0', never)?.decision]).toEqual(['accept', 'reject']);
    expect([old.find('e1', never)?.decision, now.find('e1', never)]).toEqual(['accept', undefined]);
    expect(old.find('e30', never)).toBeUndefined();
    expect(now.find('e30', never)).toEqual({ decision: 'relabel', origin: 'mixed' });
  });

  it('leaves nothing of a decision to the one that takes its place', () => {
    const builder = new DecisionBuilder();
    builder.set('a', review('edit', { seen: 'f'.repeat(64), origin: 'human' }), { at: 2 ** 40, bytes: 9 });
    builder.set('a', review('reject'));
    const { bound, origin, textAt, textBytes, seen } = builder.columns();
    expect([...bound, ...origin, ...textAt, ...textBytes, ...seen]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('holds places of texts beyond what 32 bits hold', () => {
    const builder = new DecisionBuilder();
    builder.set('a', review('edit'), { at: 2 ** 52 + 1, bytes: 2 ** 32 - 1 });
    const { textAt, textBytes } = builder.columns();
    expect([textAt[0], textBytes[0]]).toEqual([2 ** 52 + 1, 2 ** 32 - 1]);
  });

  it('keeps the first 128 bits of what was seen', () => {
    const seen = '0123456789abcdef'.repeat(4);
    const builder = new DecisionBuilder();
    builder.set('a', review('reject', { seen }));
    expect([...builder.columns().seen]).toEqual([0x01234567, 0x89abcdef, 0x01234567, 0x89abcdef]);
    const table = new DecisionTable(builder.columns());
    expect(table.find('a', () => Buffer.from(seen, 'hex'))).toEqual({ decision: 'reject' });
    const other = Buffer.from(seen, 'hex');
    other[15] ^= 1;
    expect(table.find('a', () => other)).toEqual({ decision: 'outdated' });
  });

  it('never writes into the columns of nothing, which all share', () => {
    new DecisionBuilder().set('a', review('accept'));
    expect(NO_DECISIONS.slots.every((slot) => slot === 0)).toBe(true);
    expect(new DecisionTable(NO_DECISIONS).find('a', never)).toBeUndefined();
  });
});

describe('slotsOf', () => {
  it('finds places whose hashes fall on one slot', () => {
    const lo = Uint32Array.of(3, 19, 35, 15, 31);
    const slots = slotsOf({ size: 5, lo }, 16);
    // 3, 19 and 35 are 3 of 16; 15 and 31 are 15, whose neighbour is 0.
    expect([...slots]).toEqual([5, 0, 0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4]);
  });

  it('takes columns longer than their size for what they hold', () => {
    expect([...slotsOf({ size: 1, lo: Uint32Array.of(1, 2, 3) }, 4)]).toEqual([0, 1, 0, 0]);
  });

  it('gives a walk from the hash of an id to its place', () => {
    const builder = new DecisionBuilder();
    for (const id of ['x', 'y', 'z']) builder.set(id, review('accept'));
    const { slots, lo } = builder.columns();
    const start = hashText('x').lo & (slots.length - 1);
    const walk = [...slots.slice(start), ...slots.slice(0, start)];
    const place = walk.slice(0, walk.indexOf(0)).find((slot) => lo[slot - 1] === hashText('x').lo);
    expect(place).toBe(1);
  });
});
