import type { NpyHeader } from './header.ts';

/** Reads the number at a byte offset. */
export type ReadNumber = (view: DataView, at: number) => number;

/** How numbers of the header's type are read; integers of 64 bits lose what a double cannot hold. */
export function numberReader({ kind, bytes, littleEndian: little }: NpyHeader): ReadNumber {
  if (kind === 'f') return floatReader(bytes, little);
  if (kind === 'i') return signedReader(bytes, little);
  if (bytes === 1) return (view, at) => view.getUint8(at);
  if (bytes === 2) return (view, at) => view.getUint16(at, little);
  if (bytes === 4) return (view, at) => view.getUint32(at, little);
  return (view, at) => Number(view.getBigUint64(at, little));
}

function floatReader(bytes: number, little: boolean): ReadNumber {
  if (bytes === 2) return (view, at) => halfFloat(view.getUint16(at, little));
  return bytes === 4 ? (view, at) => view.getFloat32(at, little) : (view, at) => view.getFloat64(at, little);
}

function signedReader(bytes: number, little: boolean): ReadNumber {
  if (bytes === 1) return (view, at) => view.getInt8(at);
  if (bytes === 2) return (view, at) => view.getInt16(at, little);
  if (bytes === 4) return (view, at) => view.getInt32(at, little);
  return (view, at) => Number(view.getBigInt64(at, little));
}

/** IEEE 754 binary16. */
export function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}
