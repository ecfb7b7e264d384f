import { readFile } from 'node:fs/promises';
import { atomicWrite } from '../../../base/atomic.ts';
import { readFailure, systemCode } from '../../../corpus/failure.ts';
import { missing } from '../../../corpus/missing.ts';
import type { CorpusSpec } from '../../../corpus/source.ts';
import { newTally, type RowTally, readRows } from '../read-rows.ts';
import { decodeTextModel, encodeTextModel } from './model-codec.ts';
import { type TextModel, TextModelBuilder } from './text-model.ts';

/** Trains a model on a corpus. Throws what reading throws, `E_EMPTY`, `E_OPTION`, `E_INTERRUPTED`. */
export async function trainTextModel(
  spec: CorpusSpec,
  order: number,
  signal?: AbortSignal,
): Promise<{ model: TextModel; tally: RowTally }> {
  const builder = new TextModelBuilder(order);
  const tally = newTally();
  const reading = { spec: { ...spec, provenance: 'ignored' as const }, tally, signal };
  for await (const { record } of readRows(reading)) builder.add(record.example.text);
  return { model: builder.build(), tally };
}

/** Throws `E_WRITE`. */
export async function writeTextModel(path: string, model: TextModel): Promise<void> {
  await atomicWrite(path, encodeTextModel(model));
}

/** Throws `E_NOT_FOUND`, `E_UNREADABLE`, `E_FORMAT`. */
export async function readTextModel(path: string): Promise<TextModel> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw systemCode(cause) === 'ENOENT' ? await missing(path) : readFailure(path, cause);
  }
  return decodeTextModel(bytes, path);
}
