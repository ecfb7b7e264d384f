import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { PIECE } from '../../text/tokenizer.ts';
import { words } from './fixtures.test.support.ts';
import { Shingler } from './shingles.ts';

const WORDS = new Shingler({ unit: 'words', shingle: 5 });
const CHARACTERS = new Shingler({ unit: 'characters', shingle: 24 });

/** Distinct shingles of a text. */
function setOf(shingler: Shingler, text: string): Set<string> {
  const { hi, lo, length } = shingler.run(text);
  return new Set(Array.from({ length }, (_, i) => `${hi[i]} ${lo[i]}`));
}

function exactOf(text: string): string {
  const { exactHi, exactLo } = WORDS.run(text);
  return `${exactHi} ${exactLo}`;
}

describe('Shingler of words', () => {
  it('gives a shingle to each five words', () => {
    expect(setOf(WORDS, 'a b c d e f g').size).toBe(3);
    expect(WORDS.run('a b c d e').length).toBe(1);
  });

  it('makes one shingle of a shorter text, and none of a text without words', () => {
    expect(WORDS.run('a b').length).toBe(1);
    expect(setOf(WORDS, 'a b')).not.toEqual(setOf(WORDS, 'b a'));
    expect(WORDS.run('').length).toBe(0);
    expect(WORDS.run('... --- !!!').length).toBe(0);
  });

  it('does not see case, white space and punctuation', () => {
    expect(setOf(WORDS, 'The cat, it SAT: on the mat.')).toEqual(setOf(WORDS, 'the  cat it sat\non the mat'));
  });

  it('finds the shingles that two texts share, wherever they stand', () => {
    const one = setOf(WORDS, 'x y a b c d e f');
    const shared = [...setOf(WORDS, 'a b c d e f z')].filter((shingle) => one.has(shingle));
    expect(shared.length).toBe(2);
  });

  it('loses no shingle where a long text is read in pieces', () => {
    const text = words(new Rng('pieces'), PIECE / 2).join(' ');
    expect(text.length).toBeGreaterThan(2 * PIECE);
    const count = text.split(' ').length;
    expect(WORDS.run(text).length).toBe(count - 4);
    const cut = text.lastIndexOf(' ', PIECE);
    const around = text
      .slice(cut - 40, cut + 40)
      .split(' ')
      .slice(1, -1)
      .join(' ');
    const all = setOf(WORDS, text);
    for (const shingle of setOf(WORDS, around)) expect(all.has(shingle)).toBe(true);
  });
});

describe('Shingler of characters', () => {
  it('gives a shingle to each 24 characters, as they stand', () => {
    const text = 'The quick brown fox jumps over';
    expect(CHARACTERS.run(text).length).toBe(text.length - 23);
    expect(setOf(CHARACTERS, text)).not.toEqual(setOf(CHARACTERS, text.toLowerCase()));
    expect(CHARACTERS.run('short').length).toBe(1);
    expect(CHARACTERS.run('').length).toBe(0);
  });
});

describe('the exact hash', () => {
  it('is the same for texts of the same tokens', () => {
    expect(exactOf('It’s  “fine”.\n')).toBe(exactOf('it\'s "Fine" .'));
  });

  it('tells order, punctuation, and words that are joined apart', () => {
    const texts = ['a b', 'b a', 'a b.', 'ab', '', 'a', 'a a', 'a a a'];
    expect(new Set(texts.map(exactOf)).size).toBe(texts.length);
  });
});
