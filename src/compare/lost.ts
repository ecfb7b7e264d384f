import { fmix32, WINDOW_HI, WINDOW_LO } from '../base/hash.ts';
import type { SampledExample } from '../sketch/example-sample.ts';
import { Vocabulary } from '../text/vocabulary.ts';
import { align } from './align.ts';
import { type LocateTokens, locateTokens } from './located-tokens.ts';
import { Presence } from './presence.ts';
import type { Subject } from './subject.ts';
import { totals } from './walk.ts';

/** A human type that a generation does not hold at all. */
export interface Lost {
  readonly type: string;
  readonly order: number;
  readonly holdoutCount: number;
  readonly holdoutExamples: number;
  readonly reservoirCount: number;
  readonly passage: { readonly text: string; readonly start: number; readonly end: number };
}

/** Code units of text shown on either side of a lost type. */
const CONTEXT = 90;

/** Bytes of UTF-8 that hold more code units than that: a character cut at the far end is never shown. */
const CONTEXT_BYTES = CONTEXT * 4;

/** Code units shown of a type that is long: a construct may be a whole class. */
const LONGEST = 240;
const LONGEST_BYTES = LONGEST * 4;

/** A type that people use and a generation does not. */
export interface Candidate {
  readonly hi: number;
  readonly lo: number;
  readonly chance: number;
  readonly holdoutCount: number;
  readonly holdoutExamples: number;
  readonly reservoirCount: number;
}

/**
 * Types that at least two examples of the holdout hold, that the reservoir holds, and that the generation does not, most
 * surely expected first: by their chance to be seen in human text of the generation's size. Their words are found in the
 * holdout's sampled texts, so that only types of those texts can be shown, and none where profiles carry no text.
 */
export function lostTypes(
  holdout: Subject,
  reservoir: Subject,
  generation: Subject,
  order: number,
  most: number,
): Lost[] {
  const tokensOf = locateTokens(holdout.profile);
  const places = findPlaces(holdout, order, candidates(holdout, reservoir, generation, order), tokensOf);
  const chosen = places.sort((a, b) => bySurety(a.candidate, b.candidate)).slice(0, most);
  return chosen.map((place) => describe(place, order, tokensOf));
}

/** Surest first; among equals the more frequent, then by hash, so that nothing depends on the order of reading. */
export function bySurety(a: Candidate, b: Candidate): number {
  return b.chance - a.chance || b.holdoutCount - a.holdoutCount || a.hi - b.hi || a.lo - b.lo;
}

/** The types of one order that two examples of the holdout and the reservoir hold and the generation does not. */
export function candidates(
  holdout: Subject,
  reservoir: Subject,
  generation: Subject,
  order: number,
): Candidate[] {
  const human = holdout.tables.get(order)!.columns;
  const { aligned, partner } = align(human, generation.tables.get(order)!.columns);
  const base = reservoir.tables.get(order)!.columns;
  const inReservoir = align(human, base);
  const counts = totals(base, 'count');
  const presence = new Presence(reservoir.examples, reservoir.examples * reservoir.fraction);
  const list: Candidate[] = [];
  for (let t = 0; t < partner.length; t++) {
    if (partner[t] >= 0 || aligned.documents[t] < 2 || inReservoir.partner[t] < 0) continue;
    list.push({
      hi: human.hi[t] | 0,
      lo: human.lo[t] | 0,
      chance: presence.of(inReservoir.aligned.found[t]),
      holdoutCount: aligned.count[t],
      holdoutExamples: aligned.documents[t],
      reservoirCount: counts[inReservoir.partner[t]],
    });
  }
  return list;
}

/** Where a lost type stands first in the holdout's sampled texts: token `at` of `example`. */
interface Place {
  readonly candidate: Candidate;
  readonly example: SampledExample;
  readonly at: number;
}

function findPlaces(
  holdout: Subject,
  order: number,
  wanted: readonly Candidate[],
  tokensOf: LocateTokens,
): Place[] {
  const index = new Vocabulary();
  for (const { hi, lo } of wanted) index.intern(hi, lo);
  const places = new Map<number, Place>();
  for (const example of holdout.profile.sample.examples) {
    if (example.text === undefined || places.size === wanted.length) break;
    const { length, hi, lo } = tokensOf(example);
    for (let at = 0; at + order <= length; at++) {
      const id = idOfWindow(index, hi, lo, at, order);
      if (id !== undefined && !places.has(id)) places.set(id, { candidate: wanted[id], example, at });
    }
  }
  return [...places.values()];
}

/** The index of the window of `order` tokens from token `at`, hashed as `PrefixPolynomials` does. */
function idOfWindow(
  index: Vocabulary,
  hi: Int32Array,
  lo: Int32Array,
  at: number,
  order: number,
): number | undefined {
  let a = 0;
  let b = 0;
  for (let k = at; k < at + order; k++) {
    a = (Math.imul(a, WINDOW_HI) + hi[k]) | 0;
    b = (Math.imul(b, WINDOW_LO) + lo[k]) | 0;
  }
  return index.idOf(a, fmix32(b + a));
}

function describe({ candidate, example, at }: Place, order: number, tokensOf: LocateTokens): Lost {
  const { bytes, byteLength, start, end, nameOf } = tokensOf(example);
  const last = at + order - 1;
  const passage = passageOf(bytes.subarray(0, byteLength), start[at], Math.max(start[at], end[last]));
  const { holdoutCount, holdoutExamples, reservoirCount } = candidate;
  const type = nameOf?.(at, order) ?? passage.text.slice(passage.start, passage.end);
  return {
    type: nameOf === undefined ? type.toLowerCase().replace(/\s+/gu, ' ') : type,
    order,
    holdoutCount,
    holdoutExamples,
    reservoirCount,
    passage,
  };
}

/** The bytes [from, to) of a text with what stands around them, cut at either side and, where it is long, in itself. */
export function passageOf(bytes: Uint8Array, from: number, to: number): Lost['passage'] {
  const decoder = new TextDecoder();
  const before = decoder.decode(bytes.subarray(Math.max(0, from - CONTEXT_BYTES), from));
  const whole = decoder.decode(bytes.subarray(from, Math.min(to, from + LONGEST_BYTES)));
  const after = decoder.decode(bytes.subarray(to, to + CONTEXT_BYTES));
  const head =
    before.length > CONTEXT ? `…${before.slice(-CONTEXT).replace(/^[\udc00-\udfff]/, '')}` : before;
  const type = whole.length > LONGEST ? `${whole.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}…` : whole;
  const rest = after.length > CONTEXT ? `${after.slice(0, CONTEXT).replace(/[\ud800-\udbff]$/, '')}…` : after;
  return { text: head + type + rest, start: head.length, end: head.length + type.length };
}
