import { OutcrossError } from '../../base/errors.ts';
import { cutShort } from '../failure.ts';

/** What stands before the numbers of a `.npy` file. */
export interface NpyHeader {
  /** Kind (f, i, u, b), and bytes a number. */
  readonly kind: 'f' | 'i' | 'u' | 'b';
  readonly bytes: number;
  readonly littleEndian: boolean;
  /** True where the first axis varies fastest. */
  readonly fortran: boolean;
  readonly shape: readonly number[];
  /** Offset of the first number in the file. */
  readonly offset: number;
}

/** Bytes that always hold how long the header is. */
export const NPY_PREFIX = 12;

const MAGIC = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59);

/** Longest header that is believed. */
const MOST_HEADER = 1 << 20;

/**
 * Length of everything before the numbers, from the first `NPY_PREFIX` bytes of a file (NumPy's format, NEP 1; versions 1 to 3). Throws
 * `E_FORMAT` for what is no `.npy` file.
 */
export function npyHeaderLength(prefix: Uint8Array, name: string): number {
  if (prefix.length < 10 || !MAGIC.every((byte, i) => prefix[i] === byte))
    throw wrong(name, 'it is no .npy file');
  const view = new DataView(prefix.buffer, prefix.byteOffset, prefix.byteLength);
  const version = prefix[6];
  if (version < 1 || version > 3) throw wrong(name, `version ${version} of the format is not known`);
  if (version > 1 && prefix.length < NPY_PREFIX) throw cutShort(name, 'the header does not end');
  const length = version === 1 ? 10 + view.getUint16(8, true) : 12 + view.getUint32(8, true);
  if (length > MOST_HEADER) throw wrong(name, `its header claims ${length} bytes`);
  return length;
}

/** Reads the header; `head` holds at least `npyHeaderLength` bytes. Throws `E_FORMAT`, `E_TRUNCATED`. */
export function parseNpyHeader(head: Uint8Array, name: string): NpyHeader {
  const offset = npyHeaderLength(head, name);
  if (head.length < offset) throw cutShort(name, 'the header does not end');
  const text = new TextDecoder('utf-8').decode(head.subarray(head[6] === 1 ? 10 : 12, offset));
  // A dictionary as Python writes it: either quote, and in Python 2 an L behind a number.
  const [, , descr] = /(['"])descr\1\s*:\s*(['"][^'"]*['"]|\[)/.exec(text) ?? [];
  const order = /(['"])fortran_order\1\s*:\s*(True|False)/.exec(text)?.[2];
  const shape = /(['"])shape\1\s*:\s*\(([^)]*)\)/.exec(text)?.[2];
  if (descr === undefined || order === undefined || shape === undefined)
    throw wrong(name, 'its header cannot be read');
  const type = numberType(descr, name);
  return { ...type, fortran: order === 'True', shape: sizesOf(shape, type.bytes, name), offset };
}

function sizesOf(shape: string, bytes: number, name: string): number[] {
  const axes = shape.split(',').map((part) => part.trim());
  if (axes[axes.length - 1] === '') axes.pop();
  if (!axes.every((axis) => /^\d+L?$/.test(axis))) throw wrong(name, 'its header names no shape');
  const sizes = axes.map((axis) => Number.parseInt(axis, 10));
  const total = sizes.reduce((product, n) => product * n, bytes);
  if (Number.isSafeInteger(total) && sizes.every(Number.isSafeInteger)) return sizes;
  throw wrong(name, 'its header claims more numbers than any file holds');
}

const WIDTHS: Readonly<Record<string, readonly number[]>> = {
  f: [2, 4, 8],
  i: [1, 2, 4, 8],
  u: [1, 2, 4, 8],
  b: [1],
};

/** `descr`: a word in quotes, or the bracket that begins a list of fields. */
function numberType(descr: string, name: string): Pick<NpyHeader, 'kind' | 'bytes' | 'littleEndian'> {
  const word = descr.slice(1, -1);
  const parts = /^([<>|=]?)([a-z])(\d+)$/.exec(word);
  const [, order, kind, width] = parts ?? [];
  if (parts === null || !WIDTHS[kind]?.includes(Number(width))) {
    throw new OutcrossError(
      'E_FORMAT',
      descr === '['
        ? `${name}: an array of records is not read`
        : `${name}: numbers of the type ${word} are not read`,
      {
        where: name,
        hint: 'Save it as float32, such as: numpy.save(path, array.astype("float32"))',
      },
    );
  }
  return { kind: kind as NpyHeader['kind'], bytes: Number(width), littleEndian: order !== '>' };
}

function wrong(name: string, what: string): OutcrossError {
  return new OutcrossError('E_FORMAT', `${name}: ${what}`, {
    where: name,
    hint: 'Write it with numpy.save; archives (.npz) and pickled objects are not read.',
  });
}
