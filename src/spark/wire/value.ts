import { deserialize, serialize } from 'node:v8';

/**
 * A plain value as bytes, with what JSON does not keep: typed arrays, maps, sets, `undefined`, `NaN`. It goes between processes of one
 * version of this package and is never stored. Typed arrays in shared memory are copied out of it: other machines have no part in it.
 */
export function encodeValue(value: unknown): Buffer {
  return serialize(unshared(value));
}

export function decodeValue(bytes: Uint8Array): unknown {
  return deserialize(bytes);
}

type Words = Uint8Array | Uint32Array | Float64Array;

function unshared(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) {
    if (!(value.buffer instanceof SharedArrayBuffer)) return value;
    const Kind = value.constructor as new (from: Words) => Words;
    return new Kind(value as Words);
  }
  if (Array.isArray(value)) return value.map(unshared);
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, unshared(held)]));
}
