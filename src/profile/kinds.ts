import type { Provenance } from '../corpus/example.ts';

/** More kinds of provenance than this are not kept apart: a source that is an address a document would fill the profile. */
export const MOST_KINDS = 1 << 12;

/** Stands for any value of a field that is no longer kept apart. */
const ANY = '*';

/** Places in the key that are given up, one step after the other: the source, then model and licence, then generation. */
const STEPS: readonly (readonly number[])[] = [[], [1], [1, 2, 4], [1, 2, 3, 4]];

/** Canonical key of what is declared about an example's origin: JSON of [origin, source, model, generation, license]. */
export function provenanceKey(provenance: Provenance | undefined): string {
  if (provenance === undefined) return '["unknown",null,null,null,null]';
  const { origin, source, model, generation, license } = provenance;
  return JSON.stringify([origin, source ?? null, model ?? null, generation ?? null, license ?? null]);
}

/**
 * The same counts under at most `most` keys (64 at least): while there are more, a field after the other is given up for
 * all keys, and "*" stands where it had a value. What is given up depends on the set of keys alone, and a part gives up no
 * more than the whole, so that the order of merging leaves no trace.
 */
export function settleKinds(
  counts: ReadonlyMap<string, number>,
  most = MOST_KINDS,
): ReadonlyMap<string, number> {
  let step = stepOf(counts.keys());
  let settled = coarsen(counts, step);
  while (settled.size > most && step < STEPS.length - 1) settled = coarsen(counts, ++step);
  return settled;
}

/** The step that some key shows. */
function stepOf(keys: Iterable<string>): number {
  let step = 0;
  for (const key of keys) {
    if (!key.includes('"*"')) continue;
    const values = JSON.parse(key) as unknown[];
    while (step < STEPS.length - 1 && values.some((value, i) => value === ANY && !STEPS[step].includes(i)))
      step++;
  }
  return step;
}

function coarsen(counts: ReadonlyMap<string, number>, step: number): ReadonlyMap<string, number> {
  if (step === 0) return counts;
  const coarse = new Map<string, number>();
  for (const [key, n] of counts) {
    const values = JSON.parse(key) as unknown[];
    for (const i of STEPS[step]) if (values[i] !== null) values[i] = ANY;
    const short = JSON.stringify(values);
    coarse.set(short, (coarse.get(short) ?? 0) + n);
  }
  return coarse;
}
