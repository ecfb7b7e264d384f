import { isConsistent } from '../../proof/merkle/consistency.ts';
import { digestOfHex } from '../../proof/merkle/hash.ts';
import { COUNT_KEYS, type CountRow } from '../../proof/statement/counts.ts';
import { jsonDifferences } from '../../proof/statement/json-difference.ts';
import { policyDigest, type Statement, type TrainingSet } from '../../proof/statement/statement.ts';
import { compositionDifferences } from './composition-differences.ts';
import { type Difference, shown } from './difference.ts';

/** Where a statement contradicts itself: a signer may sign anything, but not make these add up. */
export function checkStatement(statement: Statement): Difference[] {
  const { predicate } = statement;
  return [
    ...checkSums(predicate),
    ...checkPolicy(predicate),
    ...checkManifest(statement),
    ...checkExtension(predicate),
  ];
}

function checkSums({ counts, tree, files }: TrainingSet): Difference[] {
  const found: Difference[] = [];
  const same = (id: string, field: string, expected: number, sum: number) => {
    if (expected === sum) return;
    found.push({
      id,
      field,
      expected,
      found: sum,
      message: `the statement says ${field} is ${expected}, and its parts add up to ${sum}`,
    });
  };
  same('statement.counts', 'tree.size', tree.size, counts.examples);
  same(
    'statement.files',
    'tree.size',
    tree.size,
    sum(files, ({ records }) => records),
  );
  for (const key of COUNT_KEYS) {
    same(
      'statement.counts',
      `counts.${key}.examples`,
      counts.examples,
      sum<CountRow>(counts[key], (row) => row.examples),
    );
    same(
      'statement.counts',
      `counts.${key}.tokens`,
      counts.tokens,
      sum<CountRow>(counts[key], (row) => row.tokens),
    );
  }
  return found;
}

function sum<T>(rows: readonly T[], of: (row: T) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}

function checkPolicy({ policy, policyDigest: told, rules, verdict, manifest }: TrainingSet): Difference[] {
  const found: Difference[] = [];
  const digest = policyDigest(policy);
  if (digest !== told) {
    const message = `the statement says that its policy has the digest ${told}, and it has ${digest}`;
    found.push({ id: 'statement.policy', field: 'policyDigest', expected: told, found: digest, message });
  }
  const { content } = manifest;
  const twice = { policy, rules, verdict };
  const manifests = { policy: content['policy'], rules: content['rules'], verdict: content['verdict'] };
  for (const { path, expected, found: other } of jsonDifferences(manifests, twice)) {
    const message = `the statement says ${path} is ${shown(other)}, and the manifest in it ${shown(expected)}`;
    found.push({ id: 'statement.manifest', field: path, expected, found: other, message });
  }
  return found;
}

function checkManifest({ subject, predicate: { manifest, counts, files } }: Statement): Difference[] {
  const found: Difference[] = [];
  const { content } = manifest;
  for (const { path, expected, found: other } of compositionDifferences(content['composition'], counts)) {
    const message = `the manifest in the statement says composition.${path} is ${shown(expected)}, its counts ${shown(other)}`;
    found.push({ id: 'statement.manifest', field: `composition.${path}`, expected, found: other, message });
  }
  const told = (Array.isArray(content['outputs']) ? content['outputs'] : []) as readonly Record<
    string,
    unknown
  >[];
  const outputs = told.map((file) => ({
    name: file?.['name'],
    sha256: file?.['sha256'],
    records: file?.['records'],
  }));
  const subjects = subject.map(({ name, digest }, i) => ({
    name,
    sha256: digest.sha256,
    records: files[i].records,
  }));
  for (const { path, expected, found: other } of jsonDifferences(outputs, subjects)) {
    const message = `the manifest in the statement says outputs.${path} is ${shown(expected)}, its subjects ${shown(other)}`;
    found.push({ id: 'statement.manifest', field: `outputs.${path}`, expected, found: other, message });
  }
  return found;
}

function checkExtension({ extends: before, tree }: TrainingSet): Difference[] {
  if (before === undefined) return [];
  const after = { size: tree.size, root: digestOfHex(tree.root)! };
  const old = { size: before.size, root: digestOfHex(before.root)! };
  if (
    isConsistent(
      old,
      after,
      before.proof.map((step) => digestOfHex(step)!),
    )
  )
    return [];
  const message = `the statement does not prove that its set begins with the ${before.size} rows of the set before it`;
  return [{ id: 'extends', field: 'extends.proof', message }];
}
