import { OutcrossError } from '../../base/errors.ts';
import type { RunRowsOptions } from '../../engine/rows/run-rows.ts';
import { hexOf } from '../../proof/merkle/hash.ts';
import type { Counts } from '../../proof/statement/counts.ts';
import type { Statement } from '../../proof/statement/statement.ts';
import { TreeFile } from '../../proof/tree-file/tree-file.ts';
import { countDifferences } from './composition-differences.ts';
import { type Difference, shown } from './difference.ts';
import { digestFile } from './file-digest.ts';
import { type HashedSet, hashSet } from './hash-set.ts';
import { leavesSince } from './leaves-since.ts';
import { matchFiles } from './match-files.ts';
import { nameRows } from './name-rows.ts';
import type { Findings } from './verification.ts';

export interface DataOptions extends RunRowsOptions {
  /** Files and folders of the set. */
  readonly data: readonly string[];
  /** The stored tree, if there is one. */
  readonly tree: string | undefined;
}

/** Holds the files of a set against its statement. Gives what they hold, where all of them could be read. */
export async function checkData(
  statement: Statement,
  findings: Findings,
  { data, tree, ...options }: DataOptions,
): Promise<Counts | undefined> {
  const matched = await matchFiles(statement, data, options.signal);
  findings.did('files');
  findings.addAll(matched.differences);
  if (matched.passedOver.length > 0) findings.notes.push(passedOver(matched.passedOver));
  const cannot = (why: string) => {
    findings.skip('rows', why);
    findings.skip('counts', why);
    return undefined;
  };
  if (!matched.whole) return cannot('not all files of the set were given');
  const files = matched.files.map(({ path }) => path);
  const set = await readAll(files, statement, options);
  if (!('root' in set)) {
    findings.add(set);
    return cannot('a file could not be read to its end');
  }
  findings.did('rows', 'counts');
  const { predicate } = statement;
  const isSame = hexOf(set.root) === predicate.tree.root && set.size === predicate.tree.size;
  findings.addAll(malformedRows(set, files));
  if (isSame) {
    if (matched.differences.some(({ id }) => id === 'file.digest')) findings.notes.push(ONLY_BYTES);
  } else findings.addAll(await differentRows(statement, set, files, { tree, findings, options }));
  for (const { path, expected, found } of countDifferences(predicate.counts, set.counts)) {
    const message = `counts.${path} is ${shown(expected)} in the statement, and ${shown(found)} in the files`;
    findings.add({ id: 'counts', field: `counts.${path}`, expected, found, message });
  }
  return set.counts;
}

/** Names that a note gives. */
const MOST_NAMED = 5;

function passedOver(paths: readonly string[]): string {
  const more = paths.length - MOST_NAMED;
  const names = paths.slice(0, MOST_NAMED).join(', ');
  return `No file of the set, and by its name no data, so that it was passed over: ${names}${more > 0 ? `, and ${more} more` : ''}.`;
}

const ONLY_BYTES =
  'Every row has the values that were proven, in the order that was proven: the bytes of a file differ (white space, the order of keys, how a number is written), and no value of a row.';

async function readAll(
  files: readonly string[],
  { predicate }: Statement,
  options: RunRowsOptions,
): Promise<HashedSet | Difference> {
  try {
    return await hashSet(files, predicate.reading, options);
  } catch (error) {
    if (!(error instanceof OutcrossError) || !OF_DATA.has(error.code)) throw error;
    const { where, message } = error;
    const place = /^(.*):(\d+)$/.exec(where ?? '');
    const file = place?.[1] ?? where ?? files[0];
    return { id: 'file.unreadable', file, ...(place === null ? {} : { row: Number(place[2]) }), message };
  }
}

/** What altered data can cause; everything else is this machine's. */
const OF_DATA = new Set([
  'E_EMPTY',
  'E_TRUNCATED',
  'E_FORMAT',
  'E_FIELD',
  'E_ROW',
  'E_ENCODING',
  'E_UNREADABLE',
]);

function malformedRows({ badRows, malformed }: HashedSet, files: readonly string[]): Difference[] {
  const rows = badRows.map(
    ({ file, row, reason }): Difference => ({
      id: 'row.malformed',
      file: files.find((path) => path.endsWith(file)) ?? file,
      row,
      message: `${file}:${row}: ${reason}`,
    }),
  );
  const more = malformed - rows.length;
  return more === 0 ? rows : [...rows, { id: 'row.malformed', message: `${more} more rows are no examples` }];
}

interface Naming {
  readonly tree: string | undefined;
  readonly findings: Findings;
  readonly options: RunRowsOptions;
}

async function differentRows(
  { predicate, subject }: Statement,
  set: HashedSet,
  files: readonly string[],
  { tree, findings, options }: Naming,
): Promise<Difference[]> {
  const found: Difference[] = [];
  const root = hexOf(set.root);
  if (set.size !== predicate.tree.size) {
    const { size } = predicate.tree;
    const message = `the files hold ${set.size} rows, and ${size} were proven`;
    found.push({ id: 'tree.size', field: 'tree.size', expected: size, found: set.size, message });
  }
  for (const [i, { records }] of predicate.files.entries()) {
    const held = set.files[i].records;
    if (held === records) continue;
    const message = `${files[i]} holds ${held} rows, and ${records} of ${subject[i].name} were proven`;
    found.push({
      id: 'file.records',
      file: files[i],
      field: 'records',
      expected: records,
      found: held,
      message,
    });
  }
  if (root !== predicate.tree.root) {
    const message = `the rows have the root ${root}, not ${predicate.tree.root}`;
    found.push({ id: 'tree.root', field: 'tree.root', expected: predicate.tree.root, found: root, message });
  }
  const stored = await trustedTree(tree, predicate, findings);
  if (stored === undefined) return found;
  try {
    const since = await leavesSince(stored, files, predicate.reading, options);
    if (since.cut) findings.notes.push('More rows differ than can be told apart: the first ones are named.');
    return [...nameRows(since, files), ...found];
  } finally {
    await stored.close();
  }
}

/** The stored tree, if it is the one that was signed. */
async function trustedTree(
  path: string | undefined,
  { tree, storedTree }: Statement['predicate'],
  findings: Findings,
): Promise<TreeFile | undefined> {
  if (path === undefined) {
    findings.notes.push(
      'Which rows differ, only the stored tree could tell, and it is not beside the proof.',
    );
    return undefined;
  }
  const file = await TreeFile.open(path).catch((error) => {
    if (error instanceof OutcrossError) return undefined;
    throw error;
  });
  const isSigned = file !== undefined && (await digestFile(path)).sha256 === storedTree?.digest.sha256;
  if (isSigned && hexOf(await file.root()) === tree.root) return file;
  await file?.close();
  findings.notes.push(
    `${path} is not the tree that was stored with the proof: the rows that differ cannot be named.`,
  );
  return undefined;
}
