import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { shellPath } from '../../base/shell.ts';
import type { FileFact } from '../../ledger/kinds/parts.ts';
import type { Manifest } from '../../mix/manifest.ts';
import type { Absent, MixBuilt } from '../wire.ts';
import type { BuiltMix, MadeProof } from './mix-book.ts';

/** A manifest of more bytes is not sent. */
const MOST_BYTES = 4_000_000;

/** A set that was built: its manifest as it stands in the workspace's folder, where it is what was recorded, and its proof. */
export async function builtView(
  { output, at, manifest, verdict }: BuiltMix,
  proof: MadeProof | undefined,
  folder: string,
): Promise<MixBuilt> {
  const found = manifest === undefined ? NO_MANIFEST : await readManifest(manifest, folder);
  return {
    digest: output.sha256,
    at,
    ...(verdict === undefined ? {} : { verdict: verdict as MixBuilt['verdict'] }),
    ...found,
    ...(proof === undefined ? {} : { proof: proofView(proof, output.name) }),
  } as MixBuilt;
}

const NO_MANIFEST = { absent: { why: 'the ledger names no manifest of it', command: 'outcross mix' } };

function proofView({ at, root, signer, bundle }: MadeProof, output: string): NonNullable<MixBuilt['proof']> {
  return {
    at,
    root,
    keyId: signer,
    bundle: bundle.name,
    command: `outcross verify ${shellPath(bundle.name)} --data ${shellPath(output)}`,
  };
}

type Found = { readonly manifest: Manifest } | { readonly absent: Absent };

async function readManifest({ name, sha256 }: FileFact, folder: string): Promise<Found> {
  const bytes = await readInside(folder, name);
  if (bytes === undefined) return absent(`${name} is not there any more, or stands outside of the workspace`);
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (digest !== sha256) return absent(`${name} was changed after it was recorded`);
  try {
    return { manifest: JSON.parse(bytes.toString('utf8')) as Manifest };
  } catch {
    return absent(`${name} is no manifest`);
  }
}

function absent(why: string): Found {
  return { absent: { why, command: 'outcross mix --force' } };
}

/** What a ledger names may lie anywhere, or be a link: only what truly lies in the folder is read. */
async function readInside(folder: string, name: string): Promise<Buffer | undefined> {
  try {
    const path = await realpath(resolve(folder, name));
    const way = relative(await realpath(folder), path);
    if (way === '' || way.split(sep)[0] === '..' || isAbsolute(way)) return undefined;
    const { size } = await stat(path);
    return size > MOST_BYTES ? undefined : await readFile(path);
  } catch {
    return undefined;
  }
}
