import { OutcrossError } from '../../base/errors.ts';
import { makeSubjects } from '../../compare/subject.ts';
import { tailCoverage } from '../../compare/tail.ts';
import { type Profile, requireAlike } from '../../profile/profile.ts';
import { total } from '../../profile/tally.ts';
import type { Unit } from './human-types.ts';

/** Output of a generation of the line that exists. */
export interface ObservedGeneration {
  readonly name: string;
  readonly profile: Profile;
}

/** The share of the human tail that a generation was found to hold. */
export interface Measured {
  readonly name: string;
  /** 1 for the first. */
  readonly generation: number;
  /** Units that were looked at. */
  readonly units: number;
  readonly found: number;
  /** Standard error of `found`. */
  readonly error: number;
}

/** Below this an error is taken for the luck of a few types. */
const LEAST_ERROR = 1e-3;

/**
 * Measures how much of the human tail each generation of a line holds, as `check` does, all of its text. Throws `E_MERGE` where a
 * profile was made otherwise than the human one, `E_EMPTY` where it or the human text has no types to compare.
 */
export function measureLine(
  human: Profile,
  line: readonly ObservedGeneration[],
  { order, unit }: { readonly order: number; readonly unit: Unit },
): Measured[] {
  for (const { name, profile } of line) requireMeasurable(human, name, profile);
  return line.map(({ name, profile }, i) => {
    const tokens = total(profile.tally.tokens);
    const [holdout, subject] = makeSubjects(
      [
        { name: 'human', profile: human },
        { name, profile },
      ],
      tokens,
    );
    const estimate = tailCoverage(holdout, subject, order)?.estimates[0];
    if (estimate === undefined) throw noTail(name);
    // Estimates carry the error of their logarithm.
    const error = Math.max(LEAST_ERROR, estimate.value * Math.sqrt(estimate.variance));
    const units =
      unit === 'examples' ? subject.examples : total(subject.tables.get(order)!.columns.positions);
    return {
      name,
      generation: i + 1,
      units,
      found: estimate.value,
      error: Number.isFinite(error) ? error : 1,
    };
  });
}

function requireMeasurable(human: Profile, name: string, profile: Profile): void {
  try {
    requireAlike(human.settings, profile.settings, 'compare');
  } catch (error) {
    if (!(error instanceof OutcrossError)) throw error;
    const { code, message, hint } = error;
    throw new OutcrossError(code, `${name}: ${message}`, { where: name, hint, cause: error });
  }
  if (total(profile.tally.tokens) > total(profile.tally.examples)) return;
  throw new OutcrossError('E_EMPTY', `${name} holds no word`, { where: name, hint: 'Give more text.' });
}

function noTail(where: string): OutcrossError {
  return new OutcrossError('E_EMPTY', 'the human text has no type that two of its examples hold', {
    where,
    hint: 'Give more human text.',
  });
}
