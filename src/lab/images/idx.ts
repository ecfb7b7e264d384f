import { OutcrossError } from '../../base/errors.ts';
import type { Points } from '../learners/points.ts';

/** Type code of unsigned bytes in the third byte of a file. */
const UNSIGNED_BYTE = 8;

/** An array of unsigned bytes in the IDX format of MNIST and Fashion-MNIST (LeCun, Cortes and Burges 1998). */
export interface IdxArray {
  /** Size of each dimension: images, rows, columns; or labels. */
  readonly sizes: readonly number[];
  readonly bytes: Uint8Array;
}

/**
 * Reads a file that was unpacked. `where` names it in errors. Throws `E_FORMAT` for what is no IDX of unsigned bytes, and
 * `E_TRUNCATED` where bytes are missing.
 */
export function readIdx(file: Uint8Array, where: string): IdxArray {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (
    file.length < 4 ||
    view.getUint16(0) !== 0 ||
    view.getUint8(2) !== UNSIGNED_BYTE ||
    view.getUint8(3) === 0
  )
    throw new OutcrossError('E_FORMAT', `${where} is no IDX file of unsigned bytes`, {
      where,
      hint: 'Unpack it first where it ends in .gz.',
    });
  const start = 4 + 4 * view.getUint8(3);
  if (file.length < start) throw truncated(where, start, file.length);
  const sizes = Array.from({ length: view.getUint8(3) }, (_, i) => view.getUint32(4 + 4 * i));
  const end = start + productOf(sizes);
  if (file.length < end) throw truncated(where, end, file.length);
  if (file.length > end)
    throw new OutcrossError('E_FORMAT', `${where} has more bytes than it says`, { where });
  return { sizes, bytes: file.subarray(start, end) };
}

/** Images as rows of brightness 0 to 1. Throws `E_FORMAT` for an array without a size beside that of the images. */
export function idxImages({ sizes, bytes }: IdxArray, where: string): Points {
  const dimensions = productOf(sizes.slice(1));
  if (sizes.length < 2 || dimensions === 0)
    throw new OutcrossError('E_FORMAT', `${where} holds no images`, { where });
  return { values: Float64Array.from(bytes, (byte) => byte / 255), dimensions };
}

/** 0 where a size is: sizes that are too great for a number together would give none with it. */
function productOf(sizes: readonly number[]): number {
  return sizes.includes(0) ? 0 : sizes.reduce((product, size) => product * size, 1);
}

function truncated(where: string, wanted: number, found: number): OutcrossError {
  return new OutcrossError('E_TRUNCATED', `${where} ends after ${found} of ${wanted} bytes`, { where });
}
