import type { Rng } from '../../src/base/rng.ts';
import type { Plan } from '../../src/lab/forecast/plan.ts';

export interface Mean {
  readonly mean: number;
  readonly error: number;
}

/** What lines that were drawn unit by unit held, generation by generation: share of the human heterozygosity, and types. */
export interface Simulated {
  readonly heterozygosity: { readonly written: Mean[]; readonly trained: Mean[] };
  /** Types found. */
  readonly types: { readonly written: Mean[]; readonly trained: Mean[] };
}

/** `n` of `units` without replacement, at least one place each. */
function some(units: readonly number[], n: number, rng: Rng): number[] {
  return rng.shuffle([...units]).slice(0, n);
}

function draw(units: readonly number[], n: number, rng: Rng): number[] {
  return Array.from({ length: n }, () => units[rng.int(units.length)]);
}

function humanDraw(cumulative: readonly number[], n: number, rng: Rng): number[] {
  return Array.from({ length: n }, () => {
    const u = rng.next() * cumulative[cumulative.length - 1];
    let [low, high] = [0, cumulative.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle] > u) high = middle;
      else low = middle + 1;
    }
    return low;
  });
}

class Tally {
  readonly #sums: number[] = [];
  readonly #squares: number[] = [];
  #n = 0;

  add(values: readonly number[]): void {
    this.#n++;
    values.forEach((value, g) => {
      this.#sums[g] = (this.#sums[g] ?? 0) + value;
      this.#squares[g] = (this.#squares[g] ?? 0) + value * value;
    });
  }

  means(): Mean[] {
    return this.#sums.map((sum, g) => {
      const mean = sum / this.#n;
      const variance = Math.max(0, this.#squares[g] / this.#n - mean * mean);
      return { mean, error: Math.sqrt(variance / this.#n) + 1e-12 };
    });
  }
}

/** The definition of a plan, carried out: every unit is drawn, nothing is approximated. Real and synthetic units are whole. */
export function simulateLine(p: readonly number[], plan: Plan, rounds: number, rng: Rng): Simulated {
  const { samples, human, mode, fresh, generations } = plan;
  const real = Math.round(plan.real * samples);
  const cumulative: number[] = [];
  p.reduce((sum, one, i) => (cumulative[i] = sum + one), 0);
  const whole = cumulative[p.length - 1];
  const truth = 1 - p.reduce((sum, one) => sum + (one / whole) ** 2, 0);
  const gini = (units: readonly number[]) => {
    const counts = new Float64Array(p.length);
    for (const unit of units) counts[unit]++;
    return (1 - counts.reduce((sum, c) => sum + (c / units.length) ** 2, 0)) / truth;
  };
  const kinds = (units: readonly number[]) => new Set(units).size;
  const tallies = [new Tally(), new Tally(), new Tally(), new Tally()];
  for (let round = 0; round < rounds; round++) {
    const first = humanDraw(cumulative, human, rng);
    const fixed = some(first, real, rng);
    let pool = first;
    let set = first;
    const written: number[][] = [];
    const trained: number[][] = [];
    for (let g = 1; g <= generations; g++) {
      const wrote = draw(set, samples, rng);
      written.push(wrote);
      const added = [
        ...wrote.slice(0, samples - real),
        ...(fresh ? humanDraw(cumulative, real, rng) : fixed),
      ];
      pool = mode === 'replace' ? added : [...pool, ...added];
      const drawn = some(pool, samples, rng);
      trained.push(drawn);
      set = mode === 'subsample' ? drawn : pool;
    }
    tallies[0].add(written.map(gini));
    tallies[1].add(trained.map(gini));
    tallies[2].add(written.map(kinds));
    tallies[3].add(trained.map(kinds));
  }
  const [hw, ht, tw, tt] = tallies.map((tally) => tally.means());
  return { heterozygosity: { written: hw, trained: ht }, types: { written: tw, trained: tt } };
}
