import type { CheckInput } from '../compare/comparable.ts';
import { signalKey } from '../compare/signal.ts';
import type { Inspection } from '../lab/drive/inspection.ts';
import { type CheckOptions, checkSteps } from '../report/check.ts';
import { html } from '../report/html.ts';
import { json } from '../report/json.ts';
import { byTurns } from './by-turns.ts';
import { version } from './version.ts';

/** Checks a line as `outcross check` does, and makes its reports. Throws as `checkSteps` and `byTurns`. */
export async function inspectLine(
  input: CheckInput,
  options: CheckOptions,
  signal: AbortSignal = new AbortController().signal,
): Promise<Inspection> {
  const report = await byTurns(checkSteps(input, { ...options, version: version() }), signal);
  const { verdict, why, remedy, signals } = report.generations[report.generations.length - 1];
  const figures = signals.map((signal) => ({
    key: signalKey(signal),
    ratio: signal.ratio,
    interval: signal.interval,
  }));
  const files = { 'report.json': json(report), 'report.html': await html(report) };
  return { verdict, why, remedy, figures, files };
}
