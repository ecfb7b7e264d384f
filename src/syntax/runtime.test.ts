import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { Runtime } from './runtime.ts';

const require = createRequire(import.meta.url);

/** Another copy of the module, as a program has that carries two versions of Outcross. */
const ANOTHER = './runtime.ts?another';

describe('the runtime of the grammars', () => {
  it('has its memory, whoever in the process has started the package before', async () => {
    const shared: Pick<Runtime, 'Parser' | 'Language'> = require('@vscode/tree-sitter-wasm');
    const file = () => require.resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter.wasm');
    await shared.Parser.init({ locateFile: file });
    const other: typeof import('./runtime.ts') = await import(/* @vite-ignore */ ANOTHER);
    const { memory, Parser, Language, path } = await other.runtime();
    expect(memory.HEAPU32).toBeInstanceOf(Uint32Array);
    const parser = new Parser();
    parser.setLanguage(await Language.load(path('tree-sitter-python.wasm')));
    expect(parser.parse('x = 1')?.rootNode.type).toBe('module');
    expect(require('@vscode/tree-sitter-wasm')).toBe(shared);
  });

  it('is one for a thread', async () => {
    const { runtime } = await import('./runtime.ts');
    expect(runtime()).toBe(runtime());
  });
});
