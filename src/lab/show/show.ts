import { Rng } from '../../base/rng.ts';
import { loopOf } from '../loops/catalogue.ts';
import { type Estimate, estimateOf } from '../run/aggregate.ts';
import { biasOf } from '../run/bias.ts';
import { type Finished, runLine } from '../run/line.ts';
import type { LabSettings } from '../run/result.ts';
import type { Experiment, Values } from '../scenarios/scenario.ts';
import { expectedOf } from './expected.ts';
import type { Frame, Opening, Picture } from './frame.ts';
import { type ShowSettings, scenarioOfSubject, settledShow } from './settings.ts';
import type { Shown, Supply } from './shown.ts';
import { shownOf } from './subject.ts';

/** A line that is shown, generation by generation. */
export interface Show {
  readonly opening: Opening;
  /** The next generation; undefined after the last. Rejects as its learner does; one call at a time. */
  step(): Promise<Frame | undefined>;
}

/**
 * Makes a line ready. Its replicates are those of `outcross lab run` with the same settings, number for number: they share
 * `runLine` and its random streams. Throws `E_PARAMETER` for settings out of bounds, and as `supply` does.
 */
export async function openShow(settings: ShowSettings, supply: Supply = {}): Promise<Show> {
  const settled = settledShow(settings);
  const shown = await shownOf(settings.subject, settled, supply);
  const opening = { metrics: scenarioOfSubject(settings.subject).metrics, expected: expectedOf(settings) };
  let picture: Picture | undefined;
  const lines = Array.from({ length: settings.replicates }, (_, replicate) => {
    const watched = replicate === 0 ? watching(shown, (found) => (picture = found)) : shown.experiment;
    return lineOf(watched, settled, replicate);
  });
  let generation = 0;
  const step = async (): Promise<Frame | undefined> => {
    const values: Values[] = [];
    for (const line of lines) {
      const { value } = await line.next();
      if (value === undefined) return undefined;
      values.push(value.values[generation]);
    }
    return { generation: generation++, values: estimates(values), picture: picture! };
  };
  return { opening, step };
}

/** The experiment, telling how each of its generations is drawn. */
function watching({ experiment, picture }: Shown, tell: (picture: Picture) => void): Experiment {
  return {
    ...experiment,
    measure: (step, rng) => {
      tell(picture(step));
      return experiment.measure(step, rng);
    },
  };
}

function lineOf(
  experiment: Experiment,
  { loops, temperatures, samples, generations, seed }: LabSettings,
  replicate: number,
): AsyncGenerator<Finished<unknown>, void> {
  const bias = biasOf({ temperature: temperatures[0] });
  const rng = new Rng(seed).split(`replicate ${replicate}`);
  const loop = loopOf(loops[0]);
  return runLine({ experiment, loop, samples, generations, rng, ...(bias === undefined ? {} : { bias }) });
}

function estimates(values: readonly Values[]): Record<string, Estimate> {
  const names = new Set(values.flatMap((own) => Object.keys(own)));
  const known = [...names].map((name) => [name, estimateOf(values.map((own) => own[name]))] as const);
  return Object.fromEntries(known.filter(([, estimate]) => estimate !== undefined)) as Record<
    string,
    Estimate
  >;
}
