import { type DedupCorpusResult, dedupCorpus } from '../../engine/dedup/dedup-corpus.ts';
import { noteTrouble } from '../bad-row-notes.ts';
import { wantsColour } from '../colour.ts';
import type { Context } from '../context.ts';
import { withEngine } from '../engine-options.ts';
import { requirePicturesReach } from '../modality-rules.ts';
import { outputOf } from '../output-options.ts';
import { readingSpec } from '../reading-options.ts';
import { record } from '../record.ts';
import { requireSideFiles, strictQuarantine, withRowFiles } from '../row-files.ts';
import { FirstRows, withProgress } from '../row-reports.ts';
import { withFields, workspaceOf } from '../workspace-options.ts';
import { type DedupOptions, nearSettings, requireElsewhere } from './dedup-options.ts';
import { dedupDocument, dedupText, PIPE_COLUMNS, roundsNote } from './dedup-text.ts';

/** Removes duplicates from corpora. */
export async function dedup(
  inputs: readonly string[],
  options: DedupOptions,
  context: Context,
): Promise<void> {
  const workspace = await workspaceOf(options);
  const reading = withFields(options, workspace.config.fields);
  const outputs = outputsOf(options, context.env);
  const { quarantine, strict, workers, keep, against, runTokens, memory, temp } = options;
  if (strict === true && quarantine !== undefined) throw strictQuarantine();
  const written = Object.values(outputs).map(({ path }) => path);
  await requireSideFiles({ '--quarantine': quarantine }, [...inputs, ...written]);
  const spec = readingSpec(inputs, reading);
  const reference = against === undefined ? {} : { against: readingSpec(against, reading) };
  if (outputs.kept !== undefined) await requirePicturesReach(spec, outputs.kept.path);
  const malformed = new FirstRows();
  const result = await withProgress(context, outputs.kept?.path, (onProgress) =>
    withEngine(options, workspace, context, (engine) =>
      withRowFiles([quarantine], ([onBadRow]) => {
        if (engine !== undefined) requireElsewhere(options);
        return dedupCorpus(spec, {
          ...outputs,
          settings: nearSettings(options),
          ...(keep === undefined ? {} : { keep }),
          ...reference,
          ...(runTokens === undefined ? {} : { runTokens }),
          ...(memory === undefined ? {} : { memoryBytes: memory * 2 ** 20 }),
          ...(temp === undefined ? {} : { temporary: temp }),
          ...(engine === undefined ? {} : { engine }),
          workers,
          strict,
          signal: context.signal,
          onProgress,
          onBadRow: (row) => {
            malformed.add(row);
            onBadRow?.(row);
          },
        });
      }),
    ),
  );
  print(result, options, context);
  if (result.rounds !== undefined) context.stderr.write(roundsNote(result.rounds));
  noteTrouble(
    { malformed: result.malformed, invalidEncoding: result.invalidEncoding, rows: malformed.rows },
    quarantine === undefined ? 'See them all with --quarantine FILE.' : `They are in ${quarantine}.`,
    context,
  );
  if (outputs.kept === undefined) return;
  const run = { spec, ...reference, path: outputs.kept.path, result };
  await record(
    async () => (await import('../facts/dedup-facts.ts')).dedupFacts(run, workspace.folder),
    options,
    workspace,
    context,
  );
}

function outputsOf(options: DedupOptions, env: Context['env']) {
  if (options.dryRun === true) return {};
  const { removed, ...rest } = options;
  const kept = outputOf(rest, env);
  return removed === undefined ? { kept } : { kept, removed: outputOf({ ...rest, output: removed }, env) };
}

function print(result: DedupCorpusResult, { json }: DedupOptions, { stdout, env }: Context): void {
  stdout.write(
    json === true
      ? `${JSON.stringify(dedupDocument(result), undefined, 2)}\n`
      : dedupText(result, stdout.columns || PIPE_COLUMNS, wantsColour(stdout, env)),
  );
}
