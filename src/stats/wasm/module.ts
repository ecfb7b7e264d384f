/**
 * Writes WebAssembly modules (W3C, WebAssembly Core 2.0) from named instructions, so that a kernel is read and changed here and no
 * tool has to be installed to build it.
 */

export const I32 = 0x7f;
export const F64 = 0x7c;
export const V128 = 0x7b;

/** A piece of code or of a section. */
export type Bytes = readonly number[];

/** Unsigned LEB128. */
export function uint(value: number): Bytes {
  const out: number[] = [];
  let left = value >>> 0;
  do {
    out.push((left & 127) | (left > 127 ? 128 : 0));
    left >>>= 7;
  } while (left > 0);
  return out;
}

/** Signed LEB128 of a 32-bit integer. */
export function sint(value: number): Bytes {
  const out: number[] = [];
  let left = value | 0;
  for (;;) {
    const byte = left & 127;
    left >>= 7;
    const done = (left === 0 && (byte & 64) === 0) || (left === -1 && (byte & 64) !== 0);
    out.push(done ? byte : byte | 128);
    if (done) return out;
  }
}

const text = (word: string): Bytes => [...uint(word.length), ...[...word].map((c) => c.charCodeAt(0))];
const vector = (items: readonly Bytes[]): Bytes => [...uint(items.length), ...items.flat()];
const section = (id: number, content: Bytes): Bytes => [id, ...uint(content.length), ...content];

/** Instructions by name; `at` is a byte offset added to the address. */
export const op = {
  get: (local: number): Bytes => [0x20, ...uint(local)],
  set: (local: number): Bytes => [0x21, ...uint(local)],
  constant: (value: number): Bytes => [0x41, ...sint(value)],
  add: [0x6a] as Bytes,
  multiply: [0x6c] as Bytes,
  lessUnsigned: [0x49] as Bytes,
  loadVector: (at: number): Bytes => [0xfd, 0x00, 4, ...uint(at)],
  storeVector: (at: number): Bytes => [0xfd, 0x0b, 4, ...uint(at)],
  zeroVector: [0xfd, 0x0c, ...new Array<number>(16).fill(0)] as Bytes,
  splatDouble: [0xfd, 0x14] as Bytes,
  /** `local += by`. */
  increase: (local: number, by: Bytes): Bytes => [...op.get(local), ...by, ...op.add, ...op.set(local)],
  /** Repeats `body` while `local < bound`, tested after it. */
  repeatBelow: (local: number, bound: number, body: Bytes): Bytes => [
    ...[0x03, 0x40],
    ...body,
    ...op.get(local),
    ...op.get(bound),
    ...op.lessUnsigned,
    ...[0x0d, 0, 0x0b],
  ],
};

/** Instructions on vectors of one kind of number. */
export interface NumberKind {
  readonly bytes: number;
  readonly lanes: number;
  readonly add: Bytes;
  readonly subtract: Bytes;
  readonly multiply: Bytes;
  readonly lane: (i: number) => Bytes;
  /** Of single numbers. */
  readonly addOne: Bytes;
  readonly storeOne: (at: number) => Bytes;
}

export const FLOAT: NumberKind = {
  bytes: 4,
  lanes: 4,
  add: [0xfd, 0xe4, 0x01],
  subtract: [0xfd, 0xe5, 0x01],
  multiply: [0xfd, 0xe6, 0x01],
  lane: (i) => [0xfd, 0x1f, i],
  addOne: [0x92],
  storeOne: (at) => [0x38, 2, ...uint(at)],
};

export const DOUBLE: NumberKind = {
  bytes: 8,
  lanes: 2,
  add: [0xfd, 0xf0, 0x01],
  subtract: [0xfd, 0xf1, 0x01],
  multiply: [0xfd, 0xf2, 0x01],
  lane: (i) => [0xfd, 0x21, i],
  addOne: [0xa0],
  storeOne: (at) => [0x39, 3, ...uint(at)],
};

/** 0 to n - 1. */
export const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/** A function without a result. */
export interface WasmFunction {
  readonly name: string;
  /** Types of its parameters, numbered from 0. */
  readonly parameters: readonly number[];
  /** Types of its further locals, numbered after the parameters. */
  readonly locals: readonly number[];
  readonly body: Bytes;
}

/** A module that imports a memory as `m.m` and exports the functions. */
export function moduleOf(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [0x60, ...vector(parameters.map((type) => [type])), 0]);
  const code = functions.map(({ locals, body }) => {
    const all = [...vector(locals.map((type) => [1, type])), ...body, 0x0b];
    return [...uint(all.length), ...all];
  });
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(types)),
    ...section(2, vector([[...text('m'), ...text('m'), 2, 0, 1]])),
    ...section(3, vector(functions.map((_, i) => uint(i)))),
    ...section(7, vector(functions.map(({ name }, i) => [...text(name), 0, ...uint(i)]))),
    ...section(10, vector(code)),
  ]);
}
