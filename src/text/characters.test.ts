import { describe, expect, it } from 'vitest';
import { CharacterPages, JOINER, MARK, SINGLE, SPACE, SYMBOL, WORD } from './characters.ts';

const pages = new CharacterPages();
const classOf = (codePoint: number) => pages.of(codePoint).classes[codePoint & 255];
const foldOf = (codePoint: number) => pages.of(codePoint).folded[codePoint & 255];

function* scalars(): Generator<number> {
  for (let c = 0; c < 0xd800; c++) yield c;
  for (let c = 0xe000; c <= 0x10ffff; c++) yield c;
}

describe('the class', () => {
  it('of a character is what its general category and script say', () => {
    const expected: [string, number][] = [
      ['aZ09_éßжᎠªⅫ½', WORD],
      ['漢かカกຂកကཀ〇々๕', SINGLE],
      ['!€©+“”…。་๏⺀\ufffd👍', SYMBOL],
      ["'’-‐‑", JOINER],
      ['\u0301\u0e31\u20e3\ufe0f\u093e', MARK],
      ['\0\t\n \u00a0\u2028\u3000\ufeff\u200d\u202e\u00ad\ue000\u{10ffff}\u0378', SPACE],
    ];
    for (const [characters, kind] of expected) {
      for (const character of characters) {
        expect([character, classOf(character.codePointAt(0)!)]).toEqual([character, kind]);
      }
    }
  });

  it('of a dash between numbers of a range is no joiner: only hyphens join', () => {
    for (const dash of [0x2012, 0x2013, 0x2014, 0x2212]) expect(classOf(dash)).toBe(SYMBOL);
  });

  it('of every character of the code space is one of the six', () => {
    const met = new Set<number>();
    for (const c of scalars()) met.add(classOf(c));
    expect([...met].sort()).toEqual([SPACE, WORD, SYMBOL, JOINER, SINGLE, MARK].sort());
  });
});

const TYPOGRAPHIC = new Set([0x2018, 0x2019, 0x201c, 0x201d, 0x2010, 0x2011]);

describe('case folding', () => {
  it('never leaves what the simple folding of Unicode allows, over the whole code space', () => {
    const wrong: string[] = [];
    for (const c of scalars()) {
      const folded = foldOf(c);
      if (folded === c || TYPOGRAPHIC.has(c)) continue;
      // `i` with `u` compares by simple case folding.
      const same = new RegExp(`^\\u{${c.toString(16)}}$`, 'iu');
      if (!same.test(String.fromCodePoint(folded))) wrong.push(c.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  it('gives upper and lower case one form wherever both are single characters', () => {
    const wrong: string[] = [];
    for (const c of scalars()) {
      const upper = String.fromCodePoint(c).toUpperCase();
      if ([...upper].length !== 1 || c === 0x131) continue;
      if (foldOf(upper.codePointAt(0)!) !== foldOf(c)) wrong.push(c.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  it('is done once: what is folded folds to itself', () => {
    for (const c of scalars()) if (foldOf(foldOf(c)) !== foldOf(c)) expect.fail(`U+${c.toString(16)}`);
  });

  it('keeps the class of all but the iota that Greek writes below a vowel, which becomes a letter', () => {
    const changed: number[] = [];
    for (const c of scalars()) if (classOf(foldOf(c)) !== classOf(c)) changed.push(c);
    // And the opening single quote, which turns into an apostrophe.
    expect(changed).toEqual([0x345, 0x2018]);
  });
});
