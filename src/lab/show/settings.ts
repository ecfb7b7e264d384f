import type { LabSettings } from '../run/result.ts';
import { settle } from '../run/settings.ts';
import { CATEGORICAL } from '../scenarios/categorical.ts';
import { GAUSSIAN } from '../scenarios/gaussian.ts';
import type { ScenarioDefinition } from '../scenarios/scenario.ts';
import { TRANSFORMER_SHORT } from '../scenarios/transformer-definition.ts';

/** What is shown: the scenarios that can be watched from one generation to the next. */
export const SUBJECTS = ['gaussian', 'categorical', 'transformer'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** One line that is shown. A plain value: the same settings give the same frames. */
export interface ShowSettings {
  readonly subject: Subject;
  /** As `loopOf` reads it, such as `fresh:0.1`. */
  readonly loop: string;
  readonly temperature: number;
  readonly samples: number;
  /** Refits on synthetic data; there is one model more. */
  readonly generations: number;
  /** Lines that run side by side; the first is drawn, all are measured. */
  readonly replicates: number;
  readonly seed: string;
  /** Of the scenario; what is left out has its default. */
  readonly parameters: Readonly<Record<string, number>>;
}

const SCENARIOS: Readonly<Record<Subject, ScenarioDefinition>> = {
  gaussian: GAUSSIAN,
  categorical: CATEGORICAL,
  transformer: TRANSFORMER_SHORT,
};

/** What is said of a subject everywhere else, from its own definition. */
export function scenarioOfSubject(subject: Subject): ScenarioDefinition {
  return SCENARIOS[subject];
}

/** Settings of the run that `outcross lab run` makes of it. Throws `E_PARAMETER` for what is out of bounds. */
export function settledShow(settings: ShowSettings): LabSettings {
  const { subject, loop, temperature, samples, generations, replicates, seed, parameters } = settings;
  const request = { loops: [loop], temperatures: [temperature], samples, generations, replicates, seed };
  return settle(SCENARIOS[subject], { ...request, parameters });
}

/** The command that gives the numbers of these lines, which differ in loop and temperature alone. */
export function commandOf(lines: readonly ShowSettings[], text?: string): string {
  const [first] = lines;
  const loops = lines.map(({ loop, temperature }) => (temperature === 1 ? loop : `${loop}@${temperature}`));
  const set = Object.entries(first.parameters).map(([name, value]) => `--set ${name}=${value}`);
  const words = [
    `outcross lab run ${first.subject} --loop ${[...new Set(loops)].join(',')}`,
    `--n ${first.samples} --generations ${first.generations} --replicates ${first.replicates}`,
    `--seed=${quoted(first.seed)}`,
    ...set,
    ...(text === undefined ? [] : [`--text ${text}`]),
  ];
  return words.join(' ');
}

/** As a POSIX shell reads it. */
function quoted(text: string): string {
  return /^[\w.+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
