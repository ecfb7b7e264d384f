import { atomicWrite } from '../../../base/atomic.ts';
import { OutcrossError } from '../../../base/errors.ts';
import { type CalibrateResult, calibrateCorpus } from '../../../engine/rows/calibrate-corpus.ts';
import { count, NONE, percent, quantity } from '../../../report/figures.ts';
import { type Line, paint } from '../../../report/terminal/paint.ts';
import { type Column, tableLines } from '../../../report/terminal/table.ts';
import { visible } from '../../../report/visible.ts';
import { wantsColour } from '../../colour.ts';
import type { Context } from '../../context.ts';
import { type CalibrateOptions, checkTokenOptions } from './detect-options.ts';
import { tokenRun } from './token-run.ts';

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

/** Measures what human text has under the keys, and writes it. */
export async function calibrateKeys(
  inputs: readonly string[],
  options: CalibrateOptions,
  context: Context,
): Promise<void> {
  const { output } = options;
  checkTokenOptions(options);
  if (output === undefined || output === '' || output === '-') {
    throw new OutcrossError('E_USAGE', 'where to write the calibration was not said', {
      where: '--output',
      hint: 'Name the file, such as -o calibration.json.',
    });
  }
  const outputs = { side: { '--output': output } };
  const found = await tokenRun(inputs, options, outputs, context, ({ spec, keys, reading, hooks }) =>
    calibrateCorpus(spec, { keys, ...reading }, hooks),
  );
  const text = `${JSON.stringify(found.calibration, undefined, 2)}\n`;
  await atomicWrite(output, text);
  const { stdout, env } = context;
  const columns = stdout.columns || PIPE_COLUMNS;
  stdout.write(
    options.json === true ? text : calibrationText(found, output, columns, wantsColour(stdout, env)),
  );
}

const COLUMNS: readonly Column[] = [
  { title: 'key', side: 'left', sacrifice: 0, least: 8 },
  { title: 'positions', side: 'right', sacrifice: 0 },
  { title: 'texts', side: 'right', sacrifice: 0 },
  { title: 'false at 5%', side: 'right', sacrifice: 0 },
  { title: 'at 1%', side: 'right', sacrifice: 0 },
  { title: 'at 0.1%', side: 'right', sacrifice: 0 },
  { title: 'median p', side: 'right', sacrifice: 1 },
];

function calibrationText(
  { calibration, withTokens }: CalibrateResult,
  output: string,
  columns: number,
  colour: boolean,
): string {
  const room = Math.max(40, columns);
  const rows = calibration.keys.flatMap(({ key, buckets }) =>
    buckets.map(({ from, texts, levels, human }) => {
      const realised = [0.05, 0.01, 0.001].map(
        (level) => levels.find((entry) => entry.level === level)?.realised,
      );
      const rates = realised.map((rate) => (rate === undefined ? NONE : percent(rate)));
      const median = human?.quantiles.find(({ share }) => share === 0.5)?.pValue;
      const middle = median === undefined ? NONE : quantity(median);
      return [visible(key), `${count(from)} or more`, count(texts), ...rates, middle].map((text) => ({
        text,
      }));
    }),
  );
  const lines: Line[] = tableLines(COLUMNS, rows, room);
  return `${visible(output)}: ${number(withTokens, 'text')}, ${number(calibration.keys.length, 'key')}\n\n${paint(lines, room, colour)}`;
}

function number(amount: number, what: string): string {
  return amount === 1 ? `1 ${what}` : `${count(amount)} ${what}s`;
}
