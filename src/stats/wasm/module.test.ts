import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { F64, I32, moduleOf, op, sint, uint } from './module.ts';

interface Wasm {
  readonly validate: (bytes: Uint8Array) => boolean;
}

const { validate } = (globalThis as unknown as { WebAssembly: Wasm }).WebAssembly;

/** Reads LEB128 back. */
function read(bytes: readonly number[], signed: boolean): number {
  let value = 0n;
  let shift = 0n;
  for (const byte of bytes) {
    value |= BigInt(byte & 127) << shift;
    shift += 7n;
  }
  const negative = signed && (bytes[bytes.length - 1] & 64) !== 0;
  return Number(negative ? value - (1n << shift) : value);
}

describe('numbers of a module', () => {
  it('are read back, signed and not', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer(), (n, i) => {
        expect(read(uint(n), false)).toBe(n);
        expect(read(sint(i), true)).toBe(i);
      }),
    );
  });

  it('are as short as they can be', () => {
    expect([uint(0), uint(127), uint(128), sint(63), sint(64), sint(-1)].map((b) => b.length)).toEqual([
      1, 1, 2, 1, 2, 1,
    ]);
  });
});

describe('moduleOf', () => {
  const nothing = { name: 'nothing', parameters: [I32, F64], locals: [], body: [] };

  it('gives a module that is valid', () => {
    expect(validate(moduleOf([]))).toBe(true);
    expect(validate(moduleOf([nothing, { ...nothing, name: 'again', locals: [I32, F64] }]))).toBe(true);
  });

  it('is refused by the runtime where the code is none', () => {
    expect(validate(moduleOf([{ ...nothing, body: op.add }]))).toBe(false);
  });
});
