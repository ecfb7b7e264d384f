import { dirname, join, resolve } from 'node:path';
import { atomicWrite } from '../../base/atomic.ts';
import { OutcrossError } from '../../base/errors.ts';
import { Asked } from '../../exports/asked.ts';
import { readDataset } from '../../exports/dataset.ts';
import type { ExportFacts } from '../../exports/facts.ts';
import { EXPORTS, type ExportFormat } from '../../exports/formats.ts';
import { loadFacts } from '../../exports/load-facts.ts';
import { manifestFile } from '../../mix/build/layout.ts';
import { proofFile, treeFile } from '../../mix/proof/mix-files.ts';
import { visible } from '../../report/visible.ts';
import { readingOf } from '../../workspace/fields.ts';
import { openWorkspace, type Workspace } from '../../workspace.ts';
import type { Context } from '../context.ts';
import { momentOf } from '../ledger-options.ts';
import { newestMixOf } from '../newest-mix.ts';
import { requireApart, requireWritable } from '../output-file.ts';
import { type WorkspaceOptions, workspaceOf } from '../workspace-options.ts';

/** Options of `outcross export`. */
export interface ExportOptions extends WorkspaceOptions {
  readonly output?: string;
  readonly meta?: string;
  readonly at?: string;
  readonly strict?: boolean;
}

/** Writes a document of `format` about a mix; status 1 under `--strict` where a fact is missing. */
export async function exportMix(
  format: ExportFormat,
  named: string | undefined,
  options: ExportOptions,
  context: Context,
): Promise<void> {
  const { output, strict } = options;
  const workspace = await workspaceOf(options);
  const mix = named ?? (await newestMixOf({}, workspace, context));
  const toFile = output !== undefined && output !== '-';
  if (toFile) {
    await requireWritable(output);
    const stated = [options.meta, workspace.file].filter((path) => path !== undefined);
    await requireApart(output, '--output', [...filesOfSet(mix), ...stated]);
  }
  const at = timeOf(options.at) ?? (format === 'openlineage' ? new Date().toISOString() : undefined);
  const dataset = await datasetOf(options, workspace);
  const facts = await loadFacts(mix, {
    dataset,
    signal: context.signal,
    reading: readingOf(workspace.config.fields),
    ...(toFile ? { from: dirname(resolve(output)) } : {}),
    ...(at === undefined ? {} : { at }),
  });
  if (toFile) await requireApart(output, '--output', partsOf(facts, mix));
  const asked = new Asked();
  const write = await EXPORTS[format].load();
  const document = write(facts, asked);
  if (toFile) await atomicWrite(output, document);
  else context.stdout.write(document);
  tellMissing(asked, context);
  if (strict === true && asked.missing.length > 0) context.status = 1;
}

/** A set and what was written beside it: a document over one of them would be its end. */
function filesOfSet(mix: string): string[] {
  const set = setOf(mix);
  return [set, manifestFile(set), proofFile(set), treeFile(set)];
}

function partsOf({ manifest }: ExportFacts, mix: string): string[] {
  return manifest.outputs.map(({ name }) => join(setOf(mix), name));
}

function setOf(mix: string): string {
  return mix.replace(/\.manifest\.json$/, '');
}

function tellMissing({ missing }: Asked, { stderr }: Context): void {
  if (missing.length === 0) return;
  const facts = missing.length === 1 ? 'One fact is' : `${missing.length} facts are`;
  stderr.write(`${facts} not stated; state what you know in outcross.yaml:\n`);
  for (const place of missing) stderr.write(`  ${visible(place)}\n`);
}

async function datasetOf({ meta }: ExportOptions, workspace: Workspace) {
  const from = meta === undefined ? workspace : await openWorkspace(process.cwd(), meta);
  if (meta !== undefined && from.config.dataset === undefined) {
    throw new OutcrossError('E_CONFIG', `${meta} holds no data set`, {
      where: meta,
      hint: 'Write what is known under the key dataset, such as: dataset: { name: my set, license: CC-BY-4.0 }.',
    });
  }
  return readDataset(from.config.dataset, (path) => from.placeOf(['dataset', ...path]));
}

/** A day, or a moment with its zone, in UTC: one without a zone is another moment on each machine. Throws `E_OPTION`. */
function timeOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const time = momentOf(text);
  if (time !== undefined) return time;
  throw new OutcrossError('E_OPTION', `--at is ${text}, not a time of ISO 8601`, {
    where: '--at',
    hint: 'Such as --at 2026-01-31T12:00:00Z.',
  });
}
