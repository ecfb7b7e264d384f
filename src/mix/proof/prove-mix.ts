import { atomicWrite } from '../../base/atomic.ts';
import { OutcrossError } from '../../base/errors.ts';
import type { RunRowsOptions } from '../../engine/rows/run-rows.ts';
import { type SigningKey, spkiOf } from '../../proof/keys/signing-key.ts';
import { hexOf } from '../../proof/merkle/hash.ts';
import { bundleText, type SignedBundle, signBundle } from '../../proof/signature/bundle.ts';
import {
  type Json,
  type Reading,
  type Statement,
  statementBytes,
  statementOf,
} from '../../proof/statement/statement.ts';
import type { TreeFileWriter } from '../../proof/tree-file/tree-file-writer.ts';
import { compositionDifferences } from './composition-differences.ts';
import { shown } from './difference.ts';
import { type ExtendedSet, Extending } from './extending.ts';
import { digestFile } from './file-digest.ts';
import { type HashedSet, hashSet, requireWhole, storeSet } from './hash-set.ts';
import { type MixFiles, mixFiles, proofFile, treeFile } from './mix-files.ts';

/** Who signs: a key, or whoever makes a bundle of the payload (keyless). */
export type Signer = SigningKey | ((payload: Uint8Array) => Promise<SignedBundle>);

export interface ProveOptions extends RunRowsOptions {
  readonly signer: Signer;
  /** Version to record. */
  readonly version: string;
  /** How the set is read, as when it was mixed. */
  readonly reading?: Reading;
  /** Stores the tree beside the set, so that rows and fields can be named later. Default true. */
  readonly tree?: boolean;
  /** Where the bundle goes. Default: `<set>.proof.json`. */
  readonly output?: string;
  /** Newest event of the ledger. */
  readonly ledger?: { readonly seq: number; readonly digest: string };
  /** A set, proven before, that this one begins with. */
  readonly extends?: ExtendedSet;
}

export interface Proven {
  readonly statement: Statement;
  readonly bundle: SignedBundle;
  /** The bundle's file. */
  readonly output: string;
  /** The stored tree. */
  readonly tree?: string;
}

/**
 * Proves a mix: reads its manifest, holds its files and their counts against it, hashes every row, signs, and writes the bundle and the
 * tree. Throws `E_PROOF` where the set is not what its manifest says, or does not begin with the one it should; as `mixFiles` and
 * `leafCorpus`; `E_WRITE`.
 */
export async function proveMix(path: string, options: ProveOptions): Promise<Proven> {
  const mix = await mixFiles(path);
  const { signer, version, reading = {}, ledger, output = proofFile(mix.output) } = options;
  const digests = await requireFiles(mix, options.signal);
  const { set, writer, sha256, extension } = await read(mix, reading, options);
  try {
    requireWhole(set);
    requireComposition(mix, set);
    const statement = statementOf({
      version,
      files: mix.files.map(({ name }, i) => ({ name, sha256: digests[i], records: set.files[i].records })),
      size: set.size,
      root: hexOf(set.root),
      reading,
      counts: set.counts,
      ...factsOf(mix),
      ...(ledger === undefined ? {} : { ledger }),
      ...(sha256 === undefined
        ? {}
        : { storedTree: { name: nameOf(treeFile(mix.output)), digest: { sha256 } } }),
      ...(extension === undefined ? {} : { extends: extension }),
      ...(typeof signer === 'function' ? {} : { signer: signerOf(signer) }),
    });
    const payload = statementBytes(statement);
    const bundle = typeof signer === 'function' ? await signer(payload) : signBundle(payload, signer);
    await writer?.commit();
    await atomicWrite(output, bundleText(bundle));
    return { statement, bundle, output, ...(writer === undefined ? {} : { tree: treeFile(mix.output) }) };
  } catch (error) {
    await writer?.discard();
    throw error;
  }
}

interface ReadSet {
  readonly set: HashedSet;
  readonly writer?: TreeFileWriter;
  readonly sha256?: string;
  readonly extension?: ReturnType<Extending['extension']>;
}

async function read(mix: MixFiles, reading: Reading, options: ProveOptions): Promise<ReadSet> {
  const { tree = true, extends: before } = options;
  const paths = mix.files.map((file) => file.path);
  const extending = before === undefined ? undefined : new Extending(before, { paths, reading, options });
  const onLeaf = extending && ((builder: Parameters<Extending['grown']>[0]) => extending.grown(builder));
  if (!tree) {
    const set = await hashSet(paths, reading, options, onLeaf);
    await extending?.requirePrefix();
    return { set, ...(extending === undefined ? {} : { extension: extending.extension() }) };
  }
  const { writer, sha256, ...set } = await storeSet(paths, reading, treeFile(mix.output), options, onLeaf);
  try {
    await extending?.requirePrefix();
  } catch (error) {
    await writer.discard();
    throw error;
  }
  return { set, writer, sha256, ...(extending === undefined ? {} : { extension: extending.extension() }) };
}

/** Digests of the files, each that of the manifest. */
async function requireFiles(
  { files, manifest, manifestPath }: MixFiles,
  signal?: AbortSignal,
): Promise<string[]> {
  const digests: string[] = [];
  for (const [i, { path, name }] of files.entries()) {
    const { sha256, bytes } = await digestFile(path, signal);
    const told = manifest.outputs[i];
    if (sha256 !== told.sha256) {
      throw new OutcrossError('E_PROOF', `${path} is not the file that ${manifestPath} speaks of`, {
        where: path,
        hint: `${name} has ${bytes} bytes, SHA-256 ${sha256}; the manifest says ${told.bytes}, ${told.sha256}. Build the mix again, or get the file back as it was.`,
      });
    }
    digests.push(sha256);
  }
  return digests;
}

function requireComposition({ manifest, manifestPath, files }: MixFiles, set: HashedSet): void {
  const [first, ...more] = compositionDifferences(manifest.composition, set.counts);
  const records = manifest.outputs.findIndex((output, i) => output.records !== set.files[i].records);
  if (first === undefined && records < 0) return;
  const what =
    first === undefined
      ? `outputs.${records}.records is ${shown(manifest.outputs[records].records)}, and ${files[records].name} holds ${set.files[records].records}`
      : `composition.${first.path} is ${shown(first.expected)}, and the files hold ${shown(first.found)}`;
  throw new OutcrossError('E_PROOF', `${manifestPath} is not of this set: ${what}`, {
    where: manifestPath,
    hint: `${more.length === 0 ? '' : `${more.length} more figures differ. `}Build the mix again; where it was mixed with --text-field or --reader, give the same here.`,
  });
}

/** What of a manifest is said in the statement. */
function factsOf({ manifest, manifestPath, manifestDigest }: MixFiles) {
  const { policy, rules, verdict } = manifest as unknown as Record<string, Json>;
  return {
    policy,
    rules: rules as unknown as readonly Json[],
    ...(verdict === undefined ? {} : { verdict }),
    manifest: {
      name: nameOf(manifestPath),
      digest: { sha256: manifestDigest },
      content: manifest as unknown as Json,
    },
  };
}

function signerOf({ id, type, key }: SigningKey) {
  return { keyId: id, type, spki: spkiOf(key).toString('base64') };
}

function nameOf(path: string): string {
  return path.split(/[/\\]/).at(-1)!;
}
