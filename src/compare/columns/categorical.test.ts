import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsOf, tableProfileOf } from '../../../test/fixtures/tables.ts';
import { runs } from '../../../test/fixtures/thorough.ts';
import { commonExamples, makeSubjects, type Subject } from '../subject.ts';
import { categoriesOf, coverage, effectiveCategories } from './categorical.ts';

/** Subjects of tables with one column of words, of which each stands so many times. */
function subjectsOf(...tables: readonly Readonly<Record<string, number>>[]): Subject[] {
  const named = tables.map((counts, g) => {
    const words = Object.entries(counts).flatMap(([word, n]) => Array<string>(n).fill(word));
    const rows = rowsOf(`t${g}`, words.length, (_, i) => ({ colour: words[i], other: 'red' }));
    return { name: `t${g}`, profile: tableProfileOf(rows) };
  });
  const fewest = Math.min(...tables.map((counts) => Object.values(counts).reduce((a, b) => a + b, 0)));
  // The end of each row counts as a token.
  return makeSubjects(named, fewest);
}

const own = (subject: Subject) => categoriesOf(subject, 'colour', 0);

describe('categoriesOf', () => {
  it('holds the words of its column alone', () => {
    const [subject] = subjectsOf({ red: 3, blue: 2 });
    expect(own(subject).hi).toHaveLength(2);
    expect(categoriesOf(subject, 'other', 0).count.reduce((a, b) => a + b, 0)).toBe(5);
    expect(categoriesOf(subject, 'none', 0).hi).toHaveLength(0);
  });
});

describe('coverage', () => {
  it('is the share of attested human categories that the rows hold', () => {
    const [human, subject] = subjectsOf({ red: 40, blue: 30, green: 20, odd: 1 }, { red: 60, blue: 31 });
    expect(coverage(own(human), subject, own(subject))!.value).toBeCloseTo(2 / 3, 12);
    expect(coverage(own(human), human, own(human))!.value).toBeCloseTo(1, 6);
  });

  it('is what fewer rows would be expected to hold', () => {
    const [human, subject] = subjectsOf({ red: 10, blue: 10 }, { red: 199, blue: 1 });
    const { value } = coverage(own(human), subject, own(subject))!;
    // One row of 200 is among 20 drawn with probability .1.
    expect(value).toBeCloseTo((1 + 0.1) / 2, 6);
  });

  it('is 0 where nothing is left, with an error that is finite', () => {
    const [human, subject] = subjectsOf({ red: 40, blue: 40 }, { grey: 80 });
    const gone = coverage(own(human), subject, own(subject))!;
    expect(gone.value).toBe(0);
    expect(Number.isFinite(gone.variance)).toBe(true);
  });

  it('does not exist where people hold no category twice', () => {
    const [human, subject] = subjectsOf({ a: 1, b: 1, c: 1 }, { a: 3 });
    expect(coverage(own(human), subject, own(subject))).toBeUndefined();
  });
});

describe('effectiveCategories', () => {
  it('is their number where all are as common, and less where one prevails', () => {
    const [even, odd] = subjectsOf({ a: 25, b: 25, c: 25, d: 25 }, { a: 97, b: 1, c: 1, d: 1 });
    expect(effectiveCategories(even, own(even))!.value).toBeCloseTo(4, 10);
    const entropy = -(0.97 * Math.log(0.97) + 3 * 0.01 * Math.log(0.01));
    expect(effectiveCategories(odd, own(odd))!.value).toBeCloseTo(Math.exp(entropy), 10);
  });

  it('does not exist without a word', () => {
    const [subject] = subjectsOf({ a: 5 });
    expect(effectiveCategories(subject, categoriesOf(subject, 'none', 0))).toBeUndefined();
  });
});

describe('categories by their definition', () => {
  const counts = fc.dictionary(
    fc.constantFrom('red', 'blue', 'grün', '__proto__', 'constructor', '0', ' '),
    fc.integer({ min: 1, max: 12 }),
    { minKeys: 1 },
  );

  it('are covered as drawing rows without putting them back would', () => {
    fc.assert(
      fc.property(counts, counts, (people, made) => {
        const [human, subject] = subjectsOf(people, made);
        const n = subject.examples;
        const drawn = commonExamples(subject);
        // P(a category with k of n rows is missed by `drawn` of them), factor by factor.
        const missed = (k: number) => {
          let p = 1;
          for (let i = 0; i < drawn; i++) p *= Math.max(0, n - k - i) / (n - i);
          return p;
        };
        const attested = Object.keys(people).filter((word) => people[word] >= 2);
        const found = coverage(own(human), subject, own(subject));
        if (attested.length === 0) {
          expect(found).toBeUndefined();
          return;
        }
        const expected = attested.map((word) => 1 - missed(Object.hasOwn(made, word) ? made[word] : 0));
        expect(found!.value).toBeCloseTo(expected.reduce((a, b) => a + b, 0) / attested.length, 6);
      }),
      { numRuns: runs(60) },
    );
  });

  it('are as many in effect as the exponential of their entropy says, never more than there are', () => {
    fc.assert(
      fc.property(counts, (made) => {
        const [subject] = subjectsOf(made);
        const all = Object.values(made).reduce((a, b) => a + b, 0);
        const entropy = Object.values(made).reduce((h, n) => h - (n / all) * Math.log(n / all), 0);
        const { value } = effectiveCategories(subject, own(subject))!;
        expect(value).toBeCloseTo(Math.exp(entropy), 9);
        expect(value).toBeLessThanOrEqual(Object.keys(made).length + 1e-9);
      }),
      { numRuns: runs(60) },
    );
  });

  it('are told apart by their column, though they are spelt alike', () => {
    const rows = rowsOf('t', 40, (_, i) => ({ a: i % 2 ? 'x' : 'y', b: 'x' }));
    const [subject] = makeSubjects([{ name: 't', profile: tableProfileOf(rows) }], 40);
    const counted = (column: string) =>
      [...categoriesOf(subject, column, 0).count].reduce((a, b) => a + b, 0);
    expect([counted('a'), counted('b')]).toEqual([40, 40]);
    expect(effectiveCategories(subject, categoriesOf(subject, 'b', 0))!.value).toBeCloseTo(1, 12);
  });
});
