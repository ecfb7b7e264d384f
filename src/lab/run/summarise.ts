import { scenarioOf } from '../scenarios/catalogue.ts';
import type { Metric } from '../scenarios/scenario.ts';
import { SYNTHETIC_SHARE } from '../web/web.ts';
import { isWeb } from '../web/web-entry.ts';
import { type Estimate, estimateOf, pairedDifference } from './aggregate.ts';
import type { LabArm, LabGeneration, LabRun, LabSettings } from './result.ts';
import { armName, armsOf } from './settings.ts';
import type { Arm, Track } from './task.ts';

/** `tracks` by arm, and within an arm by replicate, as a plain value to be shown. */
export function summarise(
  settings: LabSettings,
  tracks: readonly (readonly Track[])[],
  version: string,
): LabRun {
  const scenario = scenarioOf(settings.scenario);
  const metrics = settings.loops.some(isWeb) ? [...scenario.metrics, SYNTHETIC_SHARE] : scenario.metrics;
  const { name, title, summary, rows, published } = scenario;
  const arms = armsOf(settings).map((arm, i) => armOf(arm, settings, metrics, tracks[i], tracks[0]));
  return {
    schema: 'outcross.lab-run/1',
    tool: { name: 'outcross', version },
    scenario: { name, title, summary, rows },
    settings,
    metrics,
    arms,
    published,
  };
}

function armOf(
  arm: Arm,
  settings: LabSettings,
  metrics: readonly Metric[],
  own: readonly Track[],
  first: readonly Track[],
): LabArm {
  const generations = Array.from({ length: settings.generations + 1 }, (_, g) =>
    generationOf(g, metrics, own),
  );
  const last = (tracks: readonly Track[]) =>
    tracks.map(({ values }) => values[settings.generations]?.[metrics[0].id]);
  const against = own === first ? undefined : pairedDifference(last(own), last(first));
  return {
    name: armName(arm, settings),
    loop: arm.loop,
    temperature: arm.temperature ?? 1,
    ...(arm.topK === undefined ? {} : { topK: arm.topK }),
    generations,
    ...(against === undefined ? {} : { against }),
  };
}

function generationOf(
  generation: number,
  metrics: readonly Metric[],
  tracks: readonly Track[],
): LabGeneration {
  const values: Record<string, Estimate> = {};
  for (const { id } of metrics) {
    const estimate = estimateOf(tracks.map((track) => track.values[generation]?.[id]));
    if (estimate !== undefined) values[id] = estimate;
  }
  const words = tracks.flatMap((track) => track.verdicts?.[generation] ?? []);
  if (words.length === 0) return { generation, values };
  const verdicts: Record<string, number> = {};
  for (const word of words.sort()) verdicts[word] = (verdicts[word] ?? 0) + 1;
  return { generation, values, verdicts };
}
