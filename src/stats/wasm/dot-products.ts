import { type Bytes, I32, type NumberKind, op, range, V128, type WasmFunction } from './module.ts';

/** Rows of the left and of the right matrix that are multiplied together: eight sums stay in registers. */
export const LEFT = 4;
export const RIGHT = 2;

/** Locals: the parameters, then counters (in bytes for K), addresses, and vectors. */
const [A, B, OUT, ROW_BYTES, ROWS, COLUMNS, OUT_BYTES] = range(7);
const [I, J, K, A_ROW, B_ROW, OUT_ROW] = range(6).map((i) => 7 + i);
const LEFT_ROW = 13;
const RIGHT_ROW = LEFT_ROW + LEFT;
const SUM = RIGHT_ROW + RIGHT;
const LEFT_VALUE = SUM + LEFT * RIGHT;
const RIGHT_VALUE = LEFT_VALUE + LEFT;

const sumOf = (r: number, c: number) => SUM + r * RIGHT + c;

/** `base + row * stride`. */
const address = (base: number, row: number, stride: number): Bytes => [
  ...op.get(base),
  ...op.get(stride),
  ...op.constant(row),
  ...op.multiply,
  ...op.add,
];

/**
 * `name(a, b, out, rowBytes, rows, columns, outBytes)`: products of all rows of A with all rows of B, both row-major, addresses in bytes;
 * out[i][j] = a_i . b_j. `rowBytes` is a multiple of 16, `rows` of `LEFT`, `columns` of `RIGHT`, none of them 0. Each product is summed in
 * lanes (four floats, two doubles), in order, then the lanes in order: the same on every platform.
 */
export function dotProducts(name: string, kind: NumberKind): WasmFunction {
  const columns = [
    ...clearSums(),
    ...op.repeatBelow(K, ROW_BYTES, multiplyStep(kind)),
    ...storeSums(kind),
    ...op.increase(B_ROW, op.get(ROW_BYTES)),
    ...op.increase(B_ROW, op.get(ROW_BYTES)),
    ...op.increase(J, op.constant(RIGHT)),
  ];
  const rows = [
    ...[...op.constant(0), ...op.set(J)],
    ...[...op.get(B), ...op.set(B_ROW)],
    ...op.repeatBelow(J, COLUMNS, columns),
    ...[...address(A_ROW, LEFT, ROW_BYTES), ...op.set(A_ROW)],
    ...[...address(OUT_ROW, LEFT, OUT_BYTES), ...op.set(OUT_ROW)],
    ...op.increase(I, op.constant(LEFT)),
  ];
  return {
    name,
    parameters: range(7).map(() => I32),
    locals: range(RIGHT_VALUE + 1 - 7).map((i) => (7 + i < SUM ? I32 : V128)),
    body: [
      ...[...op.get(A), ...op.set(A_ROW)],
      ...[...op.get(OUT), ...op.set(OUT_ROW)],
      ...op.repeatBelow(I, ROWS, rows),
    ],
  };
}

function clearSums(): Bytes {
  return [
    ...range(LEFT * RIGHT).flatMap((s) => [...op.zeroVector, ...op.set(SUM + s)]),
    ...[...op.constant(0), ...op.set(K)],
    ...range(LEFT).flatMap((r) => [...address(A_ROW, r, ROW_BYTES), ...op.set(LEFT_ROW + r)]),
    ...range(RIGHT).flatMap((c) => [...address(B_ROW, c, ROW_BYTES), ...op.set(RIGHT_ROW + c)]),
  ];
}

/** One vector of each row, times each other. */
function multiplyStep(kind: NumberKind): Bytes {
  const load = (row: number) => [...op.get(row), ...op.get(K), ...op.add, ...op.loadVector(0)];
  return [
    ...range(LEFT).flatMap((r) => [...load(LEFT_ROW + r), ...op.set(LEFT_VALUE + r)]),
    ...range(RIGHT).flatMap((c) => [
      ...[...load(RIGHT_ROW + c), ...op.set(RIGHT_VALUE)],
      ...range(LEFT).flatMap((r) => [
        ...op.get(sumOf(r, c)),
        ...op.get(LEFT_VALUE + r),
        ...op.get(RIGHT_VALUE),
        ...kind.multiply,
        ...kind.add,
        ...op.set(sumOf(r, c)),
      ]),
    ]),
    ...op.increase(K, op.constant(16)),
  ];
}

function storeSums(kind: NumberKind): Bytes {
  return range(LEFT).flatMap((r) =>
    range(RIGHT).flatMap((c) => [
      ...address(OUT_ROW, r, OUT_BYTES),
      ...[...op.get(J), ...op.constant(kind.bytes), ...op.multiply, ...op.add],
      ...[...op.get(sumOf(r, c)), ...kind.lane(0)],
      ...range(kind.lanes - 1).flatMap((l) => [...op.get(sumOf(r, c)), ...kind.lane(l + 1), ...kind.addOne]),
      ...kind.storeOne(kind.bytes * c),
    ]),
  );
}
