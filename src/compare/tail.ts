import { BLOCKS } from '../sketch/type-table.ts';
import { type Aligned, align } from './align.ts';
import { presenceCorrection } from './corrections.ts';
import { type Estimate, estimate } from './estimate.ts';
import { Presence } from './presence.ts';
import { commonExamples, leaveEachOut, type Subject } from './subject.ts';
import { walkByBlock } from './walk.ts';

/** Shares of the attested token mass, rarest types first, that tail coverage looks at. */
export const BANDS = [0.1, 0.05, 0.01] as const;

/** A type is attested where at least this many human examples hold it: what one example alone holds may be a slip. */
const ATTESTED = 2;

/** Tail coverage of one subject, a value a band. */
export interface TailCoverage {
  readonly estimates: readonly Estimate[];
}

/**
 * Tail coverage of one order: the share of the holdout's attested tail types that the common number of the subject's examples
 * is expected to hold, by band of token mass. Undefined where the holdout attests no type.
 */
export function tailCoverage(holdout: Subject, subject: Subject, order: number): TailCoverage | undefined {
  const { aligned, partner } = align(holdout.tables.get(order)!.columns, subject.tables.get(order)!.columns);
  const bands = BANDS.map((band) => bandWeights(aligned, band));
  if (bands[0] === undefined) return undefined;
  return { estimates: bands.map((weights) => bandCoverage(subject, order, aligned, partner, weights!)) };
}

/**
 * With how much of itself each type belongs to the band: 1 below the count at which the band's mass is reached, 0 above, and
 * at that count the fraction of its types that the band has room for, so that nothing decides which of equally frequent
 * types come first.
 */
export function bandWeights(aligned: Aligned, band: number): Float64Array | undefined {
  const mass = new Map<number, number>();
  let all = 0;
  for (let t = 0; t < aligned.count.length; t++) {
    if (aligned.documents[t] < ATTESTED) continue;
    mass.set(aligned.count[t], (mass.get(aligned.count[t]) ?? 0) + aligned.count[t]);
    all += aligned.count[t];
  }
  if (all === 0) return undefined;
  const share = new Map<number, number>();
  let room = band * all;
  for (const count of [...mass.keys()].sort((a, b) => a - b)) {
    if (room <= 0) break;
    share.set(count, Math.min(1, room / mass.get(count)!));
    room -= mass.get(count)!;
  }
  return aligned.count.map((count, t) => (aligned.documents[t] < ATTESTED ? 0 : (share.get(count) ?? 0)));
}

function bandCoverage(
  subject: Subject,
  order: number,
  aligned: Aligned,
  partner: Int32Array,
  weights: Float64Array,
): Estimate {
  const presence = new Presence(subject.examples, commonExamples(subject));
  let types = 0;
  let seen = 0;
  for (let t = 0; t < weights.length; t++) {
    if (weights[t] === 0) continue;
    types += weights[t];
    seen += weights[t] * presence.of(aligned.found[t]);
  }
  const lost = lossByBlock(subject, order, aligned, partner, weights, presence);
  const left = leaveEachOut(subject.profile, (block) => (seen - lost[block]) / types);
  const correction = presenceCorrection(aligned.found, subject.fraction, weights);
  return estimate(seen / types, 0.5 / types, left, correction);
}

/** What leaving each block of the subject out takes from the weighted sum of P(seen). */
function lossByBlock(
  subject: Subject,
  order: number,
  aligned: Aligned,
  partner: Int32Array,
  weights: Float64Array,
  presence: Presence,
): Float64Array {
  const columns = subject.tables.get(order)!.columns;
  const back = new Int32Array(columns.hi.length).fill(-1);
  for (let t = 0; t < partner.length; t++) if (partner[t] >= 0 && weights[t] > 0) back[partner[t]] = t;
  const walk = walkByBlock(columns);
  const lost = new Float64Array(BLOCKS);
  for (let b = 0; b < BLOCKS; b++) {
    for (let at = walk.offsets[b]; at < walk.offsets[b + 1]; at++) {
      const t = back[walk.type[at]];
      if (t < 0) continue;
      const found = aligned.found[t];
      lost[b] += weights[t] * (presence.of(found) - presence.of(found - columns.documents[walk.pair[at]]));
    }
  }
  return lost;
}
