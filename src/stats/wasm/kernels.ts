import { OutcrossError } from '../../base/errors.ts';
import { dotProducts } from './dot-products.ts';
import { DOUBLE, FLOAT, moduleOf } from './module.ts';
import { rotate, subtract } from './row-steps.ts';

type Dots = (
  a: number,
  b: number,
  out: number,
  rowBytes: number,
  rows: number,
  columns: number,
  outBytes: number,
) => void;
type RowStep = (x: number, y: number, z: number, bytes: number, c: number, s: number) => void;

/** The kernels over one memory. Addresses are in bytes, multiples of 16. */
export interface Kernels {
  readonly buffer: ArrayBuffer;
  /** See `dotProducts`. */
  readonly dotFloats: Dots;
  readonly dotDoubles: Dots;
  /** See `row-steps.ts`. */
  readonly rotate: RowStep;
  readonly subtract: RowStep;
}

/** What is used of WebAssembly: a global of Node and browsers that the library types of ECMAScript leave out. */
interface Wasm {
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
}

const PAGE = 1 << 16;

let compiled: object | undefined;

/**
 * Kernels over a new memory of at least `bytes` bytes, all 0. Compiled once: the module never changes. Throws `E_UNSUPPORTED` where the
 * system gives no address space: engines reserve gigabytes of it for a memory, however small.
 */
export function kernelsOver(bytes: number): Kernels {
  const { Memory, Module, Instance } = (globalThis as unknown as { WebAssembly: Wasm }).WebAssembly;
  compiled ??= new Module(
    moduleOf([dotProducts('dotFloats', FLOAT), dotProducts('dotDoubles', DOUBLE), rotate, subtract]),
  );
  const memory = memoryOf(Memory, Math.max(1, Math.ceil(bytes / PAGE)));
  const { exports } = new Instance(compiled, { m: { m: memory } });
  return { ...(exports as Omit<Kernels, 'buffer'>), buffer: memory.buffer };
}

function memoryOf(Memory: Wasm['Memory'], pages: number): InstanceType<Wasm['Memory']> {
  try {
    return new Memory({ initial: pages });
  } catch (cause) {
    throw new OutcrossError(
      'E_UNSUPPORTED',
      `there is no room for ${pages * (PAGE >> 10)} kB of WebAssembly memory`,
      {
        hint: 'Raise the limit of address space (ulimit -v unlimited), or set NODE_OPTIONS=--disable-wasm-trap-handler.',
        cause,
      },
    );
  }
}
