import { type FilterOutputs, filterCorpus } from '../../engine/rows/filter-corpus.ts';
import { noteTrouble } from '../bad-row-notes.ts';
import { wantsColour } from '../colour.ts';
import type { Context } from '../context.ts';
import { withEngine } from '../engine-options.ts';
import { requireText } from '../modality-rules.ts';
import { outputOf } from '../output-options.ts';
import { readingSpec } from '../reading-options.ts';
import { record } from '../record.ts';
import { requireSideFiles, strictQuarantine, withRowFiles } from '../row-files.ts';
import { FirstRows, withProgress } from '../row-reports.ts';
import { withFields, workspaceOf } from '../workspace-options.ts';
import { explain } from './filter-explain.ts';
import { type FilterOptions, filterSettings } from './filter-options.ts';
import { filterDocument, filterText, PIPE_COLUMNS, preferenceText } from './filter-text.ts';

/** Filters a corpus, or explains one example of it. */
export async function filter(
  inputs: readonly string[],
  options: FilterOptions,
  context: Context,
): Promise<void> {
  const workspace = await workspaceOf(options);
  const settings = filterSettings(options, workspace);
  const spec = readingSpec(inputs, withFields(options, workspace.config.fields));
  requireText(spec, 'outcross filter');
  if (options.explain !== undefined) return explain(options.explain, spec, settings, options, context);
  const outputs = outputsOf(options, context.env);
  const { quarantine, strict, workers, json } = options;
  if (strict === true && quarantine !== undefined) throw strictQuarantine();
  const written = Object.values(outputs).map(({ path }) => path);
  await requireSideFiles({ '--quarantine': quarantine }, [...inputs, ...written]);
  const malformed = new FirstRows();
  const result = await withProgress(context, outputs.kept?.path, (onProgress) =>
    withEngine(options, workspace, context, (engine) =>
      withRowFiles([quarantine], ([onBadRow]) =>
        filterCorpus(spec, settings, outputs, {
          workers,
          ...(engine === undefined ? {} : { engine }),
          strict,
          signal: context.signal,
          onProgress,
          onBadRow: (row) => {
            malformed.add(row);
            onBadRow?.(row);
          },
        }),
      ),
    ),
  );
  const { stdout, stderr, env } = context;
  stdout.write(
    json === true
      ? `${JSON.stringify(filterDocument(result, settings), undefined, 2)}\n`
      : filterText(result, stdout.columns || PIPE_COLUMNS, wantsColour(stdout, env)),
  );
  const { differential } = result;
  if (differential?.prefersSynthetic === true) {
    stderr.write(preferenceText(differential, wantsColour(stderr, env)));
  }
  noteTrouble(
    { malformed: result.malformed, invalidEncoding: result.invalidEncoding, rows: malformed.rows },
    quarantine === undefined ? 'See them all with --quarantine FILE.' : `They are in ${quarantine}.`,
    context,
  );
  if (outputs.kept === undefined) return;
  await record(
    async () =>
      (await import('../facts/filter-facts.ts')).filterFacts(spec, outputs, result, workspace.folder),
    options,
    workspace,
    context,
  );
}

function outputsOf(options: FilterOptions, env: Context['env']): FilterOutputs {
  if (options.dryRun === true) return {};
  const { rejects, flags, ...rest } = options;
  const kept = outputOf(rest, env);
  return {
    kept,
    ...(rejects === undefined ? {} : { rejects: outputOf({ ...rest, output: rejects }, env) }),
    ...(flags === undefined ? {} : { flags: outputOf({ ...rest, output: flags }, env) }),
  };
}
