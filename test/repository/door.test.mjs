import { describe, expect, it } from 'vitest';
import { typeFaults } from '../../scripts/exports/door.mjs';
import { borrow, temporaryFolder } from './temporary.mjs';

/** @param {string} declarations */
function library(declarations) {
  const root = temporaryFolder({
    'package.json': JSON.stringify({
      name: 'outcross',
      type: 'module',
      exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    }),
    'dist/index.d.ts': declarations,
  });
  borrow(root, ['typescript', '@typescript', '@types']);
  return root;
}

describe('the types of the library', () => {
  it('serve where each name that is exported is declared', () => {
    const root = library('export declare const a: number;\nexport interface Extra { b: Buffer }\n');
    expect(typeFaults(root, ['a'])).toEqual([]);
  });

  it('do not serve where a name has none', () => {
    const [fault] = typeFaults(library('export declare const a: number;\n'), ['a', 'forgotten']);
    expect(fault.message).toMatch(/forgotten/);
  });

  it('do not serve where a declaration leads nowhere', () => {
    const [fault] = typeFaults(library("export type { A } from './gone.js';\nexport declare const a: 1;\n"), [
      'a',
    ]);
    expect(fault.message).toMatch(/gone\.js/);
  });
});
