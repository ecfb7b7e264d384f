import { OutcrossError } from '../../base/errors.ts';
import type { SamplingBias } from '../learner.ts';

/** A lower one does what this does, the likeliest outcome alone, but 1/temperature would overflow. */
const COLDEST = 1e-300;

/** The temperature of `bias`, 1 where none is given. Throws `E_PARAMETER` for one that is not above 0. */
export function temperatureOf(bias: SamplingBias | undefined): number {
  const temperature = bias?.temperature ?? 1;
  if (temperature > 0 && Number.isFinite(temperature)) return Math.max(COLDEST, temperature);
  throw new OutcrossError('E_PARAMETER', `temperature must be a number above 0, not ${temperature}`, {
    where: 'temperature',
  });
}

/** The `topK` of `bias`. Throws `E_PARAMETER` for one that is no whole number from 1. */
export function topKOf(bias: SamplingBias | undefined): number | undefined {
  const topK = bias?.topK;
  if (topK === undefined || (Number.isInteger(topK) && topK >= 1)) return topK;
  throw new OutcrossError('E_PARAMETER', `top-k must be a whole number from 1, not ${topK}`, {
    where: 'top-k',
  });
}

/** Throws `E_PARAMETER` where a bias is asked of a learner that cannot give it. */
export function refuseTopK(bias: SamplingBias | undefined, learner: string): void {
  if (bias?.topK === undefined) return;
  throw new OutcrossError('E_PARAMETER', `${learner} has no top-k: its outcomes are not discrete`, {
    where: 'top-k',
    hint: 'Lower the temperature instead, or take a categorical or language model.',
  });
}

/** Throws `E_PARAMETER` unless `n` is a whole number from 0. */
export function requireCount(n: number): void {
  if (Number.isInteger(n) && n >= 0) return;
  throw new OutcrossError('E_PARAMETER', `the number of samples must be a whole number from 0, not ${n}`, {
    where: 'samples',
  });
}
