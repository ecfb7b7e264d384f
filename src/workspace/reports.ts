import { createHash } from 'node:crypto';
import { lstat, mkdir, readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { atomicWrite } from '../base/atomic.ts';
import { refusing } from '../base/staged-file.ts';
import type { FileFact } from '../ledger/kinds/parts.ts';
import { json } from '../report/json.ts';
import type { Report } from '../report/report.ts';
import { STATE_FOLDER } from './template.ts';

/** Where reports of checks are kept, in the folder of the workspace. */
export const REPORTS_FOLDER = `${STATE_FOLDER}/reports`;

/** The name of a kept report: SHA-256 of its file. Nothing else is ever opened as one. */
const NAME = /^\.outcross\/reports\/([0-9a-f]{64})\.json(\.gz)?$/;

/** Bytes of a report from which on it is compressed. */
const PACKED_FROM = 1 << 14;

/** Bytes of the largest report that is read, packed and unpacked. */
const MOST_BYTES = 1 << 29;

/** A report that was kept, or why it cannot be had. */
export type KeptReport =
  | { readonly report: Report; readonly absent?: never }
  | { readonly report?: never; readonly absent: string };

/**
 * Keeps a report in the workspace, under the digest of its file: equal reports are one file. Throws `E_WRITE`.
 * @param folder of the workspace.
 */
export async function keepReport(folder: string, report: Report): Promise<FileFact> {
  const text = Buffer.from(json(report));
  const packed = text.length >= PACKED_FROM;
  const bytes = packed ? await promisify(gzip)(text) : text;
  const sha256 = digestOf(bytes);
  const name = `${REPORTS_FOLDER}/${sha256}.json${packed ? '.gz' : ''}`;
  await refusing(join(folder, REPORTS_FOLDER), mkdir(join(folder, REPORTS_FOLDER), { recursive: true }));
  await atomicWrite(join(folder, name), bytes);
  return { name, bytes: bytes.length, sha256 };
}

/** True for the name of a kept report. */
export function isKeptName(name: string): boolean {
  return NAME.test(name);
}

/**
 * The report that a fact of the ledger names. Its bytes are those that were recorded, or it is absent: a file that was changed, that
 * is no regular file or leads out of the workspace is never parsed. Does not throw.
 */
export async function readReport(folder: string, fact: FileFact | undefined): Promise<KeptReport> {
  if (fact === undefined) return { absent: 'this check kept no report' };
  if (!isKeptName(fact.name)) return { absent: 'this check kept no report in the workspace' };
  const bytes = await bytesOf(folder, fact.name);
  if (typeof bytes === 'string') return { absent: bytes };
  if (digestOf(bytes) !== fact.sha256)
    return { absent: 'the report is not the one that was recorded: its file was changed or damaged' };
  try {
    const text = fact.name.endsWith('.gz')
      ? await promisify(gunzip)(bytes, { maxOutputLength: MOST_BYTES })
      : bytes;
    const report = JSON.parse(text.toString('utf8')) as Report;
    if (report.schema === 'outcross.report/1') return { report };
    return { absent: `the report is of another version: ${String(report.schema).slice(0, 40)}` };
  } catch {
    return { absent: 'the report cannot be read: its file is damaged' };
  }
}

/** A word where they cannot be had. */
async function bytesOf(folder: string, name: string): Promise<Buffer | string> {
  const path = join(folder, name);
  try {
    const home = await realpath(folder);
    const found = await lstat(path);
    const inside = (await realpath(path)).startsWith(home.endsWith(sep) ? home : home + sep);
    if (!found.isFile() || !inside) return 'the report is no file of this workspace';
    if (found.size > MOST_BYTES) return 'the report is too large to be read';
    return await readFile(path);
  } catch (error) {
    const gone = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return gone ? 'the report is no longer kept' : 'the report cannot be read';
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
