import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { OutcrossError } from '../base/errors.ts';
import { readFailure } from '../corpus/failure.ts';
import type { FeatureRequest } from '../features/encoder.ts';

/** Files of a model that change what it gives. */
const TELLING = /\.(json|onnx|onnx_data|txt|model)$/;

/**
 * The request for a model folder: its id is a digest of the names and contents of its files, so that two copies of one model are
 * one encoder. Throws `E_NOT_FOUND`, `E_UNREADABLE`, `E_FORMAT` where the folder holds no `.onnx` file.
 */
export async function onnxRequest(folder: string): Promise<Extract<FeatureRequest, { source: 'onnx' }>> {
  const path = resolve(folder);
  const names = await readdir(path, { recursive: true }).catch((cause) => {
    throw readFailure(folder, cause);
  });
  const files = names.filter((name) => TELLING.test(name)).sort();
  if (!files.some((name) => name.endsWith('.onnx'))) {
    throw new OutcrossError('E_FORMAT', `${folder} holds no .onnx file`, {
      where: folder,
      hint: 'Give the folder of a model that was exported to ONNX.',
    });
  }
  const hash = createHash('sha256');
  for (const name of files) {
    hash.update(`${name.replaceAll('\\', '/')}\0`);
    await addContent(hash, join(path, name), join(folder, name));
  }
  return { source: 'onnx', folder: path, id: hash.digest('hex').slice(0, 16) };
}

async function addContent(hash: Hash, path: string, name: string): Promise<void> {
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch (cause) {
    throw readFailure(name, cause);
  }
}
