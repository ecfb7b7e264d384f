import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { example, profileOf } from '../../../test/oracles/corpus.ts';
import { tableOf } from '../../profile/profile.ts';
import { Tokenizer } from '../../text/tokenizer.ts';
import { TailTypes } from './tail-types.ts';

const tokenizer = new Tokenizer();

/** 90 times "the", and pairs of rare words in two examples each. */
const common = Array.from({ length: 30 }, (_, i) => example(`c${i}`, 'the the the'));
const rare = ['quokka', 'quokka', 'numbat', 'numbat', 'once'].map((word, i) => example(`r${i}`, word));
const table = tableOf(profileOf([...common, ...rare]), 1);

describe('TailTypes', () => {
  it('holds the rarest types that two examples attest', () => {
    const tail = new TailTypes(table, 0.03);
    expect(tail.size).toBe(2);
    expect(tail.carried('A Quokka met a numbat and another quokka.', tokenizer)).toBe(2);
  });

  it('does not count a type that a single example holds, nor a common one', () => {
    expect(new TailTypes(table, 0.03).carried('once the once', tokenizer)).toBe(0);
  });

  it('lets equally frequent types enter together', () => {
    expect(new TailTypes(table, 0.001).size).toBe(2);
  });

  it('holds every attested type at a share of one', () => {
    expect(new TailTypes(table, 1).size).toBe(3);
  });

  it('counts each example anew', () => {
    const tail = new TailTypes(table, 0.03);
    expect([1, 2, 3].map(() => tail.carried('quokka', tokenizer))).toEqual([1, 1, 1]);
  });

  it('of nothing is empty', () => {
    const tail = new TailTypes(tableOf(profileOf([]), 1));
    expect([tail.size, tail.carried('quokka', tokenizer)]).toEqual([0, 0]);
  });
});

describe('TailTypes, against sets of words', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
  const texts = fc.array(fc.array(word, { maxLength: 6 }), { maxLength: 12 });

  /** The rarest attested words that make up the share, equally frequent ones together. */
  function plainTail(all: readonly (readonly string[])[], share: number): Set<string> {
    const words = [...new Set(all.flat())].filter(
      (one) => all.filter((text) => text.includes(one)).length >= 2,
    );
    const count = (one: string) => all.flat().filter((other) => other === one).length;
    const mass = words.reduce((sum, one) => sum + count(one), 0);
    const tail = new Set<string>();
    let taken = 0;
    for (const n of [...new Set(words.map(count))].sort((x, y) => x - y)) {
      if (taken >= share * mass) break;
      for (const one of words.filter((other) => count(other) === n)) {
        tail.add(one);
        taken += n;
      }
    }
    return tail;
  }

  it('holds the same words, and counts the same of them in a text', () => {
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom(0.05, 0.1, 0.3, 0.5, 1),
        fc.array(word, { maxLength: 9 }),
        (all, share, text) => {
          const profile = profileOf(all.map((words, i) => example(`x${i}`, words.join(' '))));
          const tail = new TailTypes(tableOf(profile, 1), share);
          const expected = plainTail(all, share);
          expect(tail.size).toBe(expected.size);
          expect(tail.carried(text.join(' '), tokenizer)).toBe(
            new Set(text.filter((one) => expected.has(one))).size,
          );
        },
      ),
    );
  });

  it('counts a word once in a text that is read in many pieces', () => {
    const tail = new TailTypes(table, 0.03);
    expect(tail.carried('quokka filler '.repeat(100_000), tokenizer)).toBe(1);
  });
});
