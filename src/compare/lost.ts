import { fmix32, WINDOW_HI, WINDOW_LO } from '../base/hash.ts';
import { Tokenizer } from '../text/tokenizer.ts';
import { align } from './align.ts';
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

interface Candidate {
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
  const wanted = new Map<string, Candidate>();
  for (const candidate of candidates(holdout, reservoir, generation, order))
    wanted.set(`${candidate.hi},${candidate.lo}`, candidate);
  const found = findWords(holdout, order, wanted);
  return found
    .sort(
      (a, b) =>
        b.candidate.chance - a.candidate.chance ||
        b.lost.holdoutCount - a.lost.holdoutCount ||
        (a.lost.type < b.lost.type ? -1 : 1),
    )
    .slice(0, most)
    .map(({ lost }) => lost);
}

function candidates(holdout: Subject, reservoir: Subject, generation: Subject, order: number): Candidate[] {
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

interface Found {
  readonly lost: Lost;
  readonly candidate: Candidate;
}

function findWords(holdout: Subject, order: number, wanted: Map<string, Candidate>): Found[] {
  const tokenizer = new Tokenizer();
  const decoder = new TextDecoder();
  const found: Found[] = [];
  for (const { text } of holdout.profile.sample.examples) {
    if (text === undefined || wanted.size === 0) break;
    const { length, hi, lo, bytes, start, end } = tokenizer.run(text);
    for (let i = 0; i + order <= length; i++) {
      const key = windowKey(hi, lo, i, order);
      const candidate = wanted.get(key);
      if (candidate === undefined) continue;
      wanted.delete(key);
      const from = start[i];
      const to = end[i + order - 1];
      const before = decoder.decode(bytes.subarray(Math.max(0, from - CONTEXT_BYTES), from));
      const type = decoder.decode(bytes.subarray(from, to));
      const after = decoder.decode(bytes.subarray(to, Math.min(end[length - 1], to + CONTEXT_BYTES)));
      found.push({ candidate, lost: describe(candidate, order, before, type, after) });
    }
  }
  return found;
}

function describe(candidate: Candidate, order: number, before: string, type: string, after: string): Lost {
  const head =
    before.length > CONTEXT ? `…${before.slice(-CONTEXT).replace(/^[\udc00-\udfff]/, '')}` : before;
  const tail = after.length > CONTEXT ? `${after.slice(0, CONTEXT).replace(/[\ud800-\udbff]$/, '')}…` : after;
  const { holdoutCount, holdoutExamples, reservoirCount } = candidate;
  return {
    type: type.toLowerCase().replace(/\s+/gu, ' '),
    order,
    holdoutCount,
    holdoutExamples,
    reservoirCount,
    passage: { text: head + type + tail, start: head.length, end: head.length + type.length },
  };
}

/** Key of the window of `order` tokens from token i, as `PrefixPolynomials` hashes it. */
function windowKey(hi: Int32Array, lo: Int32Array, i: number, order: number): string {
  let a = 0;
  let b = 0;
  for (let k = i; k < i + order; k++) {
    a = (Math.imul(a, WINDOW_HI) + hi[k]) | 0;
    b = (Math.imul(b, WINDOW_LO) + lo[k]) | 0;
  }
  return `${a},${fmix32(b + a)}`;
}
