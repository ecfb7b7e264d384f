import { OutcrossError } from '../../base/errors.ts';
import type { Rng } from '../../base/rng.ts';
import type { Loop } from '../loop.ts';
import { requireShare } from '../theory/parameters.ts';
import { lastOutput } from './parts.ts';

export interface Verifier {
  /** phi = P(keep | right), 0 to 1. */
  readonly keepRight: number;
  /** psi = P(keep | wrong), 0 to 1. */
  readonly keepWrong: number;
}

/**
 * Replace, after a verifier that keeps a right row with probability phi and a wrong one with psi (Feng et al. 2024, "Beyond model
 * collapse"). Training sets shrink by what is refused. Throws `E_PARAMETER` for a rate outside 0 to 1, and, when it composes, where
 * the scenario cannot tell right from wrong or nothing is kept.
 */
export function verified({ keepRight, keepWrong }: Verifier): Loop {
  requireShare('phi, the keep rate of right rows,', keepRight);
  requireShare('psi, the keep rate of wrong rows,', keepWrong);
  return {
    name: `verified ${keepRight}/${keepWrong}`,
    compose: (state, rng) => {
      const output = lastOutput(state);
      if (state.right === undefined) throw noJudge();
      const kept = keptRows(state.right(output), { keepRight, keepWrong }, rng);
      if (kept.length < 2) throw keptTooFew(kept.length);
      return { data: state.rows.take(output, kept) };
    },
  };
}

function keptRows(right: Uint8Array, { keepRight, keepWrong }: Verifier, rng: Rng): Uint32Array {
  const kept: number[] = [];
  right.forEach((isRight, i) => {
    // One draw a row, whatever the rates: runs that differ in them alone stay paired.
    if (rng.next() < (isRight === 1 ? keepRight : keepWrong)) kept.push(i);
  });
  return Uint32Array.from(kept);
}

function noJudge(): OutcrossError {
  return new OutcrossError(
    'E_PARAMETER',
    'verified needs a scenario that can tell right rows from wrong ones',
    {
      where: 'verified',
      hint: '`outcross lab list` says which scenarios can.',
    },
  );
}

function keptTooFew(kept: number): OutcrossError {
  return new OutcrossError('E_PARAMETER', `the verifier keeps ${kept} rows; a model needs at least 2`, {
    where: 'verified',
    hint: 'Raise phi or psi, or the number of samples.',
  });
}
