import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Example } from '../../corpus/example.ts';
import { Ledger, type LedgerKey } from './ledger.ts';

const KEYS: LedgerKey[] = ['origin', 'source', 'generation', 'file'];

function example(origin?: string, source?: string, generation?: number): Example {
  const provenance =
    origin === undefined ? undefined : ({ origin, source, generation } as Example['provenance']);
  return { id: 'a', group: 'a', text: '', ...(provenance === undefined ? {} : { provenance }) };
}

describe('Ledger', () => {
  it('counts by all keys together, the largest first, with null where nobody says', () => {
    const ledger = new Ledger(KEYS);
    ledger.add(example(), 'x', 1, 2);
    ledger.add(example('human', 'press', 0), 'x', 10, 20);
    ledger.add(example('human', 'press', 0), 'x', 5, 6);
    expect(ledger.lines()).toEqual([
      { values: ['human', 'press', 0, 'x'], examples: 2, tokens: 15, characters: 26 },
      { values: [null, null, null, 'x'], examples: 1, tokens: 1, characters: 2 },
    ]);
    expect(ledger.by(['generation'])).toEqual([
      { values: [0], examples: 2, tokens: 15, characters: 26 },
      { values: [null], examples: 1, tokens: 1, characters: 2 },
    ]);
    expect(ledger.total()).toEqual({ examples: 3, tokens: 16, characters: 28 });
  });

  it('keeps a name that looks like nothing from what is not there', () => {
    const ledger = new Ledger(['source']);
    ledger.add(example('human', 'null'), 'x', 1, 1);
    ledger.add(example('human'), 'x', 1, 1);
    expect(ledger.lines().map(({ values }) => values)).toEqual([['null'], [null]]);
  });

  it('takes nobody for null, and generation 0 for a number', () => {
    const ledger = new Ledger(['generation', 'category', 'license']);
    ledger.add({ ...example('human', 'a', 0), category: 'news' }, 'f', 1, 1);
    ledger.add(example('human', 'a', 0), 'f', 1, 1);
    expect(ledger.lines().map(({ values }) => values)).toEqual([
      [0, 'news', null],
      [0, null, null],
    ]);
  });

  it('does not run two values into one, whatever signs they hold', () => {
    const ledger = new Ledger(['source', 'model']);
    for (const [source, model] of [
      ['a","b', 'c'],
      ['a', 'b","c'],
      ['a,b', 'c'],
      ['', 'a'],
    ]) {
      ledger.add(
        { id: 'x', group: 'x', text: '', provenance: { origin: 'human', source, model } },
        'f',
        1,
        1,
      );
    }
    expect(ledger.lines()).toHaveLength(4);
  });

  it('has no line and no amount before anything came', () => {
    const ledger = new Ledger(KEYS);
    expect([ledger.lines(), ledger.by(['origin']), ledger.total()]).toEqual([
      [],
      [],
      { examples: 0, tokens: 0, characters: 0 },
    ]);
  });

  it('gives as many examples by any of its keys as in all', () => {
    const one = fc.tuple(
      fc.constantFrom('human', 'mixed', undefined),
      fc.constantFrom('a', 'b', undefined),
      fc.nat(3),
    );
    fc.assert(
      fc.property(fc.array(one), fc.subarray(KEYS), (examples, keys) => {
        const ledger = new Ledger(KEYS);
        for (const [origin, source, generation] of examples)
          ledger.add(example(origin, source, generation), 'f', 2, 3);
        const lines = ledger.by(keys);
        expect(lines.reduce((sum, line) => sum + line.examples, 0)).toBe(examples.length);
        expect(new Set(lines.map(({ values }) => JSON.stringify(values))).size).toBe(lines.length);
        for (let i = 1; i < lines.length; i++)
          expect(lines[i].examples).toBeLessThanOrEqual(lines[i - 1].examples);
        expect(ledger.total()).toEqual({
          examples: examples.length,
          tokens: 2 * examples.length,
          characters: 3 * examples.length,
        });
      }),
    );
  });

  it('adds up to the same ledger however the examples were parted', () => {
    const one = fc.tuple(
      fc.constantFrom('human', 'mixed', undefined),
      fc.constantFrom('a', 'b', undefined),
      fc.nat(9),
    );
    fc.assert(
      fc.property(fc.array(one), fc.nat(20), (examples, cut) => {
        const ledgerOf = (part: typeof examples) => {
          const ledger = new Ledger(KEYS);
          for (const [origin, source, tokens] of part) ledger.add(example(origin, source), 'f', tokens, 1);
          return ledger;
        };
        const merged = new Ledger(KEYS);
        merged.merge(ledgerOf(examples.slice(cut)).lines());
        merged.merge(ledgerOf(examples.slice(0, cut)).lines());
        expect(merged.lines()).toEqual(ledgerOf(examples).lines());
      }),
    );
  });
});
