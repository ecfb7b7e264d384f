import { relative, sep } from 'node:path';
import { formatOf } from '../corpus/endings.ts';
import { type Column, ColumnSurvey } from './columns.ts';
import type { DatasetFacts } from './dataset.ts';
import type { ExportFacts, SetFile } from './facts.ts';
import { type ManifestSource, readManifest } from './manifest-file.ts';
import { type SurveyOptions, surveyFile } from './survey-file.ts';

export interface LoadOptions extends Omit<SurveyOptions, 'whole'> {
  readonly dataset?: DatasetFacts;
  /** The folder that paths of files are written from. Default: that of the output. */
  readonly from?: string;
  readonly at?: string;
}

/**
 * The facts of a mix: its manifest, and the columns of those of its files that are at hand. Throws as `readManifest` and
 * `surveyFile`.
 */
export async function loadFacts(mix: string, options: LoadOptions = {}): Promise<ExportFacts> {
  const source = await readManifest(mix);
  const files: SetFile[] = [];
  const whole = source.manifest.outputs.length > 1 ? new ColumnSurvey() : undefined;
  for (const file of source.manifest.outputs) {
    const columns = await surveyFile(source.pathOf(file.name), file, {
      ...options,
      ...(whole === undefined ? {} : { whole }),
    });
    files.push({
      path: shownPath(source, file.name, options.from),
      name: file.name,
      bytes: file.bytes,
      sha256: file.sha256,
      records: file.records,
      format: formatOf(file.name),
      compression: compressionOf(file.name),
      columns,
    });
  }
  return {
    manifest: source.manifest,
    manifestDigest: source.digest,
    name: source.output.replace(/(?<=.)\.(jsonl|parquet|csv|tsv)(\.gz|\.zst)?$/, ''),
    files,
    columns: columnsOf(files, whole),
    dataset: options.dataset ?? {},
    at: options.at,
  };
}

function shownPath({ pathOf, output, isFolder }: ManifestSource, name: string, from?: string): string {
  if (from === undefined) return isFolder ? `${output}/${name}` : name;
  return relative(from, pathOf(name)).split(sep).join('/');
}

function compressionOf(name: string): SetFile['compression'] {
  if (name.endsWith('.gz')) return 'gzip';
  return /\.zstd?$/.test(name) ? 'zstd' : 'none';
}

function columnsOf(
  files: readonly SetFile[],
  whole: ColumnSurvey | undefined,
): readonly Column[] | undefined {
  if (files.some(({ columns }) => columns === undefined)) return undefined;
  return whole === undefined ? files[0]?.columns : whole.columns();
}
