import { BLOCKS } from '../sketch/type-table.ts';
import { align } from './align.ts';
import { presenceCorrection } from './corrections.ts';
import { type Estimate, estimate } from './estimate.ts';
import { Presence } from './presence.ts';
import { commonExamples, leaveEachOut, type Subject } from './subject.ts';
import { walkByBlock } from './walk.ts';

/** Classes of the holdout's types by how often it holds them: 1, 2, 3-4, 5-8, ..., the last without an end. */
export const CLASSES = 10;

/** Class of a count: 0 for 1, 1 for 2, then one a power of two. */
export function classOf(count: number): number {
  return Math.min(CLASSES - 1, count <= 1 ? 0 : 32 - Math.clz32(count - 1));
}

/** Smallest count of a class. */
export function classFloor(index: number): number {
  return index === 0 ? 1 : 2 ** (index - 1) + 1;
}

/** How much of each frequency class of the holdout a subject is expected to hold in the common number of examples. */
export interface Survival {
  /** Types of the holdout in the class, estimated where types are sampled. */
  readonly types: number;
  readonly share: Estimate;
}

/** One entry a class; undefined where the holdout has no type in it. */
export function survival(holdout: Subject, subject: Subject, order: number): (Survival | undefined)[] {
  const human = holdout.tables.get(order)!;
  const other = subject.tables.get(order)!.columns;
  const { aligned, partner } = align(human.columns, other);
  const presence = new Presence(subject.examples, commonExamples(subject));
  const types = new Float64Array(CLASSES);
  const seen = new Float64Array(CLASSES);
  for (let t = 0; t < partner.length; t++) {
    const k = classOf(aligned.count[t]);
    types[k]++;
    seen[k] += presence.of(aligned.found[t]);
  }
  const back = new Int32Array(other.hi.length).fill(-1);
  for (let t = 0; t < partner.length; t++) if (partner[t] >= 0) back[partner[t]] = t;
  const losses = Array.from({ length: CLASSES }, () => new Float64Array(BLOCKS));
  const walk = walkByBlock(other);
  for (let b = 0; b < BLOCKS; b++) {
    for (let at = walk.offsets[b]; at < walk.offsets[b + 1]; at++) {
      const t = back[walk.type[at]];
      if (t < 0) continue;
      const left = aligned.found[t] - other.documents[walk.pair[at]];
      losses[classOf(aligned.count[t])][b] += presence.of(aligned.found[t]) - presence.of(left);
    }
  }
  const corrections = Array.from(types, (_, k) =>
    presenceCorrection(
      aligned.found.filter((_, t) => classOf(aligned.count[t]) === k),
      subject.fraction,
    ),
  );
  return Array.from(types, (n, k) => {
    if (n === 0) return undefined;
    const left = leaveEachOut(subject.profile, (b) => (seen[k] - losses[k][b]) / n);
    return { types: n / human.theta, share: estimate(seen[k] / n, 0.5 / n, left, corrections[k]) };
  });
}
