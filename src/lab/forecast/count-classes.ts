import type { HumanTypes } from './human-types.ts';

/** A type is attested where two examples hold it: what one alone holds may be a slip. */
export const ATTESTED = 2;

/** Types of one count, attested or not. */
export interface CountClass {
  readonly count: number;
  readonly attested: boolean;
  /** Types of the class in the sample of types. */
  readonly kept: number;
}

/** Counts below this stand in an array, the few above in a map. */
const DENSE = 1 << 12;

/** How many types there are of each key: twice the count, plus one where attested. */
class Counter {
  readonly #dense = new Float64Array(DENSE);
  readonly #sparse = new Map<number, number>();

  add(key: number, types: number): void {
    if (key < DENSE) this.#dense[key] += types;
    else this.#sparse.set(key, (this.#sparse.get(key) ?? 0) + types);
  }

  /** The classes of this one and `other` together, by count. */
  classes(other: Counter = new Counter()): CountClass[] {
    const sum = new Map(this.#sparse);
    for (const [key, kept] of other.#sparse) sum.set(key, (sum.get(key) ?? 0) + kept);
    for (let key = 0; key < DENSE; key++) sum.set(key, this.#dense[key] + other.#dense[key]);
    return [...sum]
      .filter(([key, kept]) => key > 1 && kept > 0)
      .sort((a, b) => a[0] - b[0])
      .map(([key, kept]) => ({ count: key >> 1, attested: (key & 1) === 1, kept }));
  }
}

/** The key of a type that so many units and so many examples hold. */
export function classKey(count: number, examples: number): number {
  return 2 * count + (examples >= ATTESTED ? 1 : 0);
}

export interface ClassesByGroup {
  readonly whole: CountClass[];
  /** What is left without each of `groups`, in their order. */
  readonly leftOut: CountClass[][];
}

/**
 * Classes of all text, and of what is left without each group, in one walk: a few thousand classes stand for any number of types, and
 * leaving a group out moves only the types that it holds.
 */
export function countClasses(types: HumanTypes, groups: readonly number[] = []): ClassesByGroup {
  const { start, group, count, documents, sizes } = types;
  const whole = new Counter();
  const moved = Array.from(sizes, () => new Counter());
  for (let t = 0; t + 1 < start.length; t++) {
    let uses = 0;
    let examples = 0;
    for (let p = start[t]; p < start[t + 1]; p++) {
      uses += count[p];
      examples += documents[p];
    }
    const key = classKey(uses, examples);
    whole.add(key, 1);
    for (let p = start[t]; p < start[t + 1]; p++) {
      const move = moved[group[p]];
      move.add(key, -1);
      move.add(classKey(uses - count[p], examples - documents[p]), 1);
    }
  }
  return { whole: whole.classes(), leftOut: groups.map((g) => whole.classes(moved[g])) };
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
