import { open, readFile, truncate } from 'node:fs/promises';
import { OutcrossError } from '../../base/errors.ts';
import { systemCode } from '../../corpus/failure.ts';
import { onDisk } from './disk.ts';
import type { RecipeConfig } from './recipe.ts';

export const RECORD_SCHEMA = 'outcross.drive/1';

export const STEPS = ['human', 'mix', 'train', 'sample', 'check'] as const;
export type StepName = (typeof STEPS)[number];

/** A step that is done: its outputs stand in their places. */
export interface DoneEntry {
  readonly kind: 'done';
  readonly step: StepName;
  /** From 1; 0 for the step `human`, which comes before all generations. */
  readonly generation: number;
  /** Bytes of what it made, by path from the drive's folder. */
  readonly outputs: Readonly<Record<string, number>>;
  /** What later steps and the table need to know of it. */
  readonly facts: Readonly<Record<string, unknown>>;
}

export type Entry =
  /** The drive begins, or goes on with a recipe that differs in parts that nothing rested on. */
  | { readonly kind: 'begin'; readonly schema: typeof RECORD_SCHEMA; readonly recipe: RecipeConfig }
  | DoneEntry
  | {
      readonly kind: 'failed';
      readonly step: StepName;
      readonly generation: number;
      readonly message: string;
    };

/**
 * What happened in a drive: a line of JSON an event, only ever appended, each on the disk before the next thing is done. A line
 * without its end was being written when the process was killed: it counts for nothing, and is cut off.
 */
export class DriveRecord {
  readonly path: string;
  readonly entries: Entry[];

  private constructor(path: string, entries: Entry[]) {
    this.path = path;
    this.entries = entries;
  }

  /** Opens the record at `path`, empty where there is none. Throws `E_UNREADABLE` where a line is damaged. */
  static async open(path: string): Promise<DriveRecord> {
    const bytes = await readFile(path).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return Buffer.alloc(0);
      throw error;
    });
    const end = bytes.lastIndexOf(10) + 1;
    const lines = bytes.toString('utf8', 0, end).split('\n').slice(0, -1);
    const entries = lines.map((line, i) => parseEntry(line, `${path}:${i + 1}`));
    // Only what begins as a record is one: another's file is not cut.
    if (entries.length === 0 && !mayBegin(bytes.toString('utf8'))) throw damaged(`${path}:1`);
    if (end < bytes.length) await onDisk(path, truncate(path, end));
    return new DriveRecord(path, entries);
  }

  async append(entry: Entry): Promise<void> {
    await onDisk(this.path, appendLine(this.path, `${JSON.stringify(entry)}\n`));
    this.entries.push(entry);
  }

  /** The recipe that the drive went on with last; undefined for a new drive. */
  get recipe(): RecipeConfig | undefined {
    return this.entries.findLast((entry) => entry.kind === 'begin')?.recipe;
  }

  /** Whether the step was done in any generation. */
  hasDone(step: StepName): boolean {
    return this.entries.some((entry) => entry.kind === 'done' && entry.step === step);
  }

  done(step: StepName, generation: number): DoneEntry | undefined {
    return this.entries.find(
      (entry): entry is DoneEntry =>
        entry.kind === 'done' && entry.step === step && entry.generation === generation,
    );
  }
}

async function appendLine(path: string, line: string): Promise<void> {
  const handle = await open(path, 'a');
  try {
    await handle.writeFile(line);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function parseEntry(line: string, where: string): Entry {
  try {
    const entry = JSON.parse(line) as Entry;
    if (['begin', 'done', 'failed'].includes(entry.kind)) return entry;
  } catch {
    // Told below.
  }
  throw damaged(where);
}

function mayBegin(text: string): boolean {
  const first = '{"kind":';
  return text.startsWith(first) || first.startsWith(text);
}

function damaged(where: string): OutcrossError {
  return new OutcrossError('E_UNREADABLE', `${where}: the line is damaged`, {
    where,
    hint: 'Restore the file, or drive into another folder with --output.',
  });
}
