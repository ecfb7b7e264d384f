import { describe, expect, it } from 'vitest';
import type { Language } from '../corpus/languages.ts';
import { tokenBuffer } from '../text/tokenizer.ts';
import { constructKey } from './constructs.ts';
import { metConstructs } from './grammar.ts';
import { parsed } from './parsed.test.support.ts';
import { BROKEN, SNIPPETS } from './snippets.test.support.ts';
import { fillTokens } from './source-tokens.ts';

async function tokens(text: string, language: Language) {
  const { nodes, grammar } = await parsed(text, language);
  const buffer = tokenBuffer(4, 4);
  fillTokens(nodes, grammar, text, buffer);
  const names = new Map([...metConstructs(grammar)].map(([hi, lo, name]) => [constructKey(hi, lo), name]));
  const keys = Array.from({ length: buffer.length }, (_, i) => constructKey(buffer.hi[i], buffer.lo[i]));
  const texts = Array.from({ length: buffer.length }, (_, i) =>
    new TextDecoder().decode(buffer.bytes.subarray(buffer.start[i], buffer.end[i])),
  );
  return { keys, names: keys.map((key) => names.get(key)), texts, buffer };
}

describe('fillTokens', () => {
  it('gives each type of node with that of its parent, in the order in which they open', async () => {
    const { names } = await tokens('try:\n    f(x)\nfinally:\n    pass\n', 'python');
    expect(names).toEqual([
      'module > try_statement',
      'try_statement > block',
      'block > expression_statement',
      'expression_statement > call',
      'call > identifier',
      'call > argument_list',
      'argument_list > identifier',
      'try_statement > finally_clause',
      'finally_clause > block',
      'block > pass_statement',
    ]);
  });

  it('leaves out brackets, separators and key words that the parent implies, not operators and modifiers', async () => {
    const { names } = await tokens('async function f(a, b) { return a >>> b; }', 'javascript');
    expect(names).toContain('function_declaration > async');
    expect(names).toContain('binary_expression > >>>');
    expect(names).not.toContain('function_declaration > function');
    expect(names.filter((name) => /[(){},;]$/.test(name!))).toEqual([]);
  });

  it('blanks names, literals, comments and white space', async () => {
    const one = await tokens('int total = 1; // once\nreturn total + "x";', 'java');
    const other = await tokens('int  n =\n\n42;\n/* twice */ return  n + "a longer text";', 'java');
    expect(other.keys).toEqual(one.keys);
  });

  it.each<[Language, string, string]>([
    ['rust', '// one\nfn f() {} // two\n', 'fn f() {}\n'],
    ['rust', '/// one\n/** two */\nfn f() { /* three */ }', 'fn f() {}'],
    ['rust', '//! one\nfn f() {}', 'fn f() {}'],
    ['java', '/** one */ class A { // two\n }', 'class A {}'],
    ['go', '// one\npackage p // two\n', 'package p\n'],
    ['cpp', '/* one */ int a; // two', 'int a;'],
    ['tsx', 'const a = <b/>; // one', 'const a = <b/>;'],
    ['python', '# one\nx = 1  # two\n', 'x = 1\n'],
  ])('gives nothing for comments of %s: %j', async (language, commented, bare) => {
    expect((await tokens(commented, language)).names).toEqual((await tokens(bare, language)).names);
  });

  it('gives the same constructs where lines end as on Windows', async () => {
    for (const [language, text] of Object.entries(SNIPPETS) as [Language, string][]) {
      const windows = await tokens(text.replaceAll('\n', '\r\n'), language);
      expect(windows.names, language).toEqual((await tokens(text, language)).names);
    }
  });

  it('tells constructs apart that differ in an operator or a type of node', async () => {
    const plus = await tokens('x = a + b', 'python');
    expect((await tokens('x = a - b', 'python')).keys).not.toEqual(plus.keys);
    expect((await tokens('x = a + 1', 'python')).keys).not.toEqual(plus.keys);
  });

  it('counts JavaScript and TypeScript as one language, all others apart', async () => {
    const text = 'if (x) { y = a.map(b => 1 + `${z}`); }';
    const script = await tokens(text, 'javascript');
    expect((await tokens(text, 'typescript')).keys).toEqual(script.keys);
    const [python, rust] = [await tokens('f(x)', 'python'), await tokens('f(x)', 'rust')];
    expect(rust.keys.filter((key) => python.keys.includes(key))).toEqual([]);
  });

  it('knows where each construct stands, in bytes', async () => {
    const { names, texts, buffer } = await tokens('größe = f("😀", ß)\n', 'python');
    expect(texts[names.indexOf('call > argument_list')]).toBe('("😀", ß)');
    expect(texts[names.indexOf('assignment > identifier')]).toBe('größe');
    expect(buffer.ascii).toBe(false);
    expect(buffer.byteLength).toBe(Buffer.byteLength('größe = f("😀", ß)\n'));
  });

  it('has no token for an error and what stands right below it', async () => {
    const { names } = await tokens('class A { void f() { int x = = 1; } }', 'java');
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => name!.includes('ERROR'))).toEqual([]);
  });

  it.each(Object.entries(SNIPPETS))('names every construct of %s', async (language, text) => {
    const { names, texts } = await tokens(text, language as Language);
    expect(names.length).toBeGreaterThan(30);
    expect(names.every((name) => name !== undefined)).toBe(true);
    expect(texts.every((part) => text.includes(part))).toBe(true);
  });

  it('survives broken source in every language', async () => {
    for (const language of Object.keys(SNIPPETS) as Language[]) {
      for (const text of BROKEN) {
        const { buffer } = await tokens(text, language);
        expect(buffer.byteLength).toBe(Buffer.byteLength(text));
      }
    }
  });
});
