/**
 * The rooms of `src`, folders or single files, by floor. A room imports from lower floors only, and not from another
 * room of its own floor.
 *
 * @type {Readonly<Record<string, number>>}
 */
export const FLOORS = {
  base: 0,
  stats: 1,
  config: 1,
  text: 1,
  sketch: 1,
  corpus: 1,
  lm: 2,
  features: 2,
  syntax: 2,
  profile: 2,
  quality: 2,
  watermark: 2,
  ledger: 2,
  proof: 2,
  compare: 3,
  engine: 3,
  models: 3,
  mix: 4,
  lab: 4,
  audit: 4,
  exports: 4,
  spark: 4,
  recover: 5,
  review: 5,
  report: 5,
  watch: 6,
  workspace: 6,
  middleware: 7,
  server: 7,
  cli: 8,
  index: 8,
};

/**
 * Stands apart: nobody imports it, and of `src` it imports the types of the wire, and doors to what is to be the same in
 * the browser. `registry` alone may import pages.
 */
export const APART = {
  room: 'web',
  mayImport: ['src/server/wire.ts', 'src/lab/browser.ts', 'src/report/browser.ts'],
  registry: 'web/src/pages.ts',
};

/** Packages that the dashboard may import. */
export const WEB_PACKAGES = ['@tanstack/react-virtual', 'echarts', 'react', 'react-dom', 'wouter'];

/** Names that say nothing of what is inside; everything ends up in such a room. */
export const NAMELESS = ['utils', 'util', 'helpers', 'common', 'misc'];

/**
 * Edges between rooms of one floor that are allowed, each with its reason.
 *
 * @type {readonly { from: string, to: string, reason: string }[]}
 */
export const ALLOWED_SIBLINGS = [
  { from: 'profile', to: 'features', reason: 'a profile keeps the vectors of its sample' },
  { from: 'profile', to: 'syntax', reason: 'a profile of code keeps its names and measures' },
  { from: 'exports', to: 'mix', reason: 'an export speaks of what a manifest holds' },
];

/**
 * Lower rooms of which only some files may be imported by a room.
 *
 * @type {readonly { from: string, to: string, only: string[], reason: string }[]}
 */
export const NARROW_DOORS = [
  {
    from: 'compare',
    to: 'corpus',
    only: ['src/corpus/example.ts'],
    reason: 'compare does not know files',
  },
];

/**
 * Packages, and the rooms that may import them. A package that is not here may not be imported in `src`.
 *
 * @type {Readonly<Record<string, string[]>>}
 */
export const PACKAGE_ROOMS = {
  '@sigstore/bundle': ['proof'],
  '@sigstore/sign': ['proof'],
  '@sigstore/verify': ['proof'],
  '@vscode/tree-sitter-wasm': ['syntax'],
  '@fastify/cookie': ['server'],
  '@fastify/swagger': ['server'],
  '@fastify/type-provider-typebox': ['server'],
  'apache-arrow': ['engine', 'spark'],
  canonicalize: ['base'],
  fastify: ['server'],
  kysely: ['ledger'],
  libsql: ['ledger'],
  pg: ['ledger'],
  sharp: ['corpus', 'exports'],
  '@duckdb/node-api': ['corpus', 'quality'],
  '@huggingface/tokenizers': ['engine'],
  '@jax-js/jax': ['lab'],
  ajv: ['config'],
  commander: ['cli'],
  'csv-parse': ['corpus'],
  echarts: ['report'],
  eld: ['quality'],
  fzstd: ['corpus'],
  hyparquet: ['corpus'],
  'hyparquet-compressors': ['corpus'],
  'hyparquet-writer': ['corpus'],
  tinyglobby: ['corpus'],
  typebox: ['server'],
  yaml: ['config'],
};

/**
 * Files that may import a computed name, each with its reason.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const COMPUTED_IMPORTS = {
  'src/base/peer.ts': 'loads optional packages, which are not there to be resolved',
};

/** Rooms of pure computation: they import nothing of Node. */
export const PURE_ROOMS = ['stats', 'text', 'sketch', 'lm'];

/** Where `node:fs` may be imported: rooms, or single files. Data files are for corpus alone; engine opens profiles. */
export const FILE_ROOMS = [
  'corpus',
  'engine',
  'quality',
  'mix',
  'lab',
  'workspace',
  'server',
  'cli',
  'ledger',
  'proof',
  'models',
  'exports',
  'audit',
  'middleware',
  'recover',
  'watch',
  'spark',
  'src/base/atomic.ts',
  'src/base/folder-lock.ts',
  'src/base/process-start.ts',
  'src/base/staged-file.ts',
  'src/base/staged-folder.ts',
];

/**
 * The room of a file of `src`: its folder, or its own name where it stands at the top.
 *
 * @param {string} path
 */
export function roomOf(path) {
  const [, first] = path.split('/');
  return first.replace(/(\.test)?\.ts$/, '');
}
