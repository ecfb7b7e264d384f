import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { contentBytes } from '../content.ts';
import type { Compression, Shard } from '../source.ts';
import { ByteCursor } from './byte-cursor.ts';
import { LABEL_FIELD } from './folder.ts';
import { idxSizes } from './idx.ts';

/** Paths at which the labels of a stack of pictures may lie, likeliest first. */
export function labelPaths(path: string): string[] {
  const name = basename(path).replace(/\.(gz|zst|zstd)$/i, '');
  const renamed = name.replace(/images/i, 'labels').replace(/idx[34]/i, 'idx1');
  if (renamed === name) return [];
  return ['', '.gz', '.zst'].map((ending) => join(dirname(path), renamed + ending));
}

/**
 * The labels of the pictures of a shard, from the IDX file beside it that is named as that of MNIST is (`images` and `idx3` become
 * `labels` and `idx1`). Throws `E_FIELD` where there is none, `E_FORMAT` where it does not fit the pictures.
 */
export async function readLabels(shard: Shard, count: number): Promise<string[]> {
  const path = await firstThere(labelPaths(shard.path));
  if (path === undefined)
    throw new OutcrossError('E_FIELD', `${shard.name}: no field "${LABEL_FIELD}" in a picture`, {
      where: shard.name,
      hint: 'Labels are read from an IDX file beside it: t10k-labels-idx1-ubyte for t10k-images-idx3-ubyte.',
    });
  const name = basename(path);
  const cursor = new ByteCursor(contentBytes(labelShard(path, name)));
  try {
    const sizes = await idxSizes(cursor, name);
    const bytes = sizes.length === 1 && sizes[0] === count ? await cursor.take(count) : undefined;
    if (bytes !== undefined && bytes.length === count && (await cursor.ended()))
      return [...bytes].map(String);
    throw new OutcrossError('E_FORMAT', `${name} does not hold a label for each of ${count} pictures`, {
      where: name,
      hint: `It belongs to ${shard.name}. Leave --category-field and --group-field out to read without it.`,
    });
  } finally {
    await cursor.close();
  }
}

/** A size of 0 makes the reader tell the compression by the first bytes. */
function labelShard(path: string, name: string): Shard {
  return { path, name, format: 'idx', compression: 'none' satisfies Compression, bytes: 0 };
}

async function firstThere(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await stat(path).catch(() => undefined)) return path;
  return undefined;
}
