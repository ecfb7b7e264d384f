import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { OutcrossError } from '../../base/errors.ts';
import type { Shard } from '../../corpus/source.ts';
import type { FileDigest, RowEngine } from '../../engine/rows/row-engine.ts';
import type { ManifestFile } from '../manifest.ts';

export interface DigestOptions {
  /** Who reads files that stand elsewhere. */
  readonly engine?: RowEngine;
  readonly signal?: AbortSignal;
}

/**
 * Digests of the files that shards are cut from, each once, in the order of the plan: of files that stand elsewhere by who reads them.
 * Throws `E_UNREADABLE`, `E_UNSUPPORTED`, `E_INTERRUPTED`, and as the engine.
 */
export async function digestInputs(
  shards: readonly Shard[],
  { engine, signal }: DigestOptions = {},
): Promise<ManifestFile[]> {
  const files = wholeFiles(shards);
  const elsewhere = files.filter(({ remote }) => remote !== undefined);
  const there = await digestsThere(elsewhere, engine, signal);
  const inputs: ManifestFile[] = [];
  for (const file of files)
    inputs.push({ name: file.name, ...(there.get(file) ?? (await digestHere(file, signal))) });
  return inputs;
}

/** Each file as one shard, in the order of the plan. */
function wholeFiles(shards: readonly Shard[]): Shard[] {
  const byPath = new Map<string, Shard>();
  for (const { path, name, format, compression, bytes, remote } of shards) {
    if (byPath.has(path)) continue;
    const file = { path, name, format, compression };
    if (remote === undefined) byPath.set(path, { ...file, bytes });
    else {
      const { toLineEnd: _, ...whole } = { ...remote, spans: [[0, remote.bytes]] as const };
      byPath.set(path, { ...file, bytes: remote.bytes, remote: whole });
    }
  }
  return [...byPath.values()];
}

async function digestsThere(
  files: readonly Shard[],
  engine: RowEngine | undefined,
  signal: AbortSignal | undefined,
): Promise<Map<Shard, FileDigest>> {
  const [first] = files;
  if (first === undefined) return new Map();
  // What is shown of a file that stands elsewhere is not the file.
  if (engine?.digests === undefined) throw elsewhere(first.remote!.uri);
  const digests = await engine.digests(files, signal === undefined ? {} : { signal });
  return new Map(files.map((file, i) => [file, digests[i]]));
}

async function digestHere({ path, name }: Shard, signal: AbortSignal | undefined): Promise<FileDigest> {
  if (path === '-') throw unreadable(name, 'standard input can be read once, and a mix is read twice');
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      if (signal?.aborted) throw new OutcrossError('E_INTERRUPTED', 'interrupted');
      hash.update(chunk as Uint8Array);
      bytes += (chunk as Uint8Array).length;
    }
  } catch (error) {
    if (error instanceof OutcrossError) throw error;
    throw unreadable(name, error instanceof Error ? error.message : String(error));
  }
  return { bytes, sha256: hash.digest('hex') };
}

/**
 * Throws `E_FORMAT` where a file is no longer as long as it was when its digest was taken. Of files that stand elsewhere each reading is
 * of the version that was listed, or fails.
 */
export async function requireUnchanged(
  shards: readonly Shard[],
  inputs: readonly ManifestFile[],
): Promise<void> {
  for (const [i, { path, remote }] of wholeFiles(shards).entries()) {
    if (remote !== undefined) continue;
    const now = await stat(path).catch(() => undefined);
    if (now?.size === inputs[i].bytes) continue;
    throw new OutcrossError('E_FORMAT', `${inputs[i].name} changed while the mix was built`, {
      where: inputs[i].name,
      hint: 'Run the command again once nobody writes to it.',
    });
  }
}

function unreadable(name: string, reason: string): OutcrossError {
  return new OutcrossError('E_UNREADABLE', `cannot read ${name}: ${reason}`, {
    where: name,
    hint: 'Give files or folders that stay while the mix is built.',
  });
}

function elsewhere(uri: string): OutcrossError {
  return new OutcrossError('E_UNSUPPORTED', `the digest of ${uri} cannot be taken here`, {
    where: uri,
    hint: 'Add --engine spark --master URL, or copy it to a file.',
  });
}
