import type { Candidates } from './candidates.ts';
import { sortBy } from './sort-by.ts';

const byRank = new WeakMap<Candidates, Uint32Array>();
const byMerit = new WeakMap<Candidates, Uint32Array>();

/** All candidates in their order of choice: by rank, equal ones by place. Sorted once: it is most of what a first plan costs. */
export function orderOf(candidates: Candidates): Uint32Array {
  return kept(byRank, candidates, ({ rank, size }) => sortBy(placesTo(size), rank));
}

/** Candidates whose merit was measured, the best first, equal ones in order of choice. */
export function meritOrderOf(candidates: Candidates): Uint32Array {
  return kept(byMerit, candidates, ({ merit }) => {
    const measured = orderOf(candidates).slice();
    let count = 0;
    for (const i of measured) if (!Number.isNaN(merit[i])) measured[count++] = i;
    return sortBy(measured.subarray(0, count), merit, true);
  });
}

function placesTo(size: number): Uint32Array {
  const places = new Uint32Array(size);
  for (let i = 0; i < size; i++) places[i] = i;
  return places;
}

function kept(
  orders: WeakMap<Candidates, Uint32Array>,
  candidates: Candidates,
  make: (candidates: Candidates) => Uint32Array,
): Uint32Array {
  const order = orders.get(candidates) ?? make(candidates);
  orders.set(candidates, order);
  return order;
}

/** The same candidates with their columns in order of choice, so that whoever plans often reads them from end to end. */
export function inOrderOfChoice(candidates: Candidates): Candidates {
  const order = orderOf(candidates);
  const { size, sources, models, strata } = candidates;
  const { stratum } = candidates;
  return {
    size,
    sources,
    models,
    origin: moved(candidates.origin, order),
    source: moved(candidates.source, order),
    model: moved(candidates.model, order),
    generation: moved(candidates.generation, order),
    tokens: moved(candidates.tokens, order),
    tail: moved(candidates.tail, order),
    merit: moved(candidates.merit, order),
    barred: moved(candidates.barred, order),
    rank: moved(candidates.rank, order),
    ...(stratum === undefined ? {} : { stratum: moved(stratum, order) }),
    ...(strata === undefined ? {} : { strata }),
  };
}

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

function moved<C extends Column>(column: C, order: Uint32Array): C {
  const copy = column.slice() as C;
  for (let k = 0; k < order.length; k++) copy[k] = column[order[k]];
  return copy;
}
