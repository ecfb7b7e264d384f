import { BYTE_HI, BYTE_LO, SEED_HI, SEED_LO } from '../../base/hash.ts';

/**
 * English strings between blanks that are cut, or kept whole, against the general rules: contractions, abbreviations with a full
 * stop, clock times, faces. The repertoire is that of spaCy's English tokeniser (3.8, MIT), by which datatrove counts words.
 */
const SUBJECTS = 'i you he she it we they who what when where why how there that this these those'.split(' ');
/** Contracted verbs that follow a subject. */
const FOLLOWERS: Readonly<Record<string, readonly string[]>> = {
  m: ['i'],
  s: 'he she it who what when where why how there that this'.split(' '),
  re: 'you we they who what when where why how there these those'.split(' '),
  ve: 'i you we they who what when where why how there these those'.split(' '),
  ll: SUBJECTS,
  d: SUBJECTS,
};
/** Written without an apostrophe these are other words. */
const OTHER_WORDS = new Set('its were ill well hell shell shed lets cmon'.split(' '));
const NEGATED =
  'ca could do does did had may might must need ought sha should wo would ai are is was were have has dare'.split(
    ' ',
  );
const NEGATED_WITH_HAVE = new Set(
  'ca could do does did had may might must need ought sha should wo would'.split(' '),
);
const MODALS = 'could might must should would'.split(' ');

/** Kept whole. */
const WHOLE = [
  ...'abcdefghijklmnopqrstuvwxyzäöü'.split('').map((letter) => `${letter}.`),
  ...'Mt. Ak. Ala. Apr. Ariz. Ark. Aug. Calif. Colo. Conn. Dec. Del. Feb. Fla. Ga. Ia. Id. Ill. Ind. Jan.'.split(
    ' ',
  ),
  ...'Jul. Jun. Kan. Kans. Ky. La. Mar. Mass. Mich. Minn. Miss. N.C. N.D. N.H. N.J. N.M. N.Y. Neb. Nebr.'.split(
    ' ',
  ),
  ...'Nev. Nov. Oct. Okla. Ore. Pa. S.C. Sep. Sept. Tenn. Va. Wash. Wis. a.m. Adm. Bros. co. Co. Corp. D.C.'.split(
    ' ',
  ),
  ...'Dr. e.g. E.g. E.G. Gen. Gov. i.e. I.e. I.E. Inc. Jr. Ltd. Md. Messrs. Mo. Mont. Mr. Mrs. Ms. p.m.'.split(
    ' ',
  ),
  ...'Ph.D. Prof. Rep. Rev. Sen. St. vs. v.s. and/or w/o C++'.split(' '),
  ...':) :( :-) :-( ;) ;-) :D :-D :P :-P :p :-p :/ :-/ :O :-O :| :-| :] =) =( =D <3 </3 8) 8-) ^_^ -_- o_O'.split(
    ' ',
  ),
  ..."xD XD :'( :') :3 :x :X :* >:( >:o (: ): '' 's 'S ’s ’S 'em 'll 'd 're 'nuff 'cause 'Cause 'bout ma'am".split(
    ' ',
  ),
  ..."Ma'am o'clock O'clock goin' Goin' doin' Doin' nothin' Nothin' somethin' Somethin' lovin' Lovin' ol' Ol'".split(
    ' ',
  ),
];

const SPLIT: readonly (readonly string[])[] = [
  ['can', 'not'],
  ['gon', 'na'],
  ['got', 'ta'],
  ['let', "'s"],
  ["y'", 'all'],
  ["c'm", 'on'],
  ['not', "'ve"],
];

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}

/** Each way of writing `parts`, whose apostrophes may be curly or, where `bare`, left out. */
function* spellings(parts: readonly string[], bare: boolean): Generator<readonly string[]> {
  const [first, ...rest] = parts;
  for (const start of new Set([first, capital(first)])) {
    const all = [start, ...rest];
    yield all;
    yield all.map((part) => part.replaceAll("'", '’'));
    if (bare && !OTHER_WORDS.has(parts.join('').replaceAll("'", ''))) {
      yield all.map((part) => part.replaceAll("'", ''));
    }
  }
}

function* contractions(): Generator<readonly string[]> {
  for (const [verb, subjects] of Object.entries(FOLLOWERS)) {
    for (const subject of subjects) {
      yield [subject, `'${verb}`];
      if (verb === 'll' || verb === 'd') yield [subject, `'${verb}`, "'ve"];
    }
  }
  for (const verb of NEGATED) {
    yield [verb, "n't"];
    if (NEGATED_WITH_HAVE.has(verb)) yield [verb, "n't", "'ve"];
  }
  for (const verb of MODALS) yield [verb, "'ve"];
}

function* allSpecials(): Generator<readonly string[]> {
  for (const parts of [...contractions(), ...SPLIT])
    yield* spellings(parts, parts[1].startsWith("'") || parts[1] === "n't");
  for (const text of WHOLE) {
    yield [text];
    if (text.includes("'")) yield [text.replaceAll("'", '’')];
  }
  for (let hour = 1; hour <= 12; hour++) {
    for (const half of ['am', 'pm', 'a.m.', 'p.m.']) yield [String(hour), half];
  }
}

const SLOTS = 1 << 13;

/** Special words by the hash of their code units; `find` gives where each is cut. */
export class SpecialWords {
  /** Longest special word in code units: longer ones need no look-up. */
  readonly longest: number;
  readonly #slots = new Int16Array(SLOTS);
  readonly #hi: number[] = [0];
  readonly #lo: number[] = [0];
  readonly #cuts: (readonly number[])[] = [[]];

  constructor() {
    let longest = 0;
    for (const parts of allSpecials()) {
      this.#add(parts);
      longest = Math.max(longest, parts.join('').length);
    }
    this.longest = longest;
  }

  /** Lengths of the pieces of the special word with this hash, or undefined where there is none. */
  find(hi: number, lo: number): readonly number[] | undefined {
    const entry = this.#slots[this.#slot(hi, lo)];
    return entry === 0 ? undefined : this.#cuts[entry];
  }

  #add(parts: readonly string[]): void {
    let hi = SEED_HI;
    let lo = SEED_LO;
    const text = parts.join('');
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      hi = Math.imul(hi ^ unit, BYTE_HI);
      lo = Math.imul(lo ^ unit, BYTE_LO) ^ (lo >>> 15);
    }
    const slot = this.#slot(hi, lo);
    if (this.#slots[slot] !== 0) return;
    this.#slots[slot] = this.#cuts.length;
    this.#hi.push(hi);
    this.#lo.push(lo);
    this.#cuts.push(parts.map((part) => part.length));
  }

  /** The slot that holds this hash, or the empty one where it would stand. */
  #slot(hi: number, lo: number): number {
    let slot = (hi ^ (hi >>> 13) ^ lo) & (SLOTS - 1);
    for (;;) {
      const entry = this.#slots[slot];
      if (entry === 0 || (this.#hi[entry] === hi && this.#lo[entry] === lo)) return slot;
      slot = (slot + 1) & (SLOTS - 1);
    }
  }
}
