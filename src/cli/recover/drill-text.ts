import type { DrillResult, DrillStep } from '../../recover/drill/result.ts';
import { wrap } from '../../report/terminal/cells.ts';
import { type Line, span } from '../../report/terminal/paint.ts';

const NAME = 14;
const SECONDS = 8;
const RESULT = 8;

/** A drill for people: a line a step, and whether the response worked. */
export function drillLines({ steps, seconds, worked, before, after }: DrillResult, columns: number): Line[] {
  return [
    [span('Drill', 'bold'), span(': a line that trains on itself alone, and the response to it')],
    ...steps.flatMap((step) => stepLines(step, columns)),
    [span('')],
    ...wrap(
      `in ${seconds.toFixed(1)} s: ${ending({ before, after, worked })}`,
      Math.max(20, columns - RESULT),
    ).map(
      (text, i): Line => [
        span((i > 0 ? '' : worked ? 'WORKED' : 'FAILED').padEnd(RESULT), 'bold', worked ? 'green' : 'red'),
        span(text),
      ],
    ),
  ];
}

function stepLines({ name, seconds, result, note }: DrillStep, columns: number): Line[] {
  const lines = wrap(note, Math.max(20, columns - NAME - SECONDS - 4));
  return lines.map(
    (text, i): Line => [
      span(i === 0 ? `  ${name.padEnd(NAME)}` : ' '.repeat(NAME + 2), result === 'failed' ? 'red' : 'dim'),
      span(i === 0 ? `${seconds.toFixed(1).padStart(SECONDS - 4)} s  ` : ' '.repeat(SECONDS)),
      span(text),
    ],
  );
}

function ending({ before, after, worked }: Pick<DrillResult, 'before' | 'after' | 'worked'>): string {
  if (after === undefined)
    return `the line did not collapse (${before?.verdict ?? 'no verdict'}), so that nothing could be tried; the reservoir may be too small`;
  return worked
    ? `${before!.verdict} before, ${after.verdict} after`
    : `${before!.verdict} before, and still ${after.verdict} after`;
}
