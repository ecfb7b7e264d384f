import type { Language } from '@vscode/tree-sitter-wasm';
import { ERROR_KIND } from './node-stream.ts';
import type { Memory } from './runtime.ts';

/**
 * Where tree-sitter 0.25 keeps what a walk needs, in bytes of 32-bit WebAssembly memory (`src/subtree.h`, `src/parser.h` of
 * tree-sitter, MIT). A subtree is eight bytes: a small leaf in itself where the lowest bit is set, else a pointer. Its children
 * lie right before what the pointer points at. `walkTree` is checked against the cursor, tree by tree.
 */
export const SUBTREE = 8;
export const HEAP = {
  paddingBytes: 4,
  sizeBytes: 16,
  childCount: 36,
  symbol: 40,
  flags: 44,
  production: 66,
} as const;

const LANGUAGE = {
  symbolCount: 4,
  aliasCount: 8,
  mostAliases: 36,
  publicSymbols: 76,
  aliasSequences: 84,
} as const;

/** What a walk must know of a language. */
export interface LanguageLayout {
  /** Public id of each internal symbol. */
  readonly publicKind: Uint16Array;
  /** Address of the alias sequences, and how many aliases one holds. */
  readonly aliases: number;
  readonly mostAliases: number;
}

/** Reads a language's tables from memory. */
export function layoutOf(language: Language, { HEAPU16, HEAPU32 }: Memory): LanguageLayout {
  const address = addressOf(language);
  const word = (offset: number) => HEAPU32[(address + offset) >> 2];
  const symbols = word(LANGUAGE.symbolCount) + word(LANGUAGE.aliasCount);
  const table = word(LANGUAGE.publicSymbols) >> 1;
  const publicKind = new Uint16Array(1 << 16);
  for (let i = 0; i < symbols; i++) publicKind[i] = HEAPU16[table + i];
  publicKind[ERROR_KIND] = ERROR_KIND;
  return {
    publicKind,
    aliases: word(LANGUAGE.aliasSequences),
    mostAliases: HEAPU16[(address + LANGUAGE.mostAliases) >> 1],
  };
}

/** Address in memory of a language or tree. */
export function addressOf(value: object): number {
  return (value as { 0: number })[0];
}
