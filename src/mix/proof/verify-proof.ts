import { OutcrossError } from '../../base/errors.ts';
import type { RunRowsOptions } from '../../engine/rows/run-rows.ts';
import { digestOfHex, leafDigest } from '../../proof/merkle/hash.ts';
import { isIncluded } from '../../proof/merkle/inclusion.ts';
import { readStatement } from '../../proof/statement/read-statement.ts';
import type { Statement } from '../../proof/statement/statement.ts';
import { checkData } from './check-data.ts';
import { checkManifestFile } from './check-manifest.ts';
import { checkPolicies, type GivenPolicy } from './check-policy.ts';
import { checkStatement } from './check-statement.ts';
import type { Difference } from './difference.ts';
import { type InclusionDocument, type ProofDocument, parseProof, readProofText } from './read-proof.ts';
import { exists, setBeside } from './set-beside.ts';
import { checkSignature, type Trust } from './trust.ts';
import { Findings, summaryOf, type Verification } from './verification.ts';

export interface VerifyOptions extends RunRowsOptions {
  readonly trust: Trust;
  /** Files and folders of the set. Without them only what is signed is checked. */
  readonly data?: readonly string[];
  /** Holds the set against this policy too. */
  readonly policy?: GivenPolicy;
  /** Default: the manifest beside the proof, if it is there. */
  readonly manifest?: string;
  /** Default: the stored tree beside the proof, if it is there. */
  readonly tree?: string;
  /** The proof of the set that this one is said to begin with. */
  readonly extends?: string;
}

/**
 * Checks a proof of a set or of an example. Whatever differs is told, all of it; only what keeps the check from being made throws: `E_NOT_FOUND`,
 * `E_UNREADABLE` of files that were named, `E_INTERRUPTED`, `E_WORKER`.
 */
export async function verifyProof(path: string, options: VerifyOptions): Promise<Verification> {
  const findings = new Findings();
  const document = documentIn(await readProofText(path), path);
  if (isDifference(document)) {
    findings.add(document);
    return findings.verification(path, { trusted: false }, {});
  }
  const { bundle, inclusion } = document;
  const statement = statementIn(bundle.envelope.payload, path);
  const known = isDifference(statement) ? undefined : statement;
  const { check, differences } = checkSignature(bundle, known, options.trust);
  findings.did('signature');
  findings.addAll(differences);
  if (isDifference(statement)) {
    findings.add(statement);
    return findings.verification(path, check, {});
  }
  findings.did('statement');
  findings.addAll(checkStatement(statement));
  if (inclusion === undefined) await checkSet(statement, path, findings, options);
  else checkExample(statement, inclusion, findings);
  return findings.verification(path, check, {
    set: summaryOf(statement),
    limits: statement.predicate.limits,
    ...(inclusion === undefined ? {} : { example: { index: inclusion.index, leaf: inclusion.leaf } }),
  });
}

function documentIn(text: string, path: string): ProofDocument | Difference {
  try {
    return parseProof(text, path);
  } catch (error) {
    return formOf(error, 'bundle.form', path);
  }
}

function statementIn(payload: Uint8Array, path: string): Statement | Difference {
  try {
    return readStatement(payload, path);
  } catch (error) {
    return formOf(error, 'statement.form', path);
  }
}

function formOf(error: unknown, id: string, file: string): Difference {
  if (!(error instanceof OutcrossError)) throw error;
  return { id, file, message: error.message, ...(error.hint === undefined ? {} : { remedy: error.hint }) };
}

function isDifference(value: object): value is Difference {
  return 'id' in value && 'message' in value;
}

async function checkSet(
  statement: Statement,
  path: string,
  findings: Findings,
  { data, policy, manifest, tree, extends: before, trust, ...options }: VerifyOptions,
): Promise<void> {
  const { predicate } = statement;
  const beside = setBeside(statement, path);
  const stored = tree ?? (beside.tree !== undefined && (await exists(beside.tree)) ? beside.tree : undefined);
  let counts = predicate.counts;
  if (data === undefined) {
    for (const check of ['files', 'rows', 'counts'] as const)
      findings.skip(check, 'no data were given (--data)');
  } else counts = (await checkData(statement, findings, { ...options, data, tree: stored })) ?? counts;
  const { rules, differences } = checkPolicies(predicate, counts, policy);
  findings.did('policy');
  for (const rule of rules) findings.rules.push(rule);
  findings.addAll(differences);
  const file = manifest ?? ((await exists(beside.manifest)) ? beside.manifest : undefined);
  if (file === undefined) findings.skip('manifest', 'its file is not beside the proof');
  else {
    findings.did('manifest');
    findings.addAll(await checkManifestFile(predicate, file));
  }
  if (before !== undefined) await checkBefore(statement, before, findings, trust);
  else if (predicate.extends !== undefined)
    findings.skip('extends', 'the proof of the set before it was not given (--extends)');
}

async function checkBefore(
  { predicate }: Statement,
  path: string,
  findings: Findings,
  trust: Trust,
): Promise<void> {
  findings.did('extends');
  const document = documentIn(await readProofText(path), path);
  if (isDifference(document)) return findings.add(document);
  const before = statementIn(document.bundle.envelope.payload, path);
  if (isDifference(before)) return findings.add(before);
  for (const difference of checkSignature(document.bundle, before, trust).differences) {
    findings.add({ ...difference, file: path, message: `${path}: ${difference.message}` });
  }
  const { tree } = before.predicate;
  const told = predicate.extends;
  if (told?.root === tree.root && told.size === tree.size) return;
  findings.add({
    id: 'extends',
    field: 'extends.root',
    expected: tree.root,
    found: told?.root,
    message:
      told === undefined
        ? `the statement does not say that its set begins with that of ${path}`
        : `the set begins with the ${told.size} rows of root ${told.root}, and ${path} is of ${tree.size} rows, root ${tree.root}`,
  });
}

function checkExample(
  statement: Statement,
  { leaf, index, path }: InclusionDocument,
  findings: Findings,
): void {
  findings.did('example');
  const { size, root } = statement.predicate.tree;
  const inclusion = { leaf: leafDigest(leaf), index, size, path: path.map((step) => digestOfHex(step)!) };
  if (isIncluded(inclusion, digestOfHex(root)!)) return;
  findings.add({
    id: 'example',
    field: 'leaf',
    message: `the example does not stand at place ${index} of the set: its content, its place or its path were altered`,
  });
}
