/** Options of `npyBytes`. */
export interface NpyShape {
  /** Default `<f4`. */
  readonly descr?: string;
  readonly fortran?: boolean;
  /** Default 1. */
  readonly version?: 1 | 2 | 3;
}

type Write = (view: DataView, at: number, value: number) => void;

const WRITERS: Readonly<Record<string, readonly [bytes: number, write: Write]>> = {
  '<f8': [8, (view, at, value) => view.setFloat64(at, value, true)],
  '>f8': [8, (view, at, value) => view.setFloat64(at, value, false)],
  '<f4': [4, (view, at, value) => view.setFloat32(at, value, true)],
  '>f4': [4, (view, at, value) => view.setFloat32(at, value, false)],
  '<f2': [2, (view, at, value) => view.setUint16(at, halfBits(value), true)],
  '|i1': [1, (view, at, value) => view.setInt8(at, value)],
  '|u1': [1, (view, at, value) => view.setUint8(at, value)],
  '|b1': [1, (view, at, value) => view.setUint8(at, value)],
  '<i2': [2, (view, at, value) => view.setInt16(at, value, true)],
  '>u2': [2, (view, at, value) => view.setUint16(at, value, false)],
  '<i4': [4, (view, at, value) => view.setInt32(at, value, true)],
  '<u4': [4, (view, at, value) => view.setUint32(at, value, true)],
  '<i8': [8, (view, at, value) => view.setBigInt64(at, BigInt(value), true)],
  '>u8': [8, (view, at, value) => view.setBigUint64(at, BigInt(value), false)],
};

/** A `.npy` file of `rows`, as NumPy would write it. */
export function npyBytes(
  rows: readonly (readonly number[])[],
  { descr = '<f4', fortran = false, version = 1 }: NpyShape = {},
): Buffer {
  const [n, d] = [rows.length, rows[0]?.length ?? 0];
  const [size, write] = WRITERS[descr];
  const body = new DataView(new ArrayBuffer(n * d * size));
  rows.forEach((row, i) => {
    row.forEach((value, c) => {
      write(body, (fortran ? c * n + i : i * d + c) * size, value);
    });
  });
  return Buffer.concat([npyHead(`(${n}, ${d})`, descr, fortran, version), Buffer.from(body.buffer)]);
}

/** What stands before the numbers, for a shape as Python writes it. */
export function npyHead(shape: string, descr: string, fortran = false, version = 1): Buffer {
  const text = `{'descr': '${descr}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': ${shape}, }`;
  const prefix = version === 1 ? 10 : 12;
  const padded = `${text.padEnd(Math.ceil((prefix + text.length + 1) / 64) * 64 - prefix - 1)}\n`;
  const head = Buffer.alloc(prefix);
  head.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]);
  if (version === 1) head.writeUInt16LE(padded.length, 8);
  else head.writeUInt32LE(padded.length, 8);
  return Buffer.concat([head, Buffer.from(padded, 'latin1')]);
}

/** The half float of a number that has one. */
function halfBits(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (Number.isNaN(value)) return 0x7e00;
  if (size === Number.POSITIVE_INFINITY) return sign | 0x7c00;
  if (size < 2 ** -14) return sign | Math.round(size * 2 ** 24);
  const exponent = Math.floor(Math.log2(size));
  return sign | ((exponent + 15) << 10) | Math.round((size / 2 ** exponent - 1) * 1024);
}
