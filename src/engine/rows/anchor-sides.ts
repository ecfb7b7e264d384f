import { atomicWrite } from '../../base/atomic.ts';
import type { WrittenFile } from '../../corpus/output-file.ts';
import type { CorpusSpec, Format } from '../../corpus/source.ts';
import { encodeProfile } from '../../profile/codec.ts';
import { mergeProfiles, type Profile, tableOf } from '../../profile/profile.ts';
import type { AnchorFile } from '../../quality/anchor/anchor-document.ts';
import { sha256 } from '../../quality/anchor/open-anchor.ts';
import { type TailBand, tailBands } from '../../quality/anchor/tail-bands.ts';
import { profileWritten } from '../profile-written.ts';
import type { RewriteOptions } from './rewrite-corpus.ts';

/** Orders of which the tails are looked at. */
const ORDERS = [1, 2, 3] as const;

export function anchorFile({ name, bytes, sha256 }: WrittenFile): AnchorFile {
  return { name, bytes, sha256 };
}

/** Writes bytes into the folder; what `anchor.json` says of them. */
export async function writeAnchorFile(folder: string, name: string, bytes: Uint8Array): Promise<AnchorFile> {
  await atomicWrite(`${folder}/${name}`, bytes);
  return { name, bytes: bytes.length, sha256: sha256(bytes) };
}

/** Formats that hold no rows with fields. */
const PLAIN: ReadonlySet<Format> = new Set(['text', 'document', 'image', 'idx', 'npy']);

/** Profiles one side, whose corpus stands at `path`. */
export function profileSide(
  spec: CorpusSpec,
  path: string,
  { workers, signal, engine }: RewriteOptions,
): Promise<Profile> {
  // What is no table was written as JSON, a line of text or a document under `text`.
  const { format, textField, ...rest } = spec;
  const plain = format !== undefined && PLAIN.has(format);
  const fields = plain || textField === undefined ? rest : { ...rest, textField };
  return profileWritten(
    { ...fields, inputs: [path] },
    { workers, signal, ...(engine === undefined ? {} : { engine }) },
  );
}

export function writeProfileOf(folder: string, name: string, profile: Profile): Promise<AnchorFile> {
  return writeAnchorFile(folder, `${name}.profile`, encodeProfile(profile));
}

/** How both sides cover the tail of the whole. */
export function tailsOf(reservoir: Profile, holdout: Profile, share: number): TailBand[] {
  const whole = mergeProfiles(reservoir, holdout);
  return ORDERS.flatMap((order) => {
    const [all, left, right] = [whole, reservoir, holdout].map((profile) => tableOf(profile, order));
    return tailBands(all, left, right, share);
  });
}
