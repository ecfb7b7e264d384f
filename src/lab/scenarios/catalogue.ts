import { OutcrossError } from '../../base/errors.ts';
import { suggestion } from '../../base/spelling.ts';
import { CATEGORICAL } from './categorical.ts';
import { DENSITY } from './density.ts';
import { GAUSSIAN } from './gaussian.ts';
import { IMAGES } from './images.ts';
import { MIXTURE } from './mixture.ts';
import { REGRESSION } from './regression.ts';
import type { Scenario } from './scenario.ts';
import { TEXT } from './text.ts';
import { TRANSFORMER, TRANSFORMER_LONG } from './transformer.ts';

/** All scenarios, in the order of `lab list`. */
export const SCENARIOS: readonly Scenario[] = [
  GAUSSIAN,
  CATEGORICAL,
  MIXTURE,
  DENSITY,
  REGRESSION,
  TEXT,
  TRANSFORMER,
  TRANSFORMER_LONG,
  IMAGES,
];

/** Throws `E_PARAMETER` for an unknown name, with the nearest. */
export function scenarioOf(name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.name === name);
  if (found !== undefined) return found;
  const known = SCENARIOS.map((scenario) => scenario.name);
  const meant = suggestion(name, known);
  throw new OutcrossError('E_PARAMETER', `there is no scenario "${name}"`, {
    where: name,
    hint: `${meant === '' ? '' : `${meant} `}Known: ${known.join(', ')}.`,
  });
}
