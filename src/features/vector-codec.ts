import { ByteReader, ByteWriter } from '../base/bytes.ts';
import { OutcrossError } from '../base/errors.ts';
import { BLOCKS } from '../sketch/type-table.ts';
import { HIGHEST_CLASS, LOWEST_CLASS, WideSums } from './fixed-point.ts';
import { type ClassMoments, type Moments, productsOf } from './moments.ts';
import { capacityFor, type VectorSample } from './vector-sample.ts';
import { isUsable } from './vectors.ts';
import type { VectorsFacet } from './vectors-facet.ts';

/** Most numbers that a vector may have. */
export const MOST_DIMENSIONS = 1 << 16;

/** The facet as bytes, the same on every platform: little-endian float32 for vectors, limbs for sums. */
export function encodeVectors({ dimension, refused, sample, moments }: VectorsFacet): Uint8Array {
  const out = new ByteWriter();
  out.varint(dimension);
  out.varint(refused);
  out.varint(sample.whole ? 1 : 0);
  out.varint(sample.count);
  for (let i = 0; i < sample.count; i++) {
    out.uint32(sample.hi[i]);
    out.uint32(sample.lo[i]);
    out.varint(sample.blocks[i]);
  }
  out.raw(floatBytes(sample.data));
  out.varint(moments.length);
  for (const c of moments) encodeClass(out, c);
  return out.done().slice();
}

function encodeClass(out: ByteWriter, { exponent, count, sum, square, product }: ClassMoments): void {
  out.varint(exponent - LOWEST_CLASS);
  for (const n of count) out.varint(n);
  encodeSums(out, sum);
  encodeSums(out, square);
  out.varint(product === undefined ? 0 : 1);
  if (product !== undefined) encodeSums(out, product);
}

/** The high limb may be negative: zigzag. */
function encodeSums(out: ByteWriter, { high, low }: WideSums): void {
  for (let i = 0; i < high.length; i++) {
    out.varint(high[i] < 0 ? -2 * high[i] - 1 : 2 * high[i]);
    out.varint(low[i]);
  }
}

/** Reads `encodeVectors`'s bytes. Throws `E_PROFILE` where they are damaged. */
export function decodeVectors(bytes: Uint8Array): VectorsFacet {
  const input = new ByteReader(bytes);
  const dimension = input.atMost(MOST_DIMENSIONS);
  const refused = input.varint();
  const sample = decodeSample(input, dimension);
  const classes = input.atMost((HIGHEST_CLASS - LOWEST_CLASS) / 8 + 1);
  const moments: Moments = Array.from({ length: classes }, () => decodeClass(input, dimension));
  const sorted = moments.every((c, i) => i === 0 || moments[i - 1].exponent < c.exponent);
  if (input.left !== 0 || !sorted) throw damaged();
  return { dimension, refused, sample, moments };
}

function decodeSample(input: ByteReader, dimension: number): VectorSample {
  const whole = input.atMost(1) === 1;
  const count = input.countOf(9 + 4 * dimension);
  if (count > capacityFor(dimension) || (dimension === 0 && count > 0)) throw damaged();
  const hi = new Uint32Array(count);
  const lo = new Uint32Array(count);
  const blocks = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    hi[i] = input.uint32();
    lo[i] = input.uint32();
    blocks[i] = input.atMost(BLOCKS - 1);
  }
  const data = floatsOf(input.raw(4 * count * dimension));
  if (!isUsable(data)) throw damaged();
  return { count, dimension, data, hi, lo, blocks, whole };
}

function decodeClass(input: ByteReader, dimension: number): ClassMoments {
  const exponent = input.atMost(HIGHEST_CLASS - LOWEST_CLASS) + LOWEST_CLASS;
  if (exponent % 8 !== 0) throw damaged();
  return {
    exponent,
    count: Float64Array.from({ length: BLOCKS }, () => input.varint()),
    sum: decodeSums(input, BLOCKS * dimension),
    square: decodeSums(input, BLOCKS),
    product: input.atMost(1) === 0 ? undefined : decodeSums(input, productsOf(dimension)),
  };
}

function decodeSums(input: ByteReader, length: number): WideSums {
  if (input.left < 2 * length) throw damaged();
  const sums = new WideSums(length);
  for (let i = 0; i < length; i++) {
    const zigzag = input.varint();
    sums.high[i] = zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
    sums.low[i] = input.atMost(2 ** 48 - 1);
  }
  return sums;
}

const LITTLE = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function floatBytes(data: Float32Array): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return LITTLE ? bytes : swapped(bytes);
}

function floatsOf(bytes: Uint8Array): Float32Array {
  // The slice of a Buffer would be a view, at whatever offset.
  const own = LITTLE ? new Uint8Array(bytes) : swapped(bytes);
  return new Float32Array(own.buffer, own.byteOffset, own.length / 4);
}

function swapped(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.from(bytes).swap32());
}

function damaged(): OutcrossError {
  return new OutcrossError('E_PROFILE', 'the feature vectors of the profile are damaged', {
    hint: 'Make the profile anew.',
  });
}
