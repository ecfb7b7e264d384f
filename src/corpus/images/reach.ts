import { dirname, resolve } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { fieldAt, isRow } from '../fields.ts';
import { planShards } from '../plan.ts';
import { readRecords } from '../read.ts';
import { isUri } from '../remote.ts';
import type { CorpusSpec, ReadEvents, Shard } from '../source.ts';
import { imageFieldOf } from './image-field.ts';

const SILENT: ReadEvents = { badRow() {}, progress() {} };

/**
 * Holds what is to be written from pictures against where it goes: a row that names its picture by a path is read from the folder that
 * its table lies in, so that rows in `folder` would lead nowhere. The first row of each table speaks for it. Throws `E_UNSUPPORTED`, also for stacks of
 * pictures, which are no rows, and as `planShards`.
 */
export async function requireReach(spec: CorpusSpec, folder: string): Promise<void> {
  if (spec.modality !== 'image' || spec.inputs.some((input) => input === '-' || isUri(input))) return;
  for (const shard of await planShards(spec)) {
    if (shard.format === 'image') continue;
    if (shard.format === 'idx' || shard.format === 'npy') throw noRows(shard);
    const home = dirname(shard.path);
    if (resolve(folder) !== home && (await namesFiles(shard, spec))) throw outOfReach(shard, home);
  }
}

/** Whether the first picture of a table is the path of a file. */
async function namesFiles(shard: Shard, spec: CorpusSpec): Promise<boolean> {
  for await (const [record] of readRecords(shard, spec, SILENT)) {
    if (record === undefined) continue;
    const { value } = record;
    const stored = fieldAt(value, imageFieldOf(value, spec));
    const held = isRow(stored) ? (stored['bytes'] ?? stored['path']) : stored;
    return typeof held === 'string' && !held.startsWith('data:');
  }
  return false;
}

function noRows({ name, path }: Shard): OutcrossError {
  return new OutcrossError('E_UNSUPPORTED', `${name} is a stack of pictures: it has no rows to write`, {
    where: path,
    hint: 'Give the pictures as files, or as rows that hold their bytes.',
  });
}

function outOfReach({ name, path }: Shard, home: string): OutcrossError {
  return new OutcrossError(
    'E_UNSUPPORTED',
    `the rows of ${name} name pictures by paths, which lead nowhere from another folder`,
    {
      where: path,
      hint: `Write into ${home}, or let the rows hold the bytes of their pictures: outcross tag writes so what it reads of a folder of pictures.`,
    },
  );
}
