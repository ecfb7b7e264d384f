import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { NgramClasses } from './ngram-classes.ts';
import { TextScan } from './text-scan.ts';

const scan = new TextScan();
const ngrams = new NgramClasses();

/** The n-grams of a list of words, as strings. */
function grams(words: readonly string[], n: number): string[] {
  return Array.from({ length: Math.max(0, words.length - n + 1) }, (_, i) => words.slice(i, i + n).join(' '));
}

const characters = (gram: string) => gram.replaceAll(' ', '').length;

function plainTop(all: readonly string[]): { at: number; count: number } | undefined {
  let best: { at: number; count: number } | undefined;
  for (const [at, gram] of all.entries()) {
    const count = all.filter((other) => other === gram).length;
    if (best === undefined || count > best.count) best = { at, count };
  }
  return best;
}

function plainLaterCopies(all: readonly string[], n: number): number {
  const seen = new Set<string>();
  let sum = 0;
  for (let i = 0; i < all.length; i++) {
    if (seen.has(all[i])) {
      sum += characters(all[i]);
      i += n - 1;
    } else seen.add(all[i]);
  }
  return sum;
}

function plainAllCopies(all: readonly string[]): { repeated: number; total: number } {
  const repeated = all.filter((gram) => all.indexOf(gram) !== all.lastIndexOf(gram));
  const sum = (list: readonly string[]) => list.reduce((total, gram) => total + characters(gram), 0);
  return { repeated: sum(repeated), total: sum(all) };
}

const texts = fc
  .array(fc.constantFrom('a', 'bb', 'ccc', 'd', 'ee'), { maxLength: 60 })
  .chain((words) => fc.nat(3).map((copies) => Array.from({ length: copies + 1 }, () => words).flat()));

describe('NgramClasses', () => {
  it('agrees with strings put in sets, at every order', () => {
    fc.assert(
      fc.property(texts, (words) => {
        scan.run(words.join(' '));
        ngrams.start(scan.words);
        for (let n = 1; n <= 10; n++) {
          if (n > 1) ngrams.next();
          const all = grams(words, n);
          expect(ngrams.order).toBe(n);
          expect(ngrams.positions).toBe(all.length);
          expect(ngrams.top()).toEqual(plainTop(all));
          expect(ngrams.laterCopies()).toBe(plainLaterCopies(all, n));
          expect(ngrams.allCopies()).toEqual(plainAllCopies(all));
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it('tells words apart that only together spell the same', () => {
    scan.run('ab c x a bc');
    ngrams.start(scan.words);
    ngrams.next();
    expect(ngrams.repeated).toBe(0);
  });

  it('has nothing to say of no words', () => {
    scan.run('');
    ngrams.start(scan.words);
    ngrams.next();
    expect(ngrams.top()).toBeUndefined();
    expect([ngrams.laterCopies(), ngrams.allCopies().total]).toEqual([0, 0]);
  });
});
