import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Example } from '../../src/corpus/example.ts';
import { ByteCursor } from '../../src/corpus/images/byte-cursor.ts';
import { idxSizes } from '../../src/corpus/images/idx.ts';
import { pictureExample } from './profile-images.ts';

const FOLDER = '../shared/data/fashion_mnist_t10k';
const SIDE = 28;

/** The 10,000 test pictures of Fashion-MNIST (Xiao, Rasul and Vollgraf 2017) with their classes; undefined where they are not there. */
export async function fashion(): Promise<Example[] | undefined> {
  const paths = ['images-idx3', 'labels-idx1'].map((part) => `${FOLDER}/t10k-${part}-ubyte.gz`);
  if (!paths.every(existsSync)) return undefined;
  const [images, labels] = await Promise.all(paths.map(bytesOf));
  return Array.from(labels, (label, i) => {
    const data = images.slice(SIDE * SIDE * i, SIDE * SIDE * (i + 1));
    return pictureExample(`fashion-${i}`, { width: SIDE, height: SIDE, channels: 1, data }, String(label));
  });
}

/** All values of a compressed IDX file. */
async function bytesOf(path: string): Promise<Uint8Array> {
  async function* whole() {
    yield gunzipSync(readFileSync(path));
  }
  const cursor = new ByteCursor(whole());
  const sizes = await idxSizes(cursor, path);
  return cursor.take(sizes.reduce((product, size) => product * size, 1));
}
