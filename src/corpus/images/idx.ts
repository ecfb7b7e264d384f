import { OutcrossError } from '../../base/errors.ts';
import { cutShort } from '../failure.ts';
import type { ByteCursor } from './byte-cursor.ts';
import { bytePicture, pictureShape, valuesIn } from './pixels.ts';
import type { Stack } from './stack-shape.ts';

/** Type code of unsigned bytes in the third byte of a file. */
const UNSIGNED_BYTE = 8;

/** Sizes of the dimensions of an IDX file of unsigned bytes (LeCun, Cortes and Burges 1998). Throws `E_FORMAT`, `E_TRUNCATED`. */
export async function idxSizes(cursor: ByteCursor, name: string): Promise<number[]> {
  const head = await cursor.take(4);
  if (head.length < 4 || head[0] !== 0 || head[1] !== 0 || head[2] !== UNSIGNED_BYTE || head[3] === 0)
    throw new OutcrossError('E_FORMAT', `${name} is no IDX file of unsigned bytes`, { where: name });
  const bytes = await cursor.take(4 * head[3]);
  if (bytes.length < 4 * head[3]) throw cutShort(name, 'it ends in its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: head[3] }, (_, i) => view.getUint32(4 * i));
}

/** Opens an IDX file of pictures. */
export async function openIdx(cursor: ByteCursor, name: string): Promise<Stack> {
  const sizes = await idxSizes(cursor, name);
  const shape = pictureShape(sizes, name);
  return { count: sizes[0], bytes: valuesIn(shape), picture: (bytes) => bytePicture(bytes, shape) };
}
