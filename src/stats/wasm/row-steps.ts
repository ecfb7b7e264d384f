import { type Bytes, DOUBLE, F64, I32, op, range, V128, type WasmFunction } from './module.ts';

/** Addresses of rows, how many bytes they have (a multiple of 16, not 0), two factors. */
const [X, Y, Z, BYTES, C, S] = range(6);
const K = 6;
const C_VECTOR = 7;
const S_VECTOR = 8;
const X_VALUE = 9;
const Y_VALUE = 10;

const PARAMETERS = [I32, I32, I32, I32, F64, F64];
const LOCALS = [I32, V128, V128, V128, V128];

const at = (row: number): Bytes => [...op.get(row), ...op.get(K), ...op.add];
const load = (row: number): Bytes => [...at(row), ...op.loadVector(0)];
const scaled = (vector: Bytes, factor: number): Bytes => [...vector, ...op.get(factor), ...DOUBLE.multiply];

function overRows(name: string, step: Bytes): WasmFunction {
  return {
    name,
    parameters: PARAMETERS,
    locals: LOCALS,
    body: [
      ...[...op.get(C), ...op.splatDouble, ...op.set(C_VECTOR)],
      ...[...op.get(S), ...op.splatDouble, ...op.set(S_VECTOR)],
      ...op.repeatBelow(K, BYTES, [...step, ...op.increase(K, op.constant(16))]),
    ],
  };
}

/** `rotate(x, y, _, bytes, c, s)`: x, y = c x - s y, s x + c y on doubles (a Givens rotation). */
export const rotate: WasmFunction = overRows('rotate', [
  ...[...load(X), ...op.set(X_VALUE)],
  ...[...load(Y), ...op.set(Y_VALUE)],
  ...at(X),
  ...scaled(op.get(X_VALUE), C_VECTOR),
  ...scaled(op.get(Y_VALUE), S_VECTOR),
  ...[...DOUBLE.subtract, ...op.storeVector(0)],
  ...at(Y),
  ...scaled(op.get(X_VALUE), S_VECTOR),
  ...scaled(op.get(Y_VALUE), C_VECTOR),
  ...[...DOUBLE.add, ...op.storeVector(0)],
]);

/** `subtract(x, y, z, bytes, c, s)`: x -= c y + s z on doubles. */
export const subtract: WasmFunction = overRows('subtract', [
  ...at(X),
  ...load(X),
  ...scaled(load(Y), C_VECTOR),
  ...scaled(load(Z), S_VECTOR),
  ...[...DOUBLE.add, ...DOUBLE.subtract, ...op.storeVector(0)],
]);
