import { LONE } from './character-classes.ts';
import type { Family } from './rule.ts';
import type { TextScan } from './text-scan.ts';

const SOURCE = 'chosen here: more than a slip of the pen in a thousand characters';

/** Damage that a text took on its way: wrong decoding, cut characters, control codes. */
export const encoding: Family = {
  name: 'encoding',
  source: SOURCE,
  measures: [
    { name: 'replacement', meaning: 'share of characters that are U+FFFD' },
    {
      name: 'mojibake',
      meaning: 'share of characters in sequences that are UTF-8 read as Windows-1252 or Latin-1',
    },
    {
      name: 'controls',
      meaning: 'share of characters that are control codes, other than tabs and line ends',
    },
    { name: 'lone-surrogates', meaning: 'halves of surrogate pairs without the other half' },
    {
      name: 'invisible',
      meaning: 'share of characters of no width: zero-width spaces, byte order marks, tags',
    },
  ],
  rules: [
    { id: 'encoding.replacement', measure: 'replacement', bound: 'max', threshold: 0.001, source: SOURCE },
    { id: 'encoding.mojibake', measure: 'mojibake', bound: 'max', threshold: 0.001, source: SOURCE },
    { id: 'encoding.controls', measure: 'controls', bound: 'max', threshold: 0.001, source: SOURCE },
    {
      id: 'encoding.lone-surrogates',
      measure: 'lone-surrogates',
      bound: 'max',
      threshold: 0,
      source: 'The Unicode Standard, D75: no text has them',
    },
    { id: 'encoding.invisible', measure: 'invisible', bound: 'max', threshold: 0.01, source: SOURCE },
  ],
  prepare: () => (view, out, from) => {
    const found = damageOf(view.scan);
    const { points } = view.scan;
    out[from] = found.replacement / points;
    out[from + 1] = found.mojibake / points;
    out[from + 2] = found.controls / points;
    out[from + 3] = found.surrogates;
    out[from + 4] = found.invisible / points;
  },
};

interface Damage {
  replacement: number;
  mojibake: number;
  controls: number;
  surrogates: number;
  invisible: number;
}

function damageOf({ units, length, classes }: TextScan): Damage {
  const found: Damage = { replacement: 0, mojibake: 0, controls: 0, surrogates: 0, invisible: 0 };
  for (let i = 0; i < length; i++) {
    const unit = units[i];
    if (unit >= 0x20 && unit < 0x7f) continue;
    if (isControl(unit)) found.controls++;
    else if (unit === 0xfffd) found.replacement++;
    else if (isInvisible(unit)) found.invisible++;
    else if (unit >= 0xd800 && unit < 0xe000) {
      if ((classes.at(units, i, length) & LONE) !== 0) found.surrogates++;
      else if (unit === TAG_LEAD && units[i + 1] >= 0xdc00 && units[i + 1] <= 0xdc7f) found.invisible++;
    } else if (unit >= 0xc2 && unit <= 0xef) {
      const width = mojibakeAt(units, i, length);
      found.mojibake += width;
      if (width > 0) i += width - 1;
    }
  }
  return found;
}

/** First half of the pairs of U+E0000 to U+E03FF: tags. */
const TAG_LEAD = 0xdb40;

/** C0 but for tab, line ends and form feed; delete; C1 but for next line, where Windows-1252 has letters. */
function isControl(unit: number): boolean {
  if (unit < 0x20) return unit < 0x09 || unit > 0x0d;
  return unit === 0x7f || (unit >= 0x80 && unit < 0xa0 && unit !== 0x85);
}

/** Zero-width space, word joiner and invisible operators, byte order mark. Joiners belong to Persian, Hindi and pictures. */
function isInvisible(unit: number): boolean {
  return unit === 0x200b || (unit >= 0x2060 && unit <= 0x2064) || unit === 0xfeff;
}

/** What Windows-1252 shows for the bytes 0x80 to 0x9f, which continue characters in UTF-8. */
const CONTINUATION = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'.split('').map((sign) => sign.charCodeAt(0)));
/** Signs that may well follow a letter with an accent: closing quotes, dashes, an ellipsis. */
const FOLLOWING = new Set('»’”…–—›'.split('').map((sign) => sign.charCodeAt(0)));

function continues(unit: number): boolean {
  return (unit >= 0x80 && unit <= 0xbf) || CONTINUATION.has(unit);
}

/** Characters of the UTF-8 sequence that stands at `i` byte by byte, or 0. */
function mojibakeAt(units: Uint16Array, i: number, length: number): number {
  const lead = units[i];
  const second = i + 1 < length ? units[i + 1] : 0;
  if (!continues(second)) return 0;
  // U+0080 to U+00FF, whose bytes begin with C2 and C3, and the typographic signs, with E2, are nearly all mojibake there is.
  if (lead === 0xc2 || lead === 0xc3) return 2;
  if (lead !== 0xe2 && FOLLOWING.has(second)) return 0;
  if (lead < 0xe0) return 2;
  const third = i + 2 < length ? units[i + 2] : 0;
  return continues(third) ? 3 : 0;
}
