import type { Parser, Language as TreeLanguage } from '@vscode/tree-sitter-wasm';
import { fmix32, hashText, WINDOW_HI, WINDOW_LO } from '../base/hash.ts';
import type { Language } from '../corpus/languages.ts';
import { type LanguageLayout, layoutOf } from './layout.ts';
import { ROLE, rolesOf, tellsMore } from './roles.ts';
import { GRAMMARS_VERSION, type Runtime } from './runtime.ts';

/**
 * Names what tokens of code are: this room's rules, and the grammars, all of one package. Profiles whose ids differ are not
 * compared.
 */
export const SYNTAX_ID = `syntax-1/tree-sitter-wasm-${GRAMMARS_VERSION}`;

/** Grammar file of each language, and the family whose constructs count as the same. */
const SOURCES: Readonly<Record<Language, readonly [file: string, family: string]>> = {
  typescript: ['typescript', 'ecmascript'],
  tsx: ['tsx', 'ecmascript'],
  javascript: ['javascript', 'ecmascript'],
  python: ['python', 'python'],
  java: ['java', 'java'],
  go: ['go', 'go'],
  c: ['cpp', 'cpp'],
  cpp: ['cpp', 'cpp'],
  rust: ['rust', 'rust'],
};

/** A language ready to parse, and tables of its types of node. */
export interface Grammar {
  readonly family: string;
  readonly parser: Parser;
  readonly layout: LanguageLayout;
  readonly kinds: number;
  /** Name of each type of node by its id. */
  readonly names: readonly string[];
  /** `ROLE` bits by id; `ERROR_KIND` has none. */
  readonly roles: Uint16Array;
  /** Hash lanes of each type of node, by id. */
  readonly hi: Int32Array;
  readonly lo: Int32Array;
  /** 1 where a node of type `i % kinds` below one of type `i / kinds` is a token. */
  readonly tokens: Uint8Array;
  /** 1 where such a token was met. */
  readonly met: Uint8Array;
}

/** Loads the grammar of a language. */
export async function loadGrammar(language: Language, runtime: Runtime): Promise<Grammar> {
  const [file, family] = SOURCES[language];
  const loaded = await runtime.Language.load(runtime.path(`tree-sitter-${file}.wasm`));
  const parser = new runtime.Parser();
  parser.setLanguage(loaded);
  return { family, parser, layout: layoutOf(loaded, runtime.memory), ...tablesOf(loaded, family) };
}

/** Languages that share a grammar share its key. */
export function grammarKey(language: Language): string {
  return SOURCES[language][0];
}

function tablesOf(
  language: TreeLanguage,
  family: string,
): Pick<Grammar, 'kinds' | 'names' | 'roles' | 'hi' | 'lo' | 'tokens' | 'met'> {
  const kinds = language.nodeTypeCount;
  const names = Array.from({ length: kinds }, (_, id) => language.nodeTypeForId(id) ?? '');
  const named = names.map((_, id) => language.nodeTypeIsNamed(id));
  const roles = Uint16Array.from(names, (name, id) => rolesOf(name, named[id]));
  const hashes = names.map((name, id) => kindHash(family, name, named[id]));
  return {
    kinds,
    names,
    roles,
    hi: Int32Array.from(hashes, (hash) => hash.hi),
    lo: Int32Array.from(hashes, (hash) => hash.lo),
    tokens: tokenTable(names, named, roles),
    met: new Uint8Array(kinds * kinds),
  };
}

function kindHash(family: string, name: string, named: boolean): { hi: number; lo: number } {
  return hashText(`${family}/${named ? name : `"${name}"`}`, 'syntax');
}

function tokenTable(names: readonly string[], named: readonly boolean[], roles: Uint16Array): Uint8Array {
  const kinds = names.length;
  const table = new Uint8Array(kinds * kinds);
  names.forEach((parent, p) => {
    if (!named[p] || (roles[p] & ROLE.comment) !== 0) return;
    for (let k = 0; k < kinds; k++) {
      if ((roles[k] & ROLE.comment) !== 0) continue;
      if (named[k] || tellsMore(parent, names[k])) table[p * kinds + k] = 1;
    }
  });
  return table;
}

/** Hash lane `hi` of a construct: a type of node below another. */
export function constructHi(parentHi: number, ownHi: number): number {
  return fmix32(Math.imul(parentHi, WINDOW_HI) + ownHi);
}

/** Hash lane `lo` of a construct, whose other lane is `hi`. */
export function constructLo(parentLo: number, ownLo: number, hi: number): number {
  return fmix32(Math.imul(parentLo, WINDOW_LO) + ownLo + hi);
}

/** The constructs met so far: their lanes, signed, and what people call them. */
export function* metConstructs({ kinds, names, hi, lo, met }: Grammar): Generator<[number, number, string]> {
  for (let at = 0; at < met.length; at++) {
    if (met[at] === 0) continue;
    const above = Math.floor(at / kinds);
    const own = at % kinds;
    const high = constructHi(hi[above], hi[own]);
    yield [high, constructLo(lo[above], lo[own], high), `${names[above]} > ${names[own]}`];
  }
}
