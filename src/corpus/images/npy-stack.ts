import { OutcrossError } from '../../base/errors.ts';
import { cutShort } from '../failure.ts';
import { NPY_PREFIX, type NpyHeader, npyHeaderLength, parseNpyHeader } from '../npy/header.ts';
import { numberReader } from '../npy/numbers.ts';
import type { ByteCursor } from './byte-cursor.ts';
import type { ImageOrReason } from './decode.ts';
import { bytePicture, floatPicture, type PictureShape, pictureShape, valuesIn } from './pixels.ts';
import type { Stack } from './stack-shape.ts';

/** Opens a `.npy` file of pictures: bytes, or numbers from 0 to 1. Throws `E_FORMAT`, `E_TRUNCATED`, `E_UNSUPPORTED`. */
export async function openNpy(cursor: ByteCursor, name: string): Promise<Stack> {
  const prefix = await cursor.take(NPY_PREFIX);
  const length = npyHeaderLength(prefix, name);
  const rest = await cursor.take(length - NPY_PREFIX);
  if (rest.length < length - NPY_PREFIX) throw cutShort(name, 'the header does not end');
  const header = parseNpyHeader(Buffer.concat([prefix, rest]), name);
  const shape = pictureShape(header.shape, name);
  if (header.fortran) throw notInOrder(name);
  if (header.kind === 'i' || (header.kind === 'u' && header.bytes > 1)) throw wrongType(name);
  return {
    count: header.shape[0],
    bytes: valuesIn(shape) * header.bytes,
    picture: (bytes) => pictureOf(bytes, header, shape),
  };
}

function pictureOf(bytes: Uint8Array, header: NpyHeader, shape: PictureShape): ImageOrReason {
  if (header.kind === 'u') return bytePicture(bytes, shape);
  const read = numberReader(header);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = bytes.length / header.bytes;
  return floatPicture(
    Float64Array.from({ length: count }, (_, i) => read(view, i * header.bytes)),
    shape,
  );
}

function notInOrder(name: string): OutcrossError {
  return new OutcrossError('E_UNSUPPORTED', `${name}: pictures in Fortran order are not read`, {
    where: name,
    hint: 'Save it in C order: numpy.save(path, numpy.ascontiguousarray(array))',
  });
}

function wrongType(name: string): OutcrossError {
  return new OutcrossError('E_FORMAT', `${name}: pictures are read as uint8, or as float from 0 to 1`, {
    where: name,
    hint: 'Such as: numpy.save(path, array.astype("uint8"))',
  });
}
