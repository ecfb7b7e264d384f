import { createRequire } from 'node:module';
import type { Parser } from '@vscode/tree-sitter-wasm';

/** What `Parser.init` leaves in the options it was given: the exports of the WebAssembly module, and views of its memory. */
export interface Memory {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU16: Uint16Array;
  readonly HEAPU32: Uint32Array;
}

/** The package's classes, and its memory. */
export interface Runtime {
  readonly Parser: typeof Parser;
  readonly Language: typeof import('@vscode/tree-sitter-wasm').Language;
  readonly memory: Memory;
  /** Path of a file of the package. */
  path(file: string): string;
}

const require = createRequire(import.meta.url);

/** Version of the package, and so of all grammars in it. */
export const GRAMMARS_VERSION: string = (
  require('@vscode/tree-sitter-wasm/package.json') as { version: string }
).version;

let started: Promise<Runtime> | undefined;

/** The runtime of this thread, started once. */
export function runtime(): Promise<Runtime> {
  started ??= start();
  return started;
}

async function start(): Promise<Runtime> {
  const treeSitter = ownCopy();
  const path = (file: string) => require.resolve(`@vscode/tree-sitter-wasm/wasm/${file}`);
  const options = { locateFile: (file: string) => path(file) };
  await treeSitter.Parser.init(options);
  return { ...treeSitter, memory: options as unknown as Memory, path };
}

/**
 * The package, loaded for us alone: it starts its WebAssembly once a copy and leaves its memory with whoever was first, who may be
 * another part of the program that we are in.
 */
function ownCopy(): Pick<Runtime, 'Parser' | 'Language'> {
  const file = require.resolve('@vscode/tree-sitter-wasm');
  const shared = require.cache[file];
  delete require.cache[file];
  try {
    return require('@vscode/tree-sitter-wasm');
  } finally {
    if (shared === undefined) delete require.cache[file];
    else require.cache[file] = shared;
  }
}
