import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { temporaryName } from '../../base/staged-file.ts';
import type { RunRowsOptions } from '../../engine/rows/run-rows.ts';
import { hexOf } from '../../proof/merkle/hash.ts';
import type { TreeBuilder } from '../../proof/merkle/tree-builder.ts';
import type { Extension, Reading, Statement } from '../../proof/statement/statement.ts';
import { TreeFile } from '../../proof/tree-file/tree-file.ts';
import { digestFile } from './file-digest.ts';
import { storeSet } from './hash-set.ts';
import { leavesSince } from './leaves-since.ts';
import { nameRows } from './name-rows.ts';
import { exists, filesBeside, setBeside } from './set-beside.ts';

/** A set that was proven before. */
export interface ExtendedSet {
  readonly statement: Statement;
  /** Its bundle. */
  readonly path: string;
}

/** The set that is read now. */
interface Grown {
  readonly paths: readonly string[];
  readonly reading: Reading;
  readonly options: RunRowsOptions;
}

/** Watches a tree as it grows past the size of an earlier one. */
export class Extending {
  readonly #before: ExtendedSet;
  readonly #grown: Grown;
  #matches: boolean | undefined;
  #proof: () => readonly string[] = () => [];

  constructor(before: ExtendedSet, grown: Grown) {
    this.#before = before;
    this.#grown = grown;
    if (before.statement.predicate.tree.size === 0) this.#matches = true;
  }

  /** Call after each leaf. */
  grown(builder: TreeBuilder): void {
    const { size, root } = this.#before.statement.predicate.tree;
    if (builder.size !== size) return;
    this.#matches = hexOf(builder.rootSoFar()) === root;
    this.#proof = builder.watchConsistency();
  }

  /** What the statement says. Comes after the root was asked for. */
  extension(): Extension {
    const { size, root } = this.#before.statement.predicate.tree;
    return { size, root, proof: this.#proof().map(hexOf) };
  }

  /** Throws `E_PROOF`, naming the first row that differs, where the earlier set is not the beginning of this one. */
  async requirePrefix(): Promise<void> {
    if (this.#matches === true) return;
    const { path } = this.#before;
    const first = await this.#firstDifference();
    throw new OutcrossError('E_PROOF', `the set does not begin with that of ${path}: ${first}`, {
      where: path,
      hint: 'Only a set that keeps all earlier rows as they are, in their order, and appends to them extends another: mix with order: input and weights: none, the earlier set first.',
    });
  }

  async #firstDifference(): Promise<string> {
    const { paths, reading, options } = this.#grown;
    const { size } = this.#before.statement.predicate.tree;
    const tree = await this.#tree();
    if (tree === undefined)
      return 'which row differs first, only its stored tree or its files could tell, and neither stands beside it';
    try {
      const since = await leavesSince(tree.file, paths, reading, options);
      // What was appended is no difference.
      const grown = since.after.slice(0, size - (since.before[0]?.index ?? size));
      const [difference] = nameRows({ ...since, after: grown, cut: true }, paths);
      return difference?.message ?? 'rows are missing at its end';
    } finally {
      await tree.close();
    }
  }

  /** The tree of the earlier set: the one beside it, else made again of its files, where those are what was proven. */
  async #tree(): Promise<{ readonly file: TreeFile; close(): Promise<void> } | undefined> {
    const { statement, path } = this.#before;
    const { root } = statement.predicate.tree;
    const beside = setBeside(statement, path);
    if (beside.tree !== undefined && (await exists(beside.tree))) {
      const file = await TreeFile.open(beside.tree).catch(() => undefined);
      if (file !== undefined && hexOf(await file.root()) === root) return { file, close: () => file.close() };
      await file?.close();
    }
    const files = await filesBeside(statement, beside);
    if (files === undefined || !(await areProven(statement, files))) return undefined;
    const made = temporaryName(join(tmpdir(), 'tree'));
    const { writer } = await storeSet(files, statement.predicate.reading, made, this.#grown.options);
    await writer.commit();
    const file = await TreeFile.open(made);
    return { file, close: () => file.close().then(() => rm(made, { force: true })) };
  }
}

async function areProven({ subject }: Statement, files: readonly string[]): Promise<boolean> {
  for (const [i, path] of files.entries()) {
    if ((await digestFile(path)).sha256 !== subject[i].digest.sha256) return false;
  }
  return true;
}
