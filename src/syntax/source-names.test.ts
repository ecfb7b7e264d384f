import { describe, expect, it } from 'vitest';
import { hashText } from '../base/hash.ts';
import type { Language } from '../corpus/languages.ts';
import { parsed } from './parsed.test.support.ts';
import { BROKEN, SNIPPETS } from './snippets.test.support.ts';
import { NameFinder } from './source-names.ts';

const key = (hi: number, lo: number) => `${hi >>> 0}.${lo >>> 0}`;

async function found(text: string, language: Language): Promise<{ names: string[]; calls: string[] }> {
  const { nodes, grammar } = await parsed(text, language);
  const names: string[] = [];
  const calls: string[] = [];
  new NameFinder().find(nodes, grammar, text, {
    name: (hi, lo) => names.push(key(hi, lo)),
    call: (hi, lo) => calls.push(key(hi, lo)),
  });
  return { names, calls };
}

const hashed = (...names: string[]) => names.map((name) => hashText(name)).map(({ hi, lo }) => key(hi, lo));

describe('NameFinder', () => {
  it.each<[Language, string, string[]]>([
    [
      'python',
      'os.path.join(a)\nprint(x)\nf(1)(2)\nitems[0].append(3)\n"".join(y)',
      ['os.path.join', 'print', 'f', '.append', '.join'],
    ],
    [
      'javascript',
      'a.b?.c(1); new Foo.Bar(2); f`x`; this.go(); (() => 1)(); a().b().c();',
      ['a.b.c', 'new Foo.Bar', 'f', 'this.go', '.c', '.b', 'a'],
    ],
    [
      'typescript',
      'parse<T>(x); a!.b(1); super.close(); new Map<string, number>();',
      ['parse', 'a.b', 'super.close', 'new Map'],
    ],
    [
      'java',
      'class A { void f() { a.b.c(1); d(); new E<>(2); g().h(); super.i(); java.util.List.of(); } }',
      ['a.b.c', 'd', 'new E', '.h', 'g', 'super.i', 'java.util.List.of'],
    ],
    [
      'go',
      'package p\nfunc f() { fmt.Println(1); g(); w.done.close(); x[0].y() }',
      ['fmt.Println', 'g', 'w.done.close', '.y'],
    ],
    [
      'cpp',
      'int f() { std::move(x); p->q.r(1); make<int>(2); std::make_unique<T>(3); return g(); }',
      ['std.move', 'p.q.r', 'make', 'std.make_unique', 'g'],
    ],
    ['c', 'int f() { return printf("x", g(1)); }', ['printf', 'g']],
    [
      'rust',
      'fn f() { Vec::new(); a.b.c(1); std::mem::take(&mut x); g().h(); println!("x"); parse::<u8>(y); }',
      ['Vec.new', 'a.b.c', 'std.mem.take', '.h', 'g', 'println', 'parse'],
    ],
  ])('finds what %s calls', async (language, text, calls) => {
    expect((await found(text, language)).calls).toEqual(hashed(...calls));
  });

  it.each<[string, Language, string, string[]]>([
    [
      'type arguments before the last name',
      'java',
      'class A { void f() { Collections.<String>emptyList(); this.<T>g(1); a.b.<T>c(); new <T> Foo(2); } }',
      ['Collections.emptyList', 'this.g', 'a.b.c', 'new Foo'],
    ],
    [
      'the place of a new object',
      'cpp',
      'void f() { new (buf) Foo(1); new (p) a::B(2); }',
      ['new Foo', 'new a.B'],
    ],
    ['the key word before a template', 'cpp', 'void f() { a.template h<int>(2); }', ['a.h']],
    [
      'comments in a chain',
      'javascript',
      'a\n  // why\n  .b()\n  /* more */ .c(); d/**/(1);',
      ['.c', 'a.b', 'd'],
    ],
    ['comments in a chain', 'java', 'class A { void f() { a /* x */ . b(1); } }', ['a.b']],
    ['comments in a chain', 'rust', 'fn f() { a // x\n .b(1); }', ['a.b']],
    ['line ends in a chain', 'javascript', 'a\r\n  .b\r\n  ?.c(1)', ['a.b.c']],
  ])('does not mind %s of %s', async (_, language, text, calls) => {
    expect((await found(text, language)).calls).toEqual(hashed(...calls));
  });

  it.each<[string, Language, string]>([
    ['a destructor', 'cpp', 'void f() { obj->~Foo(); }'],
    ['an operator by its name', 'cpp', 'void f() { x->operator()(1); }'],
    ['a pointer', 'c', 'void f() { (*p)(1); }'],
    ['what an index gives', 'javascript', 'a["b"](1); a?.[0]?.(1);'],
    ['a function in brackets', 'javascript', '(0, fn)(1); (a || b)(2);'],
    ['a module', 'typescript', 'import("x");'],
    ['a lambda', 'python', '(lambda: 1)()'],
    ['a conversion', 'go', 'package p\nvar x = []byte("x")'],
  ])('has no target for a call of %s', async (_, language, text) => {
    expect((await found(text, language)).calls).toEqual([]);
  });

  it('finds names and calls alike in a source whose lines end as on Windows', async () => {
    for (const [language, text] of Object.entries(SNIPPETS)) {
      const plain = await found(text, language as Language);
      expect(await found(text.replaceAll('\n', '\r\n'), language as Language), language).toEqual(plain);
    }
  });

  it('takes names of the prototype for names like any other', async () => {
    const { names, calls } = await found('x.__proto__.constructor(toString)\n', 'python');
    expect(names).toEqual(hashed('x', '__proto__', 'constructor', 'toString'));
    expect(calls).toEqual(hashed('x.__proto__.constructor'));
  });

  it('finds names where they stand, key words and literals are none', async () => {
    const { names } = await found(
      'def add(first, second=1):\n    return first + "x" + str(None)\n',
      'python',
    );
    expect(names).toEqual(hashed('add', 'first', 'second', 'first', 'str'));
  });

  it('finds names that are not ASCII', async () => {
    const { names, calls } = await found('größe = länge.von(ß)\n', 'python');
    expect(names).toEqual(hashed('größe', 'länge', 'von', 'ß'));
    expect(calls).toEqual(hashed('länge.von'));
  });

  it('keeps the last parts of an endless chain', async () => {
    const parts = Array.from({ length: 200 }, (_, i) => `p${i}`);
    const { calls } = await found(`${parts.join('.')}(1)`, 'javascript');
    expect(calls).toEqual(hashed(parts.slice(-32).join('.')));
  });

  it('takes no longer for a chain of ten thousand calls than it has calls', async () => {
    const { calls } = await found(`a${'.b()'.repeat(10_000)}`, 'javascript');
    expect(calls).toHaveLength(10_000);
    expect(new Set(calls)).toEqual(new Set(hashed('a.b', '.b')));
  });

  it('finds names in every language, and survives what is broken', async () => {
    for (const [language, text] of Object.entries(SNIPPETS)) {
      const { names, calls } = await found(text, language as Language);
      expect(names.length, language).toBeGreaterThan(5);
      expect(calls.length, language).toBeGreaterThan(0);
      for (const broken of BROKEN) await found(broken, language as Language);
    }
  });
});
