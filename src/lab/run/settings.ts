import { OutcrossError } from '../../base/errors.ts';
import { suggestion } from '../../base/spelling.ts';
import { loopOf } from '../loops/catalogue.ts';
import type { Parameter, ScenarioDefinition } from '../scenarios/scenario.ts';
import { requireShare, requireWhole } from '../theory/parameters.ts';
import { isWeb, WEB, webName, webOf } from '../web/web-entry.ts';
import type { LabSettings } from './result.ts';
import type { Arm } from './task.ts';

/** What a caller may leave to the scenario. */
export interface RunRequest {
  readonly learner?: string;
  readonly loops?: readonly string[];
  readonly temperatures?: readonly number[];
  readonly topK?: readonly number[];
  readonly samples?: number;
  readonly generations?: number;
  readonly replicates?: number;
  readonly seed?: string;
  readonly real?: number;
  readonly parameters?: Readonly<Record<string, number>>;
  readonly text?: readonly string[];
}

const MOST_GENERATIONS = 100_000;
const MOST_REPLICATES = 1_000_000;

/**
 * `request` with the scenario's defaults. Throws `E_PARAMETER` for whatever is out of bounds, naming the bound, and for unknown names,
 * with the nearest.
 */
export function settle(scenario: ScenarioDefinition, request: RunRequest): LabSettings {
  const { defaults } = scenario;
  const loops = request.loops ?? defaults.loops;
  if (request.real !== undefined) requireShare('the real share', request.real);
  const temperatures = request.temperatures ?? [1];
  requireSome('loop', loops);
  requireSome('temperature', temperatures);
  for (const temperature of temperatures) requireTemperature(temperature);
  const topK = request.topK ?? [];
  for (const k of topK) requireWhole('top-k', k, 1);
  const samples = request.samples ?? defaults.samples;
  requireWhole(`M, the samples of a generation of ${scenario.name},`, samples, scenario.leastSamples);
  const generations = request.generations ?? defaults.generations;
  requireWhole('the number of generations', generations, 1, MOST_GENERATIONS);
  const replicates = request.replicates ?? defaults.replicates;
  requireWhole('the number of replicates', replicates, 1, MOST_REPLICATES);
  const settings: LabSettings = {
    scenario: scenario.name,
    learner: learnerOf(scenario, request.learner),
    loops,
    temperatures,
    topK,
    samples,
    generations,
    replicates,
    seed: request.seed ?? '1',
    ...(request.real === undefined ? {} : { real: request.real }),
    parameters: parametersOf(scenario, request.parameters ?? {}),
    ...(request.text === undefined ? {} : { text: request.text }),
  };
  requireArms(scenario, settings);
  return settings;
}

/** All that is compared: every loop at every temperature and top-k; a loop with a temperature of its own at that alone. */
export function armsOf({ loops, temperatures, topK }: LabSettings): Arm[] {
  const cuts: readonly (number | undefined)[] = topK.length === 0 ? [undefined] : topK;
  return loops.flatMap((text) => {
    const { loop, own } = heated(text);
    const heats = own === undefined ? temperatures : [own];
    return heats.flatMap((temperature) =>
      cuts.map((k) => ({ loop, temperature, ...(k === undefined ? {} : { topK: k }) })),
    );
  });
}

/** `replace@0.3`: the loop replace, at temperature .3 whatever the others are run at. */
function heated(text: string): { readonly loop: string; readonly own?: number } {
  const at = text.lastIndexOf('@');
  if (at < 0) return { loop: text };
  const own = Number(text.slice(at + 1) || Number.NaN);
  requireTemperature(own);
  return { loop: text.slice(0, at), own };
}

/** The name of an arm: its loop, and its bias where the run has several. */
export function armName(arm: Arm, settings: LabSettings): string {
  const name = isWeb(arm.loop) ? webName(webOf(arm.loop)) : loopOf(arm.loop, settings.real).name;
  const { temperatures } = settings;
  const shown = temperatures.length > 1 || arm.temperature !== temperatures[0];
  const heat = shown ? ` T=${arm.temperature}` : '';
  const cut = settings.topK.length > 1 ? ` k=${arm.topK}` : '';
  return name + heat + cut;
}

function requireSome(name: string, values: readonly unknown[]): void {
  if (values.length > 0) return;
  throw new OutcrossError('E_PARAMETER', `a run needs at least one ${name}`, { where: name });
}

function requireTemperature(temperature: number): void {
  if (temperature > 0 && Number.isFinite(temperature)) return;
  throw new OutcrossError('E_PARAMETER', `the temperature must be a number above 0, not ${temperature}`, {
    where: 'temperature',
  });
}

/** Throws for loops that the scenario cannot run, and for the same one twice. */
function requireArms(scenario: ScenarioDefinition, settings: LabSettings): void {
  for (const text of settings.loops) {
    const { loop } = heated(text);
    if (isWeb(loop)) webOf(loop);
    else if (loopOf(loop, settings.real, [WEB.name]).name.startsWith('verified') && !scenario.judges) {
      throw new OutcrossError('E_PARAMETER', `${scenario.name} cannot tell right rows from wrong ones`, {
        where: text,
        hint: 'The loop verified needs a scenario that can: mixture, or regression.',
      });
    }
  }
  const names = armsOf(settings).map((arm) => armName(arm, settings));
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  throw new OutcrossError('E_PARAMETER', `${twice} is asked for twice`, { where: twice });
}

function learnerOf(scenario: ScenarioDefinition, name: string | undefined): string {
  const known = scenario.learners.map((learner) => learner.name);
  if (name === undefined) return known[0];
  if (known.includes(name)) return name;
  throw unknown(`${scenario.name} has no learner "${name}"`, name, known);
}

function parametersOf(
  scenario: ScenarioDefinition,
  given: Readonly<Record<string, number>>,
): Record<string, number> {
  const known = scenario.parameters.map((parameter) => parameter.name);
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) throw unknown(`${scenario.name} has no parameter "${name}"`, name, known);
  }
  return Object.fromEntries(
    scenario.parameters.map((parameter) => [
      parameter.name,
      parameterValue(parameter, given[parameter.name]),
    ]),
  );
}

function parameterValue(
  { name, default: usual, least, most, whole }: Parameter,
  given: number | undefined,
): number {
  if (given === undefined) return usual;
  if (whole) requireWhole(name, given, least, most);
  if (given >= least && given <= most) return given;
  throw new OutcrossError('E_PARAMETER', `${name} must lie in ${least} to ${most}, not ${given}`, {
    where: name,
  });
}

function unknown(message: string, name: string, known: readonly string[]): OutcrossError {
  const meant = suggestion(name, known);
  const list = known.length === 0 ? 'It has none.' : `Known: ${known.join(', ')}.`;
  return new OutcrossError('E_PARAMETER', message, {
    where: name,
    hint: `${meant === '' ? '' : `${meant} `}${list}`,
  });
}
