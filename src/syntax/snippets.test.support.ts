import type { Language } from '../corpus/languages.ts';

/** A small real program in each language: nesting, aliases, comments, strings, calls, a rare construct or two. */
export const SNIPPETS: Readonly<Record<Language, string>> = {
  typescript: `import { join } from 'node:path';
// Where reports go.
export abstract class Sink<T extends object> implements Iterable<T> {
  static readonly #kept = new Map<string, number>();
  constructor(private readonly root: string) { super(); }
  async *rows(names: readonly string[]): AsyncGenerator<T> {
    for (const name of names) {
      try { yield JSON.parse(await read(join(this.root, name))) as T; }
      catch (error) { if (error instanceof SyntaxError) continue; throw error; }
      finally { Sink.#kept.set(name, (Sink.#kept.get(name) ?? 0) + 1 >>> 0); }
    }
  }
}
type Keys<T> = { [K in keyof T as \`on\${Capitalize<string & K>}\`]?: T[K] };
`,
  tsx: `export function List({ items }: { items: string[] }) {
  return <ul className="list">{items.map((item) => <li key={item}>{item}</li>)}<hr /></ul>;
}
`,
  javascript: `const fs = require('fs');
/* A generator,
   and a label. */
function* walk(node) {
  outer: for (const child of node.children || []) {
    if (!child) continue outer;
    yield* walk(child);
  }
  delete node.cache;
  return node?.value ?? \`none of \${fs.readdirSync('.').length}\`;
}
`,
  python: `import os.path
from typing import Iterator

# The lines of a file.
@cached
async def lines(path: str, *rest, **named) -> Iterator[str]:
    """Each line once."""
    seen = {part: len(part) for part in os.path.split(path) if part}
    try:
        with open(os.path.join(path, 'a.txt')) as handle:
            for line in handle:
                yield line.strip().lower()
    except (OSError, ValueError) as error:
        raise RuntimeError(f'{path!r} {error}') from error
    finally:
        del seen
    while (n := next(it)) is not None: print(lambda x, y=2: x ** y)
`,
  java: `package a.b;
import java.util.List;
/** A cache. */
public final class Cache<K extends Comparable<K>> implements AutoCloseable {
  private volatile int hits;
  @Override public synchronized void close() throws Exception {
    try (var stream = java.nio.file.Files.walk(root)) {
      stream.filter(p -> p.endsWith("x")).map(String::valueOf).forEach(System.out::println);
    } catch (IllegalStateException | NullPointerException e) { assert hits >>> 1 > 0 : "none"; }
    outer: do { switch (hits) { case 1 -> hits++; default -> { break outer; } } } while (true);
    new Thread(() -> this.close()).start();
  }
}
`,
  go: `package main

import ("fmt"; "os")

// Work is sent.
type Work struct { Name string; done chan<- error }

func (w *Work) Run(all ...int) (n int, err error) {
	defer func() { if r := recover(); r != nil { err = fmt.Errorf("%v", r) } }()
	select {
	case w.done <- nil:
	default:
		go os.Remove(w.Name)
	}
	switch v := any(all).(type) { case []int: n = len(v); fallthrough; case nil: goto end }
end:
	return n, err
}
`,
  c: `#include <stdio.h>
#define MAX(a, b) ((a) > (b) ? (a) : (b))
/* Bits. */
struct node { unsigned bits : 3; struct node *next; };
static int count(const struct node *n) {
  int total = 0;
  for (; n != NULL; n = n->next) total += n->bits & ~0x1u;
  if (total < 0) goto fail;
  return printf("%d\\n", MAX(total, 1));
fail:
  return -1;
}
`,
  cpp: `#include <vector>
// Sums.
namespace sums {
template <typename T, int N = 3>
class Sum final : public Base<T> {
 public:
  explicit Sum(std::vector<T>&& v) noexcept : values_(std::move(v)) {}
  virtual ~Sum() = default;
  auto operator<=>(const Sum&) const = default;
  T total() const { T t{}; for (auto&& v : values_) t += static_cast<T>(v); return t; }
 private:
  std::vector<T> values_;
};
}
`,
  rust: `use std::collections::HashMap;
/// Counts words.
pub fn count<'a>(text: &'a str) -> Result<HashMap<&'a str, usize>, Error> {
    let mut map = HashMap::new();
    for word in text.split_whitespace().filter(|w| !w.is_empty()) {
        *map.entry(word).or_insert(0) += 1;
    }
    if let Some(n @ 1..=9) = map.get("x").copied() { println!("{}", n); }
    match map.len() { 0 => Err(Error::Empty), _ if map.contains_key("y") => unsafe { std::mem::zeroed() }, _ => Ok(map) }
}
impl<T: Clone> Trait for Vec<T> where T: Send { type Out = T; const N: usize = 3; }
`,
};

/** Source that breaks in every way that hands and models break it. */
export const BROKEN: readonly string[] = [
  '',
  ' \n\t\n',
  '\0\0\0',
  '}}}))]',
  '((((((((((',
  'class {',
  'def f(:\n  return',
  '"unclosed',
  "'''never closed\n",
  '/* never closed',
  '😀 = 1; // 😀😀\nx😀y',
  'x = "\ud800"',
  'Call me Ishmael. Some years ago, never mind how long precisely.',
  'function f() { return `${`${`${1}`}`}`',
  '<div><p></div>',
  'template<template<template<class',
  '#include\n#if\n#endif\n#define',
];
