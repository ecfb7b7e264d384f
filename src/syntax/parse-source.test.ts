import { beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../corpus/languages.ts';
import { Grammars } from './grammars.ts';
import { nodeStream } from './node-stream.ts';
import { parseSource } from './parse-source.ts';
import { SNIPPETS } from './snippets.test.support.ts';
import { LONGEST_SOURCE } from './source-pieces.ts';
import { TreeWalker } from './tree-walk.ts';

let grammars: Grammars;
let walker: TreeWalker;
beforeAll(async () => {
  grammars = await Grammars.start();
  await grammars.load(LANGUAGES);
  walker = new TreeWalker(grammars.runtime.memory);
});

describe('parseSource', () => {
  it.each(LANGUAGES)('parses a real program of %s without an error', (language) => {
    const out = nodeStream();
    expect(parseSource(SNIPPETS[language], grammars.of(language), walker, out)).toEqual({ broken: false });
    expect(out.length).toBeGreaterThan(60);
  });

  it('keeps the memory of the parser flat', () => {
    const out = nodeStream();
    const { memory } = grammars.runtime;
    const text = SNIPPETS.typescript.repeat(40);
    parseSource(text, grammars.of('typescript'), walker, out);
    const before = memory.HEAPU8.length;
    for (let i = 0; i < 60; i++) parseSource(text, grammars.of('typescript'), walker, out);
    expect(memory.HEAPU8.length).toBe(before);
  });

  it.each([
    ['python', '['],
    ['java', '{'],
    ['javascript', 'a?'],
    ['rust', 'fn a(){'],
    ['go', '\0'],
  ] as const)('survives the longest source of %s that nests without end', (language, unit) => {
    const text = unit.repeat(Math.floor(LONGEST_SOURCE / unit.length));
    const result = parseSource(text, grammars.of(language), walker, nodeStream());
    expect(result).toEqual({ broken: true });
  });

  it('stops a parser that takes too many steps, and parses what comes next as ever', () => {
    const grammar = grammars.of('python');
    const out = nodeStream();
    const reports: unknown[] = [];
    const impatient = {
      ...grammar,
      parser: new Proxy(grammar.parser, {
        get(parser, key) {
          if (key !== 'parse') {
            const value = Reflect.get(parser, key);
            return typeof value === 'function' ? value.bind(parser) : value;
          }
          // As though each report stood for a thousand.
          return (
            text: string,
            old: null,
            { progressCallback }: { progressCallback: (s: unknown) => boolean },
          ) =>
            parser.parse(text, old, {
              progressCallback: (state: unknown) => {
                reports.push(state);
                for (let i = 0; i < 999; i++) if (progressCallback(state)) return true;
                return progressCallback(state);
              },
            } as never);
        },
      }),
    };
    expect(parseSource('x = [1, 2]\n'.repeat(3000), impatient, walker, out)).toBeUndefined();
    expect(reports.length).toBeGreaterThan(0);
    expect(parseSource('x = 1\n', grammar, walker, out)).toEqual({ broken: false });
  });
});
