import type { Period } from './dataset.ts';
import { table } from './text.ts';

/** Questions and answers, as the template has them: two columns. */
export function answers(rows: readonly (readonly [question: string, answer: string])[]): string {
  return table(['Question', 'Answer'], rows);
}

export function yesNo(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? 'Yes' : 'No';
}

/** Both ends of a period, in words; undefined where neither is stated. */
export function period(collected: Period | undefined): string | undefined {
  const { from, to } = collected ?? {};
  if (from === undefined && to === undefined) return undefined;
  return `${from ?? 'not stated'} to ${to ?? 'not stated'}`;
}
