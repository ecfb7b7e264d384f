import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { OutcrossError } from '../base/errors.ts';
import { readFailure, systemCode } from '../corpus/failure.ts';
import { planShards } from '../corpus/plan.ts';
import { readRecords } from '../corpus/read.ts';
import type { CorpusSpec } from '../corpus/source.ts';
import type { ManifestFile } from '../mix/manifest.ts';
import { type Column, ColumnSurvey } from './columns.ts';

export interface SurveyOptions {
  /** How the rows are read; its inputs are put aside. */
  readonly reading?: Omit<CorpusSpec, 'inputs'>;
  readonly signal?: AbortSignal;
  /** Learns the rows too: of a set of several files, all of them. */
  readonly whole?: ColumnSurvey;
}

/**
 * The columns of a file of the set, by all its rows, after its digest was held against the manifest. Undefined where there is no
 * such file. Throws `E_PROOF` for a file that the manifest does not speak of, `E_INTERRUPTED`, and what reading throws.
 */
export async function surveyFile(
  path: string,
  stated: ManifestFile,
  { reading = {}, signal, whole }: SurveyOptions = {},
): Promise<Column[] | undefined> {
  const found = await stat(path).catch((cause) => {
    if (systemCode(cause) === 'ENOENT') return undefined;
    throw readFailure(path, cause);
  });
  if (found === undefined) return undefined;
  if (found.size !== stated.bytes || (await digestOf(path, signal)) !== stated.sha256) throw another(path);
  if (stated.records === 0) return [];
  const survey = new ColumnSurvey();
  const spec = { ...reading, inputs: [path] };
  for (const shard of await planShards(spec)) {
    for await (const records of readRecords(shard, spec, { badRow: () => {}, progress: () => {} })) {
      stopIf(signal);
      for (const { value } of records) {
        survey.add(value);
        whole?.add(value);
      }
    }
  }
  return survey.columns();
}

async function digestOf(path: string, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const block of createReadStream(path, { highWaterMark: 1 << 20 })) {
      stopIf(signal);
      hash.update(block as Buffer);
    }
  } catch (cause) {
    throw readFailure(path, cause);
  }
  return hash.digest('hex');
}

function stopIf(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new OutcrossError('E_INTERRUPTED', 'interrupted', { hint: 'Run the same command again.' });
}

function another(path: string): OutcrossError {
  return new OutcrossError('E_PROOF', `${path} is not the file that its manifest names: its digest differs`, {
    where: path,
    hint: 'Build the set again, or restore the file. An export of a set that was changed since would be false.',
  });
}
