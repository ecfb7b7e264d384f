import type { Admitted } from './admit.ts';
import type { Amount } from './amount.ts';
import type { Candidates } from './candidates.ts';
import type { Unit } from './policy.ts';

/** Sums over a list of candidates in its order of choice, from which the amount of any beginning of it is read at once. */
export class Lane {
  readonly size: number;
  /** Tokens of the first k; one longer than the list. */
  readonly #tokens: Float64Array;

  constructor(list: Uint32Array, { tokens }: Candidates) {
    this.size = list.length;
    this.#tokens = new Float64Array(list.length + 1);
    for (let k = 0; k < list.length; k++) this.#tokens[k + 1] = this.#tokens[k] + tokens[list[k]];
  }

  first(k: number): Amount {
    return { examples: k, tokens: this.#tokens[k] };
  }

  /** The least k whose first k reach `wanted`; all, where they do not. */
  reaching(wanted: number, unit: Unit): number {
    if (unit === 'examples') return Math.min(this.size, Math.max(0, Math.ceil(wanted)));
    return leastFrom(this.size, (k) => this.#tokens[k] >= wanted);
  }
}

/** The human list: which of them carry the tail matters too. */
export class HumanLane extends Lane {
  readonly carriers: Lane;
  /** Carriers among the first k. */
  readonly #carrying: Uint32Array;

  constructor(list: Uint32Array, candidates: Candidates) {
    super(list, candidates);
    const { tail } = candidates;
    this.#carrying = new Uint32Array(list.length + 1);
    for (let k = 0; k < list.length; k++)
      this.#carrying[k + 1] = this.#carrying[k] + (tail[list[k]] > 0 ? 1 : 0);
    this.carriers = new Lane(
      list.filter((i) => tail[i] > 0),
      candidates,
    );
  }

  /**
   * Of a list whose first `taken` carriers were taken already: the amount of the rest until it reaches `wanted`, and the carriers that
   * are in either.
   */
  rest(taken: number, wanted: number, unit: Unit): { readonly rest: Amount; readonly carriers: Amount } {
    const untaken = (k: number) => without(this.first(k), this.carriers.first(this.#among(k, taken)));
    const k = leastFrom(this.size, (k) => untaken(k)[unit] >= wanted);
    return { rest: untaken(k), carriers: this.carriers.first(Math.max(taken, this.#carrying[k])) };
  }

  /** Carriers among the first `k` that are among the first `taken`. */
  #among(k: number, taken: number): number {
    return Math.min(this.#carrying[k], taken);
  }
}

export interface Lanes {
  readonly human: HumanLane;
  readonly synthetic: Lane;
}

const made = new WeakMap<Admitted, Lanes>();

/** The sums of what was admitted. Made once. */
export function lanesOf(candidates: Candidates, admitted: Admitted): Lanes {
  const lanes = made.get(admitted) ?? {
    human: new HumanLane(admitted.human, candidates),
    synthetic: new Lane(admitted.synthetic, candidates),
  };
  made.set(admitted, lanes);
  return lanes;
}

function without(a: Amount, b: Amount): Amount {
  return { examples: a.examples - b.examples, tokens: a.tokens - b.tokens };
}

/** The least k from 0 on that suits, `most` where none below it does. What suits once suits from there on. */
function leastFrom(most: number, suits: (k: number) => boolean): number {
  let low = -1;
  let high = most;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (suits(middle)) high = middle;
    else low = middle;
  }
  return high;
}
