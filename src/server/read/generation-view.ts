import { OutcrossError } from '../../base/errors.ts';
import type { KeptReport } from '../../workspace/reports.ts';
import type { GenerationView } from '../wire.ts';
import { generationPoint } from './generation-point.ts';
import { withCategories } from './lost-view.ts';
import type { Standing } from './standing.ts';

/** Where a generation stands in the line, from 0. Throws `E_NOT_FOUND`. */
export function placeOf({ place, model }: Pick<Standing, 'place' | 'model'>, id: string): number {
  const found = place.get(id);
  if (found !== undefined) return found;
  throw new OutcrossError('E_NOT_FOUND', `the line ${model.line} has no generation ${id}`, {
    where: id,
    hint: 'See those that there are with outcross status.',
  });
}

/** A generation with the part of its newest report that speaks of it. Pure. Throws as `placeOf`. */
export function generationView(
  standing: Standing,
  id: string,
  checks: GenerationView['checks'],
  kept: KeptReport,
): GenerationView {
  const at = placeOf(standing, id);
  const before = standing.order[at - 1];
  const after = standing.order[at + 1];
  return {
    point: generationPoint(standing, id),
    checks,
    ...(before === undefined ? {} : { previous: before }),
    ...(after === undefined ? {} : { following: after }),
    ...reportPart(id, checks.length === 0 ? { absent: `${id} was never checked` } : kept),
  };
}

function reportPart(
  id: string,
  { report, absent }: KeptReport,
): Pick<GenerationView, 'report' | 'context' | 'absent'> {
  const own = report?.generations.find(({ name }) => name === id);
  if (report === undefined || own === undefined)
    return {
      absent: { why: absent ?? `the report does not speak of ${id}`, command: 'outcross check' },
    };
  const { settings, human, scissors, findings } = report;
  return {
    report: withCategories(own),
    context: { settings, human, findings, ...(scissors === undefined ? {} : { scissors }) },
  };
}
