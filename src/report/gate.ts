import type { Verdict } from '../compare/verdict.ts';
import type { GenerationReport } from './report.ts';

/** Generations whose verdict can fail the check. */
export type GateOn = 'any' | 'newest';

export interface GateSettings {
  readonly failOn: readonly Verdict[];
  readonly gateOn?: GateOn;
}

/** The generations that fail the check, in order. */
export function failing(
  generations: readonly GenerationReport[],
  { failOn, gateOn }: GateSettings,
): GenerationReport[] {
  const judged = gateOn === 'newest' ? generations.slice(-1) : generations;
  return judged.filter(({ verdict }) => failOn.includes(verdict));
}

/** The gate in words, without a subject: `fails on early, late of the newest generation`. */
export function gateWords({ failOn, gateOn }: GateSettings): string {
  if (failOn.length === 0) return 'fails on no verdict';
  return `fails on ${failOn.join(', ')}${gateOn === 'newest' ? ' of the newest generation' : ''}`;
}
