import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ensureCompiled, PACKAGE, PROGRAMS, staleOutput } from '../../scripts/setup/compile.mjs';
import { borrow, temporaryFolder, writeInto } from './temporary.mjs';

const OPTIONS = {
  module: 'nodenext',
  target: 'es2023',
  lib: ['es5'],
  types: [],
  rewriteRelativeImportExtensions: true,
  rootDir: 'src',
  outDir: 'dist',
  declaration: true,
};

const PROJECT = {
  'package.json': '{ "type": "module" }',
  'tsconfig.json': '{}',
  'tsconfig.build.json': JSON.stringify({ compilerOptions: OPTIONS, include: ['src'] }),
  'src/a.ts': 'export const a: number = 1;\n',
  'src/deep/b.ts': "export { a } from '../a.ts';\n",
};

/** @param {Record<string, string>} [files] */
function project(files = PROJECT) {
  const root = temporaryFolder(files);
  borrow(root, ['typescript', '@typescript']);
  return root;
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

describe('compiling', () => {
  it('emits what is not there, and does nothing the second time', () => {
    const root = project();
    expect(ensureCompiled(root, PACKAGE)).toBe(true);
    expect(readFileSync(join(root, 'dist/deep/b.js'), 'utf8')).toContain("from '../a.js'");
    expect(ensureCompiled(root, PACKAGE)).toBe(false);
  });

  it('follows a source that changed', () => {
    const root = project();
    ensureCompiled(root, PACKAGE);
    writeInto(root, 'src/a.ts', 'export const a: number = 2;\n');
    expect(ensureCompiled(root, PACKAGE)).toBe(true);
    expect(readFileSync(join(root, 'dist/a.js'), 'utf8')).toContain('a = 2');
  });

  it('does not follow a test', () => {
    const root = project();
    ensureCompiled(root, PACKAGE);
    writeInto(root, 'src/a.test.ts', 'export {};\n');
    expect(ensureCompiled(root, PACKAGE)).toBe(false);
  });

  it('takes output that it did not write for stale', () => {
    const root = project();
    ensureCompiled(root, PACKAGE);
    writeInto(root, 'dist/a.js', 'export const a = 3;\n');
    expect(ensureCompiled(root, PACKAGE)).toBe(true);
    expect(readFileSync(join(root, 'dist/a.js'), 'utf8')).toContain('a = 1');
  });

  it('emits again where the output was deleted', () => {
    const root = project();
    ensureCompiled(root, PACKAGE);
    rmSync(join(root, 'dist'), { recursive: true });
    expect(ensureCompiled(root, PACKAGE)).toBe(true);
    expect(existsSync(join(root, 'dist/a.js'))).toBe(true);
  });

  it('deletes the output of a source that is gone', () => {
    const root = project();
    ensureCompiled(root, PACKAGE);
    rmSync(join(root, 'src/deep'), { recursive: true });
    ensureCompiled(root, PACKAGE);
    expect(existsSync(join(root, 'dist/deep/b.js'))).toBe(false);
    expect(existsSync(join(root, 'dist/deep/b.d.ts'))).toBe(false);
  });

  it('fails on a type error, and again on the next try', () => {
    const root = project({ ...PROJECT, 'src/a.ts': "export const a: number = 'one';\n" });
    expect(() => ensureCompiled(root, PACKAGE)).toThrow(/src\/a\.ts.*TS2322[\s\S]*found errors/);
    expect(() => ensureCompiled(root, PACKAGE)).toThrow('found errors');
  });
});

describe('stale output', () => {
  it('is nothing where nothing was emitted', () => {
    expect(staleOutput(temporaryFolder({ 'src/a.ts': '' }), PACKAGE)).toEqual([]);
  });

  it('is not the dashboard, which is built beside it', () => {
    const root = temporaryFolder({ 'dist/web/assets/index.js': '', 'dist/webs.js': '' });
    expect(staleOutput(root, PACKAGE)).toEqual(['dist/webs.js']);
  });

  it('is what no source answers for, in the layout of the target', () => {
    const root = temporaryFolder({
      'src/a.ts': '',
      'bench/x.bench.ts': '',
      '.bench/build/src/a.js': '',
      '.bench/build/src/gone.js': '',
      '.bench/build/bench/x.bench.js': '',
      '.bench/scratch.mjs': '',
    });
    expect(staleOutput(root, PROGRAMS)).toEqual(['.bench/build/src/gone.js']);
  });
});
