import type { Plan } from './plan.ts';

/** Variances and covariances of a type's counts, in units of p (1 - p): the same for all types, whatever their frequency. */
interface Moments {
  /** Of its count in the data. */
  readonly count: number;
  /** Of that with its count in the fixed human rows. */
  readonly withFixed: number;
  readonly size: number;
}

/** Expected heterozygosity 1 - sum p^2 as a share of that of human text. */
export interface Heterozygosity {
  /** Of the M units that the generation writes. */
  readonly written: number;
  /** Of M units of the training set after it. */
  readonly trained: number;
}

/**
 * E[H_g] / H_0 of a plan, g = 1 to its generations, exact for multinomial sampling. For replacement without human data
 * (1 - 1/M)^(g+1) where H = M (Ewens 2004, 3.1); with R of M fresh human units it tends to
 * (1-1/M)(R(R-1)+2RS) / (M(M-1) - S(S-1)(1-1/M)), S = M - R.
 * Of learners that repeat the frequencies learned: heterozygosity lives in what is frequent, so that `fidelity` has no part in it.
 */
export function heterozygosity(plan: Plan): Heterozygosity[] {
  const real = plan.real * plan.samples;
  const fixedVariance = plan.fresh ? 0 : varianceOfFixed(real / plan.human, plan.human);
  let now: Moments = { count: plan.human, withFixed: plan.fresh ? 0 : real, size: plan.human };
  const out: Heterozygosity[] = [];
  for (let g = 1; g <= plan.generations; g++) {
    const model = modelVariance(plan, now, g > 1);
    const written = model + (1 - model) / plan.samples;
    now = next(plan, now, model, fixedVariance);
    const pool = now.count / now.size ** 2;
    out.push({ written: 1 - written, trained: 1 - pool - drawn(1 - pool, plan.samples, now.size) });
  }
  return out;
}

/** Variance that drawing n of T units without replacement adds. */
function drawn(heterozygosity: number, n: number, size: number): number {
  return n >= size ? 0 : (heterozygosity / n) * ((size - n) / (size - 1));
}

/** Of the frequency that the model gives the type. */
function modelVariance({ mode, samples }: Plan, { count, size }: Moments, later: boolean): number {
  const of = count / size ** 2;
  const seen = mode === 'subsample' && later ? Math.min(samples, size) : size;
  return of + drawn(1 - of, seen, size);
}

function next(plan: Plan, before: Moments, model: number, fixedVariance: number): Moments {
  const real = plan.real * plan.samples;
  const synthetic = plan.samples - real;
  const rate = synthetic / before.size;
  const own = synthetic ** 2 * model + synthetic * (1 - model) + (plan.fresh ? real : fixedVariance);
  const withFixed = rate * before.withFixed + fixedVariance;
  const count = own + (plan.fresh ? 0 : 2 * rate * before.withFixed);
  if (plan.mode === 'replace') return { count, withFixed, size: plan.samples };
  return {
    count: count + before.count * (1 + 2 * rate) + (plan.fresh ? 0 : 2 * before.withFixed),
    withFixed: before.withFixed + withFixed,
    size: before.size + plan.samples,
  };
}

/** Of the count in `times` of H rows: whole copies of all, and a part drawn without replacement. */
function varianceOfFixed(times: number, human: number): number {
  const whole = Math.floor(times);
  const rest = times - whole;
  return human * (whole ** 2 + 2 * whole * rest + rest);
}
