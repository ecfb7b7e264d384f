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
