import { readFile } from 'node:fs/promises';
import { OutcrossError } from '../../../base/errors.ts';
import { readFailure } from '../../../corpus/failure.ts';
import { watermarkCorpus } from '../../../engine/rows/watermark-corpus.ts';
import { ScoreSink } from '../../../engine/watermark/score-sink.ts';
import { CALIBRATION_SCHEMA, type Calibration } from '../../../watermark/calibration.ts';
import { noteTrouble } from '../../bad-row-notes.ts';
import { wantsColour } from '../../colour.ts';
import type { Context } from '../../context.ts';
import { withQuarantine } from '../../quarantine.ts';
import { readingSpec } from '../../reading-options.ts';
import { requireSideFiles, strictQuarantine } from '../../row-files.ts';
import { FirstRows, withProgress } from '../../row-reports.ts';
import { withFields, workspaceOf } from '../../workspace-options.ts';
import { checkTokenOptions, type DetectOptions } from './detect-options.ts';
import { detectDocument, detectText } from './detect-text.ts';
import { storeOf } from './key-options.ts';

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

/** Holds a corpus against keys. Ends with status 1 where marked rows state another origin and were left as they stand. */
export async function detectMarks(
  inputs: readonly string[],
  options: DetectOptions,
  context: Context,
): Promise<void> {
  const { tokensField, promptField, tokenizer, level, leastTokens, overwrite, quarantine, strict, workers } =
    options;
  checkTokenOptions(options, level);
  if (strict === true && quarantine !== undefined) throw strictQuarantine();
  const { write, scores, force } = options;
  await requireSideFiles({ '--quarantine': quarantine, '--scores': scores }, [
    ...inputs,
    ...(write === undefined ? [] : [write]),
  ]);
  const keys = await (await storeOf(options, context)).get(options.keys);
  const calibration =
    options.calibration === undefined ? undefined : await calibrationIn(options.calibration);
  const spec = readingSpec(inputs, withFields(options, (await workspaceOf(options)).config.fields));
  const malformed = new FirstRows();
  const found = await withProgress(context, write ?? scores, (onProgress) =>
    withQuarantine(quarantine, async (onBadRow) => {
      const sink = scores === undefined ? undefined : await ScoreSink.open(scores);
      return watermarkCorpus(
        spec,
        {
          keys: keys.map(({ id, scheme, secrets, parameters }) => ({ id, scheme, secrets, parameters })),
          ...given({
            tokensField,
            promptField,
            tokenizer,
            level,
            least: leastTokens,
            calibration,
            overwrite,
          }),
        },
        {
          ...(write === undefined
            ? {}
            : { tagged: { path: write, ...(force === true ? { replace: true } : {}) } }),
          ...(sink === undefined ? {} : { scores: { sink } }),
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
      );
    }),
  );
  const { stdout, env } = context;
  const view = {
    write,
    level,
    columns: stdout.columns || PIPE_COLUMNS,
    colour: wantsColour(stdout, env),
    top: options.top,
  };
  stdout.write(options.json === true ? detectDocument(found, level) : detectText(found, view));
  noteTrouble(
    { malformed: found.malformed, invalidEncoding: found.invalidEncoding, rows: malformed.rows },
    quarantine === undefined ? 'See them all with --quarantine FILE.' : `They are in ${quarantine}.`,
    context,
  );
  if (write !== undefined && found.conflicts > 0) context.status = 1;
}

/** What is not undefined. */
export function given<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

async function calibrationIn(path: string): Promise<Calibration> {
  const text = await readFile(path, 'utf8').catch((error) => Promise.reject(readFailure(path, error)));
  try {
    const value = JSON.parse(text) as Calibration;
    if (value.schema === CALIBRATION_SCHEMA && Array.isArray(value.keys)) return value;
  } catch {}
  throw new OutcrossError('E_FORMAT', `${path} is no ${CALIBRATION_SCHEMA}`, {
    where: path,
    hint: 'Make one with outcross watermark calibrate.',
  });
}
