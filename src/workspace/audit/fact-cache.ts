import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { atomicWrite } from '../../base/atomic.ts';
import { canonicalJson } from '../../base/canonical.ts';
import { fileFact } from '../../ledger/files-fact.ts';
import type { FileFact } from '../../ledger/kinds/parts.ts';

/** Names the form of what is kept: another form is computed anew. */
const FORM = 'outcross.audit-facts/1';

/** Facts kept in a folder; those written longest ago go first. */
const MOST_KEPT = 2_000;

/**
 * Facts that cost the reading of corpora, kept in a folder by what they were computed from. A folder that cannot be written to is
 * done without; what is damaged is computed anew.
 */
export class FactCache {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What `compute` gives for these parts: JSON. */
  async value<T>(parts: unknown, compute: () => Promise<T>): Promise<T> {
    const path = join(this.#folder, `${keyOf(parts)}.json`);
    const kept = await readKept<T>(path);
    if (kept !== undefined) return kept.value;
    const value = await compute();
    await this.#keep(path, value);
    return value;
  }

  /**
   * Name, size and SHA-256 of a file; not read again as long as its path, size, inode and times of change are the same. Throws as
   * `fileFact`.
   */
  async file(path: string, folder: string): Promise<FileFact> {
    const before = await identity(path);
    if (before === undefined) return fileFact(path, folder);
    const found = await this.value({ file: before, folder }, () => fileFact(path, folder));
    return found;
  }

  async #keep(path: string, value: unknown): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true });
      await atomicWrite(path, JSON.stringify({ form: FORM, value }));
      await prune(this.#folder);
    } catch {
      // What is kept only saves time.
    }
  }
}

function keyOf(parts: unknown): string {
  return createHash('sha256')
    .update(canonicalJson({ form: FORM, parts }))
    .digest('hex')
    .slice(0, 40);
}

async function readKept<T>(path: string): Promise<{ readonly value: T } | undefined> {
  try {
    const kept = JSON.parse(await readFile(path, 'utf8')) as { form?: unknown; value?: T };
    return kept.form === FORM && kept.value !== undefined ? { value: kept.value } : undefined;
  } catch {
    return undefined;
  }
}

async function identity(path: string): Promise<unknown> {
  try {
    const { size, ino, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [path, String(size), String(ino), String(mtimeNs), String(ctimeNs)];
  } catch {
    return undefined;
  }
}

async function prune(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  if (names.length <= MOST_KEPT) return;
  const dated = await Promise.all(
    names.map(async (name) => ({ name, written: (await stat(join(folder, name))).mtimeMs })),
  );
  dated.sort((a, b) => a.written - b.written || (a.name < b.name ? -1 : 1));
  for (const { name } of dated.slice(0, names.length - MOST_KEPT))
    await rm(join(folder, name), { force: true });
}
