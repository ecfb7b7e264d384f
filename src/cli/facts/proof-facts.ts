import { stat } from 'node:fs/promises';
import type { LedgerSubject } from '../../ledger/event.ts';
import { factOf, fileFact } from '../../ledger/files-fact.ts';
import { type Fact, fact } from '../../ledger/recorder.ts';
import { mixFiles } from '../../mix/proof/mix-files.ts';
import type { Proven } from '../../mix/proof/prove-mix.ts';
import type { Verification } from '../../mix/proof/verification.ts';
import { version } from '../version.ts';
import { cut, given, named } from './corpus-fact.ts';

/** What was proven, and by which key: digests are those of the statement. */
export async function provenFacts(
  path: string,
  { statement, output }: Proven,
  folder: string,
): Promise<Fact[]> {
  const { output: set, files } = await mixFiles(path);
  const { predicate, subject } = statement;
  const { tree, signer, extends: before } = predicate;
  const bytes = await Promise.all(files.map(async (file) => (await stat(file.path)).size));
  const of = factOf(
    named(folder, set),
    files.map((file, i) => ({
      name: named(folder, file.path),
      bytes: bytes[i],
      sha256: subject[i].digest.sha256,
    })),
  );
  const bundle = await fileFact(output, folder);
  const keyId = signer?.keyId;
  const made = fact(
    'proof.made',
    [{ type: 'proof', id: bundle.sha256 }, { type: 'mix', id: of.name }, ...keySubject(keyId)],
    {
      of,
      bundle,
      root: tree.root,
      size: tree.size,
      signer: keyId ?? 'keyless',
      ...given({ extends: before?.root }),
      version: version(),
    },
  );
  if (keyId === undefined) return [made];
  const used = { key: keyId, purpose: 'sign' as const, of: { name: bundle.name, sha256: bundle.sha256 } };
  return [made, fact('key.used', keySubject(keyId), { ...used, version: version() })];
}

function keySubject(id: string | undefined): LedgerSubject[] {
  return id === undefined ? [] : [{ type: 'key', id }];
}

/** Differences that a fact names. */
const MOST_FAULTS = 100;
const LONGEST = 1000;

/** What a verification came to. */
export async function verifiedFacts(path: string, found: Verification, folder: string): Promise<Fact[]> {
  const { set, passed, differences, signature } = found;
  const bundle = await fileFact(path, folder);
  return [
    fact('proof.verified', [{ type: 'proof', id: bundle.sha256 }], {
      bundle,
      ...given({ root: set?.root, signer: signature.keyId ?? signature.identity }),
      result: passed ? 'passed' : 'failed',
      faults: differences.slice(0, MOST_FAULTS).map(({ message }) => cut(message, LONGEST)),
      version: version(),
    }),
  ];
}
