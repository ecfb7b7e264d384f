import type { Plan } from './plan.ts';

/*
 * A rare type of frequency p is a branching process: each of its k copies in a training set of T units begets
 * Poisson(n/T) copies in n units that the model writes, the limit of the binomial chain of Wright and Fisher (Ewens 2004,
 * "Mathematical Population Genetics", 1.4 and 5.5; Kimura 1955 for its diffusion), and human units immigrate at rate p.
 * P(absent) is then E[prod over copies of exp(-hazard)], whose exponent is linear in p: P(absent) = exp(-p A). A does not
 * depend on the type: whatever a generation has gone through, it holds as much of the tail as A units of human text would.
 */

/** Hazards of one plan, generation by generation, backwards in time. */
class Backwards {
  readonly #plan: Plan;
  readonly #pooled: boolean;
  readonly #synthetic: number;
  readonly #real: number;
  #immigrants = 0;
  #fixed = 0;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#pooled = plan.mode !== 'replace';
    this.#real = plan.real * plan.samples;
    this.#synthetic = plan.samples - this.#real;
  }

  /** Units of the data that model j may learn from. */
  size(j: number): number {
    const { human, samples } = this.#plan;
    if (j === 0) return human;
    return this.#pooled ? human + j * samples : samples;
  }

  /** Hazard of one copy in the data of model j, where the model writes n units and a written copy is found with chance `found`. */
  write(j: number, n: number, found: number): number {
    const { mode, samples, fidelity } = this.#plan;
    const size = this.size(j);
    // Of a pool, a copy is drawn with this chance, and stands for more of the training set then.
    const drawn = mode === 'subsample' && j > 0 ? Math.min(1, samples / size) : 1;
    const offspring = offspringHazard((Math.min(1, fidelity) * n) / (drawn * size), found, fidelity);
    return drawn < 1 ? -Math.log1p(drawn * Math.expm1(-offspring)) : offspring;
  }

  /** A of data whose copies at time `last` have the hazard `hazard`. */
  equivalent(last: number, hazard: number): number {
    let a = hazard;
    for (let j = last; j >= 1; j--) {
      const found = -Math.expm1(-a);
      this.#immigrants += this.#real * found;
      this.#fixed += a;
      a = (this.#pooled ? a : 0) + this.write(j - 1, this.#synthetic, found);
    }
    const { human, fresh } = this.#plan;
    if (fresh) return this.#immigrants - human * Math.expm1(-a);
    return human * (1 - Math.exp(-a) * this.#fixedCopies());
  }

  /** What the same human rows, a part of the first H (or several times all of them), leave of a copy's chance to be absent. */
  #fixedCopies(): number {
    const times = this.#real / this.#plan.human;
    if (times === 0) return 1;
    const whole = Math.floor(times);
    const rest = times - whole;
    const certain = whole === 0 ? 1 : Math.exp(-whole * this.#fixed);
    return certain * (1 + (rest === 0 ? 0 : rest * Math.expm1(-this.#fixed)));
  }
}

/**
 * -ln of the chance that none of a copy's offspring is found: Poisson, or, with `fidelity` times less variance, binomial of the same
 * mean, whose chance of a success is 1 - 1 / fidelity.
 */
function offspringHazard(mean: number, found: number, fidelity: number): number {
  if (fidelity <= 1) return mean * found;
  const success = 1 - 1 / fidelity;
  return (-mean / success) * Math.log1p(-success * found);
}

/** Human units that the M units written by the model of generation g are worth, g = 1 being written by the first model. */
export function writtenEquivalent(plan: Plan, g: number, units = plan.samples): number {
  const back = new Backwards(plan);
  return back.equivalent(g - 1, back.write(g - 1, units, 1));
}

/**
 * Human units that M units of the training set after generation g are worth: of all of it under replace and subsample, of M
 * drawn from it under accumulate. M where all of it is human.
 */
export function trainedEquivalent(plan: Plan, g: number): number {
  const back = new Backwards(plan);
  if (plan.mode === 'replace') return back.equivalent(g, Number.POSITIVE_INFINITY);
  return back.equivalent(g, -Math.log1p(-plan.samples / back.size(g)));
}

/** What the next training sets are made of, where a line stands at a generation that is known. */
export interface MixEquivalent {
  /** Human units that its human parts are worth. */
  readonly human: number;
  /** Units of the present generation that the rest is worth. */
  readonly generated: number;
}

/**
 * The training set `ahead` generations from now (1: the next one), as a share of its size, for a plan that replaces: `real` of
 * each is fresh human data, the rest is written by the model before, in the first set by the present model.
 */
export function mixEquivalent(real: number, ahead: number): MixEquivalent {
  let human = 0;
  let found = 1;
  for (let j = ahead; j > 1; j--) {
    human += real * found;
    found = -Math.expm1(-(1 - real) * found);
  }
  return { human: human + real * found, generated: (1 - real) * found };
}
