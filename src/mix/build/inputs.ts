import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { OutcrossError } from '../../base/errors.ts';
import { isUri } from '../../corpus/remote.ts';
import type { Shard } from '../../corpus/source.ts';
import type { ManifestFile } from '../manifest.ts';

/**
 * Throws `E_UNSUPPORTED` where an input of a mix is a URI: its manifest tells SHA-256 of every file that went in, and this machine has none
 * of it. Asked before the long work.
 */
export function requireDigestible(inputs: readonly string[]): void {
  const remote = inputs.find(isUri);
  if (remote !== undefined) throw elsewhere(remote);
}

/** Digests of the files that shards are cut from, each once, in the order of the plan. Throws `E_UNREADABLE`, `E_UNSUPPORTED`, `E_INTERRUPTED`. */
export async function digestInputs(shards: readonly Shard[], signal?: AbortSignal): Promise<ManifestFile[]> {
  // What is shown of a file that stands elsewhere is not the file.
  for (const { remote } of shards) if (remote !== undefined) throw elsewhere(remote.uri);
  const files = new Map(shards.map(({ path, name }) => [path, name]));
  const inputs: ManifestFile[] = [];
  for (const [path, name] of files) {
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
    inputs.push({ name, bytes, sha256: hash.digest('hex') });
  }
  return inputs;
}

/** Throws `E_FORMAT` where a file is no longer as long as it was when its digest was taken. */
export async function requireUnchanged(
  shards: readonly Shard[],
  inputs: readonly ManifestFile[],
): Promise<void> {
  const paths = [...new Set(shards.map(({ path }) => path))];
  for (const [i, path] of paths.entries()) {
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
  return new OutcrossError(
    'E_UNSUPPORTED',
    `${uri} cannot enter a mix: its manifest has the digest of each file, taken here`,
    {
      where: uri,
      hint: 'Name the files by a path that this machine sees, such as that of a mounted bucket. --dry-run plans without digests.',
    },
  );
}
