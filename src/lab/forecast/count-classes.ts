import type { HumanTypes } from './human-types.ts';

/** A type is attested where two examples hold it: what one alone holds may be a slip. */
const ATTESTED = 2;

/** Types of one count, attested or not. */
export interface CountClass {
  readonly count: number;
  readonly attested: boolean;
  /** Types of the class in the sample of types. */
  readonly kept: number;
}

/** What was counted in the groups that are not left out: a few thousand classes stand for any number of types. */
export function countClasses(types: HumanTypes, without = -1): CountClass[] {
  const { start, group, count, documents } = types;
  const plain = new Map<number, number>();
  const attested = new Map<number, number>();
  for (let t = 0; t + 1 < start.length; t++) {
    let sum = 0;
    let examples = 0;
    for (let p = start[t]; p < start[t + 1]; p++) {
      if (group[p] === without) continue;
      sum += count[p];
      examples += documents[p];
    }
    if (sum === 0) continue;
    const found = examples >= ATTESTED ? attested : plain;
    found.set(sum, (found.get(sum) ?? 0) + 1);
  }
  return [...classesOf(plain, false), ...classesOf(attested, true)].sort((a, b) => a.count - b.count);
}

function classesOf(found: ReadonlyMap<number, number>, attested: boolean): CountClass[] {
  return [...found].map(([count, kept]) => ({ count, attested, kept }));
}

/**
 * With how much of itself each class belongs to the tail: the rarest attested types that hold `share` of the attested units
 * together; at the count where that is reached, the fraction of the types that there is room for.
 */
export function tailWeights(classes: readonly CountClass[], share = 0.1): Float64Array {
  const mass = classes.reduce((sum, c) => (c.attested ? sum + c.count * c.kept : sum), 0);
  let room = share * mass;
  return Float64Array.from(classes, ({ count, attested, kept }) => {
    if (!attested || room <= 0) return 0;
    const weight = Math.min(1, room / (count * kept));
    room -= count * kept;
    return weight;
  });
}
