import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { Rng } from '../../base/rng.ts';
import { words } from './fixtures.test.support.ts';
import { RunIndex, RunIndexBuilder, type SharedRun } from './run-index.ts';
import { TokenReader } from './token-lanes.ts';

const reader = new TokenReader();

function indexOf(texts: readonly string[], tokens = 5): RunIndex {
  const builder = new RunIndexBuilder(tokens);
  texts.forEach((text, i) => void builder.add(`r${i}`, reader.read(text)));
  return builder.finish();
}

function find(index: RunIndex, text: string): SharedRun[] {
  return index.find(reader.read(text));
}

/** Whether each token of a text lies in a run of `tokens` that stands in some reference, by comparing all with all. */
function covered(
  text: readonly string[],
  references: readonly (readonly string[])[],
  tokens: number,
): boolean[] {
  const out = text.map(() => false);
  const join = (part: readonly string[]) => part.join(' ');
  const known = new Set(
    references.flatMap((r) => r.map((_, i) => (i + tokens <= r.length ? join(r.slice(i, i + tokens)) : ''))),
  );
  for (let i = 0; i + tokens <= text.length; i++) {
    if (known.has(join(text.slice(i, i + tokens)))) out.fill(true, i, i + tokens);
  }
  return out;
}

describe('RunIndex', () => {
  it('says where a run stands on both sides, and how long it is', () => {
    const index = indexOf(['x x x', 'one two three four five six seven eight nine']);
    expect(find(index, 'a b three four five six seven eight c')).toEqual([
      { start: 2, length: 6, reference: 'r1', referenceStart: 2 },
    ]);
  });

  it('sees a run of exactly the length asked for, and none that is shorter by one', () => {
    const index = indexOf(['a b c d e f g h'], 5);
    expect(find(index, 'z b c d e f z')).toEqual([
      { start: 1, length: 5, reference: 'r0', referenceStart: 1 },
    ]);
    expect(find(index, 'z b c d e z')).toEqual([]);
  });

  it('does not run from one example of the reference into the next', () => {
    expect(find(indexOf(['a b c', 'd e f']), 'a b c d e f')).toEqual([]);
    expect(
      find(indexOf(['a b c d e', 'f g h i j']), 'a b c d e f g h i j').map(({ length }) => length),
    ).toEqual([5, 5]);
  });

  it('covers the same tokens as comparing all with all', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 40 });
    fc.assert(
      fc.property(
        letters,
        fc.array(letters, { maxLength: 4 }),
        fc.integer({ min: 2, max: 6 }),
        (text, refs, n) => {
          const runs = find(
            indexOf(
              refs.map((r) => r.join(' ')),
              n,
            ),
            text.join(' '),
          );
          const out = text.map(() => false);
          for (const { start, length, reference, referenceStart } of runs) {
            out.fill(true, start, start + length);
            const from = refs[Number(reference.slice(1))].slice(referenceStart, referenceStart + length);
            expect(from).toEqual(text.slice(start, start + length));
          }
          expect(out).toEqual(covered(text, refs, n));
        },
      ),
      { numRuns: runs(400) },
    );
  });

  it('stands a reference and a text that are one token throughout', () => {
    const same = new Array(200_000).fill('ha').join(' ');
    const runs = find(indexOf([same, same], 50), same);
    expect(runs).toEqual([{ start: 0, length: 200_000, reference: 'r0', referenceStart: 0 }]);
  });

  it('finds fifty tokens of a book in a long text', () => {
    const rng = new Rng('book');
    const book = words(rng, 20_000);
    const text = [...words(rng, 500), ...book.slice(777, 827), ...words(rng, 500)].join(' ');
    const index = indexOf([book.join(' ')], 50);
    expect(find(index, text)).toEqual([{ start: 500, length: 50, reference: 'r0', referenceStart: 777 }]);
  });

  it('is the same when it is put together again from its columns', () => {
    const index = indexOf(['a b c d e f']);
    expect(new RunIndex(structuredClone(index.columns)).find(reader.read('a b c d e'))).toEqual([
      { start: 0, length: 5, reference: 'r0', referenceStart: 0 },
    ]);
  });

  it('finds nothing in no reference, and refuses runs of less than two tokens', () => {
    expect(find(indexOf([]), 'a b c d e f')).toEqual([]);
    expect(() => new RunIndexBuilder(1)).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
  });
});

describe('runs at the edges of texts', () => {
  it('are found at the very beginning and end of both', () => {
    const index = indexOf(['a b c d e f'], 3);
    expect(find(index, 'a b c')).toEqual([{ start: 0, length: 3, reference: 'r0', referenceStart: 0 }]);
    expect(find(index, 'd e f')).toEqual([{ start: 0, length: 3, reference: 'r0', referenceStart: 3 }]);
    expect(find(index, 'x a b c d e f')).toEqual([
      { start: 1, length: 6, reference: 'r0', referenceStart: 0 },
    ]);
    expect(find(index, 'a b')).toEqual([]);
    expect(find(index, '')).toEqual([]);
  });

  it('name the first of equal places, also across examples', () => {
    const index = indexOf(['x y z', 'q x y z', 'x y z'], 3);
    expect(find(index, 'x y z').map(({ reference }) => reference)).toEqual(['r0']);
  });

  it('mind case and spacing no more than the tokeniser does, and punctuation as much', () => {
    const index = indexOf(['One, two three four'], 4);
    expect(find(index, 'ONE ,\n two  THREE')).toHaveLength(1);
    expect(find(index, 'one two three four')).toEqual([]);
  });

  it('count only texts that can hold one: shorter ones take no room', () => {
    const builder = new RunIndexBuilder(5);
    for (let i = 0; i < 100; i++) builder.add(`s${i}`, reader.read('a b c d'));
    builder.add('long', reader.read('v w x y z'));
    const index = builder.finish();
    expect(index.columns.hi.length).toBe(5);
    expect(find(index, 'v w x y z')[0].reference).toBe('long');
  });

  it.each([0, 1, -5, 2.5, Number.NaN, Number.POSITIVE_INFINITY])('of %d tokens are refused', (tokens) => {
    expect(() => new RunIndexBuilder(tokens)).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
  });
});
