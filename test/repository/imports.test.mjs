import { describe, expect, it } from 'vitest';
import { importsOf } from '../../scripts/source/imports.mjs';
import { lineAt, parse } from '../../scripts/source/syntax.mjs';

/** @param {string} text */
const imports = (text) => importsOf(parse('a.ts', text));

/** @param {string} text */
const only = (text) => {
  const found = imports(text);
  expect(found).toHaveLength(1);
  return found[0];
};

describe('the imports of a file', () => {
  it.each([
    ["import { a } from './x.ts';", 'static'],
    ["import './x.ts';", 'static'],
    ["import type { A } from './x.ts';", 'static'],
    ["import { type A } from './x.ts';", 'static'],
    ["export { a } from './x.ts';", 'static'],
    ["export * from './x.ts';", 'static'],
    ["export * as x from './x.ts';", 'static'],
    ["export type { A } from './x.ts';", 'static'],
    ["const x = await import('./x.ts');", 'dynamic'],
    ['const x = await import(`./x.ts`);', 'dynamic'],
    ["type A = import('./x.ts').A;", 'type'],
    ["let a: typeof import('./x.ts');", 'type'],
    ["import x = require('./x.ts');", 'require'],
    ["const x = require('./x.ts');", 'require'],
    ["new Worker(new URL('./x.ts', import.meta.url));", 'url'],
  ])('hold that of %s', (text, kind) => {
    expect(only(text)).toEqual({ specifier: './x.ts', kind, line: 1 });
  });

  it('hold dynamic imports deep inside functions', () => {
    expect(only("class A { b() { return () => import('./x.ts'); } }").kind).toBe('dynamic');
  });

  it.each(['import(name)', 'import(`./$' + '{name}.ts`)', "import('./' + name)"])(
    'have no specifier where it is computed: %s',
    (text) => {
      expect(only(`${text};`).specifier).toBeUndefined();
    },
  );

  it.each([
    'export const a = 1;',
    'export { a };\nconst a = 1;',
    '// import "./x.ts"',
    'const text = "import \'./x.ts\'";',
    "new URL('./x.ts', base);",
    "new URL('https://example.org');",
    "object.require('./x.ts');",
    'import.meta.url;',
  ])('are none in %s', (text) => {
    expect(imports(text)).toEqual([]);
  });

  it('tell the line, from 1', () => {
    expect(imports("\n\nimport './a.ts';\n\nimport './b.ts';\n").map(({ line }) => line)).toEqual([3, 5]);
  });

  it('fail with the file’s name where it is no TypeScript', () => {
    expect(() => parse('src/broken.ts', 'const = ;')).toThrow('src/broken.ts: ');
  });
});

describe('the line of an offset', () => {
  it('is 1 before the first line end and at it, and 2 after', () => {
    const text = 'ab\ncd\n';
    expect([0, 2, 3, 5, 6].map((offset) => lineAt(text, offset))).toEqual([1, 1, 2, 2, 3]);
  });
});
