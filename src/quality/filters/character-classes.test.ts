import { describe, expect, it } from 'vitest';
import {
  ALPHA,
  BREAK,
  CharacterClasses,
  DIGIT,
  EDGE,
  ICON,
  LONE,
  LOWER,
  SYMBOL,
  TERMINAL,
  TRAIL,
  UPPER,
  WHITE,
} from './character-classes.ts';

const classes = new CharacterClasses();
const of = (text: string) => classes.of(text.codePointAt(0)!);
const all = (bits: number) => {
  const found: number[] = [];
  for (let point = 0; point < 0x3100; point++) if ((classes.of(point) & bits) !== 0) found.push(point);
  return found;
};

describe('white space and line ends', () => {
  it("are those of Python's str.isspace and str.splitlines", () => {
    expect(all(WHITE)).toHaveLength(29);
    expect(all(BREAK)).toEqual([0x0a, 0x0b, 0x0c, 0x0d, 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029]);
    expect(of('\u200b') & WHITE).toBe(0);
    expect(of('\ufeff') & WHITE).toBe(0);
  });
});

describe('letters', () => {
  it('are of one case, or of both where the script has none', () => {
    expect(of('a') & (ALPHA | LOWER | UPPER)).toBe(ALPHA | LOWER);
    expect(of('Ж') & (ALPHA | LOWER | UPPER)).toBe(ALPHA | UPPER);
    expect(of('漢') & (ALPHA | LOWER | UPPER)).toBe(ALPHA | LOWER | UPPER);
    expect(of('𝒜') & ALPHA).toBe(ALPHA);
    expect(of('7') & (ALPHA | DIGIT)).toBe(DIGIT);
    expect(of('\u0301') & ALPHA).toBe(0);
  });
});

describe('signs', () => {
  it('end sentences in any script', () => {
    for (const sign of '.!?。？！।؟…') expect(of(sign) & TERMINAL, sign).toBe(sign === '…' ? 0 : TERMINAL);
  });

  it('of the punctuation set include controls, and leave currency but the dollar out', () => {
    for (const sign of '#$-"—\u0001\u0080') expect(of(sign) & SYMBOL, sign).toBe(SYMBOL);
    for (const sign of '€+a7') expect(of(sign) & SYMBOL, sign).toBe(sign === '+' ? SYMBOL : 0);
  });

  it('that are pictures stand alone', () => {
    expect(of('😀') & (ICON | EDGE)).toBe(ICON | EDGE);
  });
});

describe('every character', () => {
  it('is of some class: one of none would pass for a letter among letters', () => {
    for (let point = 0; point < 0x20000; point++) {
      if (point < 0xd800 || point > 0xdfff) if (classes.of(point) === 0) throw new Error(point.toString(16));
    }
    expect(of('±')).not.toBe(0);
  });
});

describe('CharacterClasses.at', () => {
  const units = Uint16Array.from([0xd83d, 0xde00, 0xde00, 0xd83d, 0x61, 0xd83d]);

  it('gives a pair its class at its first half, and tells halves without the other', () => {
    const found = Array.from(units, (_, i) => classes.at(units, i, units.length));
    expect(found[0] & ICON).toBe(ICON);
    expect(found[1]).toBe(TRAIL);
    expect(found[2]).toBe(LONE);
    expect(found[3]).toBe(LONE);
    expect(found[4] & ALPHA).toBe(ALPHA);
    expect(found[5]).toBe(LONE);
  });
});
