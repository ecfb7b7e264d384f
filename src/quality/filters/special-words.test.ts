import { describe, expect, it } from 'vitest';
import { BYTE_HI, BYTE_LO, SEED_HI, SEED_LO } from '../../base/hash.ts';
import { SpecialWords } from './special-words.ts';

const special = new SpecialWords();

function find(text: string): string[] | undefined {
  let hi = SEED_HI;
  let lo = SEED_LO;
  for (let i = 0; i < text.length; i++) {
    hi = Math.imul(hi ^ text.charCodeAt(i), BYTE_HI);
    lo = Math.imul(lo ^ text.charCodeAt(i), BYTE_LO) ^ (lo >>> 15);
  }
  let from = 0;
  return special.find(hi, lo)?.map((length) => text.slice(from, (from += length)));
}

describe('SpecialWords.find', () => {
  it('cuts contractions, with either apostrophe or none', () => {
    expect(find("don't")).toEqual(['do', "n't"]);
    expect(find('Don’t')).toEqual(['Do', 'n’t']);
    expect(find('dont')).toEqual(['do', 'nt']);
    expect(find("couldn't've")).toEqual(['could', "n't", "'ve"]);
    expect(find("I'll")).toEqual(['I', "'ll"]);
    expect(find('cannot')).toEqual(['can', 'not']);
  });

  it('leaves words alone that only look like one without its apostrophe', () => {
    for (const word of ['well', 'hell', 'its', 'were', 'ill', 'shed', 'lets']) {
      expect(find(word), word).toBeUndefined();
    }
  });

  it('keeps abbreviations and faces whole, and cuts clock times', () => {
    for (const word of ['Mr.', 'e.g.', 'a.', ':-)', "o'clock"]) expect(find(word), word).toEqual([word]);
    expect(find('10am')).toEqual(['10', 'am']);
    expect(find('13am')).toBeUndefined();
  });

  it('knows no other word', () => {
    for (const word of ['', 'harbour', 'MR.', 'Dr', 'dOn’t']) expect(find(word), word).toBeUndefined();
  });

  it('has none longer than it says', () => {
    expect(special.longest).toBe("shouldn't've".length);
  });
});
