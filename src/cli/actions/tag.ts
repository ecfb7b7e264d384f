import type { BadRow } from '../../corpus/source.ts';
import type { RowNote } from '../../engine/rows/row-kernel.ts';
import { type TagResult, tagCorpus } from '../../engine/rows/tag-corpus.ts';
import { count } from '../../report/figures.ts';
import { visible } from '../../report/visible.ts';
import { noteTrouble } from '../bad-row-notes.ts';
import type { Context } from '../context.ts';
import { withEngine } from '../engine-options.ts';
import { requirePicturesReach } from '../modality-rules.ts';
import { outputOf } from '../output-options.ts';
import { readingSpec } from '../reading-options.ts';
import { record } from '../record.ts';
import { requireSideFiles, strictQuarantine, withRowFiles } from '../row-files.ts';
import { FirstRows, withProgress } from '../row-reports.ts';
import { withFields, workspaceOf } from '../workspace-options.ts';
import { writtenText } from '../written-text.ts';
import type { TagOptions } from './tag-options.ts';
import { tagSettings } from './tag-settings.ts';

export const TAG_SCHEMA = 'outcross.tag/1';

/** Tags a corpus. Ends with status 1 where rows state something else than they were to be tagged with. */
export async function tag(inputs: readonly string[], options: TagOptions, context: Context): Promise<void> {
  const workspace = await workspaceOf(options);
  const settings = tagSettings(options, workspace.config.tag);
  const output = outputOf(options);
  const { quarantine, conflicts, strict, workers, checkParents, parentsIn } = options;
  if (strict === true && quarantine !== undefined) throw strictQuarantine();
  await requireSideFiles({ '--quarantine': quarantine, '--conflicts': conflicts }, [...inputs, output.path]);
  const spec = readingSpec(inputs, withFields(options, workspace.config.fields));
  await requirePicturesReach(spec, output.path);
  const malformed = new FirstRows();
  const differing = new FirstRows();
  const result = await withProgress(context, output.path, (onProgress) =>
    withEngine(options, workspace, context, (engine) =>
      withRowFiles([quarantine, conflicts], ([onBadRow, onConflict]) =>
        tagCorpus(spec, settings, output, {
          workers,
          ...(engine === undefined ? {} : { engine }),
          strict,
          signal: context.signal,
          onProgress,
          writeIds: options.ids,
          ...(checkParents === true || parentsIn !== undefined
            ? { checkParents: { inputs: parentsIn ?? [] } }
            : {}),
          onBadRow: (row) => {
            malformed.add(row);
            onBadRow?.(row);
          },
          onNote: (note) => {
            differing.add(conflictRow(note));
            onConflict?.(conflictRow(note));
          },
        }),
      ),
    ),
  );
  context.stdout.write(options.json === true ? jsonText(result) : summaryText(result));
  noteTrouble(
    { malformed: result.malformed, invalidEncoding: result.invalidEncoding, rows: malformed.rows },
    quarantine === undefined ? 'See them all with --quarantine FILE.' : `They are in ${quarantine}.`,
    context,
  );
  noteConflicts(result, differing, conflicts, context);
  if (result.conflicts > 0) context.status = 1;
  const tagged = { spec, settings, path: output.path, result };
  await record(
    async () => (await import('../facts/tag-facts.ts')).tagFacts(tagged, workspace.folder),
    options,
    workspace,
    context,
  );
}

function conflictRow({ file, row, message, example }: RowNote): BadRow {
  return { file, row, reason: `${example}: ${message}` };
}

function noteConflicts(
  { conflicts }: TagResult,
  { rows }: FirstRows,
  path: string | undefined,
  context: Context,
): void {
  if (conflicts === 0) return;
  const lines = rows.map(({ file, row, reason }) => `  ${visible(`${file}:${row}: ${reason}`)}\n`);
  const more = conflicts > rows.length ? `  and ${count(conflicts - rows.length)} more\n` : '';
  const where = path === undefined ? 'See them all with --conflicts FILE.' : `They are in ${visible(path)}.`;
  const said = conflicts === 1 ? '1 row states' : `${count(conflicts)} rows state`;
  context.stderr.write(
    `conflict ${said} something else and ${conflicts === 1 ? 'was' : 'were'} written unchanged. ${where} ` +
      `Keep what rows state with --fill, replace it with --overwrite.\n${lines.join('')}${more}`,
  );
}

function jsonText({ output, ...result }: TagResult): string {
  return `${JSON.stringify({ schema: TAG_SCHEMA, ...result, files: output.files }, undefined, 2)}\n`;
}

function summaryText({ output, records, changed, replaced, untagged, rules }: TagResult): string {
  const lines = [`${writtenText(output)}: ${count(changed)} of ${count(records)} examples tagged`];
  if (replaced > 0) lines.push(`  ${count(replaced)} of them had stated something else`);
  for (const { name, records: spokeFor } of rules) lines.push(`  ${visible(name)}: ${count(spokeFor)}`);
  if (untagged > 0)
    lines.push(`  ${count(untagged)} without an origin: no field, rule or option speaks of them`);
  return `${lines.join('\n')}\n`;
}
