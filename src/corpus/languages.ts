/** Programming languages that source code is parsed as. C is read by the grammar of C++, of which nearly all of it is a part. */
export const LANGUAGES = [
  'typescript',
  'tsx',
  'javascript',
  'python',
  'java',
  'go',
  'c',
  'cpp',
  'rust',
] as const;
export type Language = (typeof LANGUAGES)[number];

const OF_ENDING: ReadonlyMap<string, Language> = new Map([
  ['.ts', 'typescript'],
  ['.mts', 'typescript'],
  ['.cts', 'typescript'],
  ['.tsx', 'tsx'],
  ['.js', 'javascript'],
  ['.mjs', 'javascript'],
  ['.cjs', 'javascript'],
  ['.jsx', 'javascript'],
  ['.py', 'python'],
  ['.pyi', 'python'],
  ['.java', 'java'],
  ['.go', 'go'],
  ['.c', 'c'],
  ['.h', 'c'],
  ['.cc', 'cpp'],
  ['.cpp', 'cpp'],
  ['.cxx', 'cpp'],
  ['.hh', 'cpp'],
  ['.hpp', 'cpp'],
  ['.hxx', 'cpp'],
  ['.rs', 'rust'],
]);

/** All endings of source code, for messages. */
export const LANGUAGE_ENDINGS = [...OF_ENDING.keys()].join(' ');

/** What data sets call them, beside their names here and their endings without the dot. */
const ALIASES: ReadonlyMap<string, Language> = new Map([
  ['c++', 'cpp'],
  ['golang', 'go'],
  ['node', 'javascript'],
  ['ecmascript', 'javascript'],
  ['python2', 'python'],
  ['python3', 'python'],
  ['typescriptreact', 'tsx'],
  ['javascriptreact', 'javascript'],
]);

/** Fields that name the language of a row where none is said, in the order they are looked for. */
export const LANGUAGE_FIELDS = ['language', 'lang'] as const;

/** The language that a file's ending tells, or undefined. Endings of compression must be taken off before. */
export function languageOfEnding(ending: string): Language | undefined {
  return OF_ENDING.get(ending.toLowerCase());
}

/** The language that a word names (`Python`, `c++`, `ts`, `.rs`), or undefined. */
export function languageNamed(word: string): Language | undefined {
  const plain = word.trim().toLowerCase();
  const known = LANGUAGES.find((language) => language === plain);
  return known ?? ALIASES.get(plain) ?? OF_ENDING.get(plain.startsWith('.') ? plain : `.${plain}`);
}
