import { readFile } from 'node:fs/promises';
import { OutcrossError } from '../../../base/errors.ts';
import { readFailure } from '../../../corpus/failure.ts';
import { watermarkCorpus } from '../../../engine/rows/watermark-corpus.ts';
import { ScoreSink } from '../../../engine/watermark/score-sink.ts';
import type { Calibration } from '../../../watermark/calibration.ts';
import { calibrationOf } from '../../../watermark/calibration-file.ts';
import { wantsColour } from '../../colour.ts';
import type { Context } from '../../context.ts';
import { record } from '../../record.ts';
import { workspaceOf } from '../../workspace-options.ts';
import { checkTokenOptions, type DetectOptions } from './detect-options.ts';
import { detectDocument, detectText } from './detect-text.ts';
import { given, type TokenWork, tokenRun } from './token-run.ts';

/** Cells of a line where the output is no terminal. */
const PIPE_COLUMNS = 100;

/** Holds a corpus against keys. Ends with status 1 where marked rows state another origin and were left as they stand. */
export async function detectMarks(
  inputs: readonly string[],
  options: DetectOptions,
  context: Context,
): Promise<void> {
  const { level, overwrite, write, scores, force, top } = options;
  checkTokenOptions(options, level);
  const calibration =
    options.calibration === undefined ? undefined : await calibrationIn(options.calibration);
  const outputs = { side: { '--scores': scores }, ...given({ corpus: write }) };
  let held: Pick<TokenWork, 'spec' | 'keys'> | undefined;
  const found = await tokenRun(inputs, options, outputs, context, async ({ spec, keys, reading, hooks }) => {
    held = { spec, keys };
    const sink = scores === undefined ? undefined : await ScoreSink.open(scores);
    return watermarkCorpus(
      spec,
      { keys, ...reading, ...given({ level, calibration, overwrite }) },
      {
        ...(write === undefined
          ? {}
          : { tagged: { path: write, ...(force === true ? { replace: true } : {}) } }),
        ...(sink === undefined ? {} : { scores: { sink } }),
      },
      hooks,
    ).catch(async (error: unknown) => {
      // What fails before the outputs are opened together would leave this one behind.
      await sink?.abort();
      throw error;
    });
  });
  const { stdout, env } = context;
  const columns = stdout.columns || PIPE_COLUMNS;
  const view = { columns, colour: wantsColour(stdout, env), ...given({ write, level, top }) };
  stdout.write(options.json === true ? detectDocument(found, level) : detectText(found, view));
  if (write !== undefined && found.conflicts > 0) context.status = 1;
  const { spec, keys } = held!;
  const scan = { spec, keys: keys.map(({ id }) => id), found, ...given({ write }) };
  const workspace = await workspaceOf(options);
  await record(
    async () => (await import('../../facts/scan-facts.ts')).scanFacts(scan, workspace.folder),
    options,
    workspace,
    context,
  );
}

async function calibrationIn(path: string): Promise<Calibration> {
  const text = await readFile(path, 'utf8').catch((error) => Promise.reject(readFailure(path, error)));
  const read = calibrationOf(parsed(text));
  if ('calibration' in read) return read.calibration;
  throw new OutcrossError('E_FORMAT', `${path} holds no calibration: ${read.wrong}`, {
    where: path,
    hint: 'Make one with outcross watermark calibrate.',
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
