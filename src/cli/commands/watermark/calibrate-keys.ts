import { atomicWrite } from '../../../base/atomic.ts';
import { OutcrossError } from '../../../base/errors.ts';
import { type CalibrateResult, calibrateCorpus } from '../../../engine/rows/calibrate-corpus.ts';
import { count, NONE, percent } from '../../../report/figures.ts';
import { type Line, paint } from '../../../report/terminal/paint.ts';
import { type Column, tableLines } from '../../../report/terminal/table.ts';
import { visible } from '../../../report/visible.ts';
import { noteTrouble } from '../../bad-row-notes.ts';
import { wantsColour } from '../../colour.ts';
import type { Context } from '../../context.ts';
import { withQuarantine } from '../../quarantine.ts';
import { readingSpec } from '../../reading-options.ts';
import { requireSideFiles, strictQuarantine } from '../../row-files.ts';
import { FirstRows, withProgress } from '../../row-reports.ts';
import { withFields, workspaceOf } from '../../workspace-options.ts';
import type { CalibrateOptions } from './calibrate.ts';
import { given } from './detect-marks.ts';
import { checkTokenOptions } from './detect-options.ts';
import { storeOf } from './key-options.ts';

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

/** Measures what human text has under the keys, and writes it. */
export async function calibrateKeys(
  inputs: readonly string[],
  options: CalibrateOptions,
  context: Context,
): Promise<void> {
  const { output, tokensField, promptField, tokenizer, leastTokens, quarantine, strict, workers } = options;
  checkTokenOptions(options);
  if (output === undefined || output === '' || output === '-') {
    throw new OutcrossError('E_USAGE', 'where to write the calibration was not said', {
      where: '--output',
      hint: 'Name the file, such as -o calibration.json.',
    });
  }
  if (strict === true && quarantine !== undefined) throw strictQuarantine();
  await requireSideFiles({ '--quarantine': quarantine, '--output': output }, inputs);
  const keys = await (await storeOf(options, context)).get(options.keys);
  const spec = readingSpec(inputs, withFields(options, (await workspaceOf(options)).config.fields));
  const malformed = new FirstRows();
  const found = await withProgress(context, output, (onProgress) =>
    withQuarantine(quarantine, (onBadRow) =>
      calibrateCorpus(
        spec,
        {
          keys: keys.map(({ id, scheme, secrets, parameters }) => ({ id, scheme, secrets, parameters })),
          ...given({ tokensField, promptField, tokenizer, least: leastTokens }),
        },
        {
          workers,
          strict,
          signal: context.signal,
          onProgress,
          onBadRow: (row) => {
            malformed.add(row);
            onBadRow?.(row);
          },
        },
      ),
    ),
  );
  const text = `${JSON.stringify(found.calibration, undefined, 2)}\n`;
  await atomicWrite(output, text);
  const { stdout, env } = context;
  stdout.write(
    options.json === true
      ? text
      : calibrationText(found, output, stdout.columns || PIPE_COLUMNS, wantsColour(stdout, env)),
  );
  noteTrouble(
    { malformed: found.malformed, invalidEncoding: found.invalidEncoding, rows: malformed.rows },
    quarantine === undefined ? 'See them all with --quarantine FILE.' : `They are in ${quarantine}.`,
    context,
  );
}

const COLUMNS: readonly Column[] = [
  { title: 'key', side: 'left', sacrifice: 0, least: 8 },
  { title: 'positions', side: 'right', sacrifice: 0 },
  { title: 'texts', side: 'right', sacrifice: 0 },
  { title: 'false at 5%', side: 'right', sacrifice: 0 },
  { title: 'at 1%', side: 'right', sacrifice: 0 },
  { title: 'at 0.1%', side: 'right', sacrifice: 0 },
];

function calibrationText(
  { calibration, withTokens }: CalibrateResult,
  output: string,
  columns: number,
  colour: boolean,
): string {
  const room = Math.max(40, columns);
  const rows = calibration.keys.flatMap(({ key, buckets }) =>
    buckets.map(({ from, texts, levels }) => {
      const realised = [0.05, 0.01, 0.001].map(
        (level) => levels.find((entry) => entry.level === level)?.realised,
      );
      const rates = realised.map((rate) => (rate === undefined ? NONE : percent(rate)));
      return [visible(key), `${count(from)} or more`, count(texts), ...rates].map((text) => ({ text }));
    }),
  );
  const lines: Line[] = tableLines(COLUMNS, rows, room);
  return `${visible(output)}: ${count(withTokens)} texts, ${count(calibration.keys.length)} keys\n\n${paint(lines, room, colour)}`;
}
