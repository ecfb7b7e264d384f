import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { LANGUAGES, type Language } from '../corpus/languages.ts';
import { walkByCursor } from './cursor-walk.ts';
import { Grammars } from './grammars.ts';
import { type NodeStream, nodeStream } from './node-stream.ts';
import { BROKEN, SNIPPETS } from './snippets.test.support.ts';
import { TreeWalker } from './tree-walk.ts';

let grammars: Grammars;
beforeAll(async () => {
  grammars = await Grammars.start();
  await grammars.load(LANGUAGES);
});

function listed({ kind, start, end, parent, next, length }: NodeStream): number[][] {
  return Array.from({ length }, (_, i) => [kind[i], start[i], end[i], parent[i], next[i]]);
}

/** The same tree by memory and by cursor. */
function bothWays(
  text: string,
  language: Language,
): { memory: number[][]; cursor: number[][]; fallbacks: number } {
  const { parser, layout } = grammars.of(language);
  const walker = new TreeWalker(grammars.runtime.memory);
  const tree = parser.parse(text)!;
  const [fast, slow] = [nodeStream(8), nodeStream(8)];
  walker.walk(tree, layout, fast);
  walkByCursor(tree, slow);
  tree.delete();
  return { memory: listed(fast), cursor: listed(slow), fallbacks: walker.fallbacks };
}

describe('TreeWalker', () => {
  it.each(LANGUAGES)('lists the nodes of %s as the cursor does, of memory alone', (language) => {
    const { memory, cursor, fallbacks } = bothWays(SNIPPETS[language], language);
    expect(memory).toEqual(cursor);
    expect(memory.length).toBeGreaterThan(60);
    expect(fallbacks).toBe(0);
  });

  it.each(LANGUAGES)('lists the nodes of broken %s as the cursor does', (language) => {
    for (const text of BROKEN) {
      const { memory, cursor, fallbacks } = bothWays(text, language);
      expect(memory, text).toEqual(cursor);
      expect(fallbacks, text).toBe(0);
    }
  });

  it('agrees with the cursor on whatever is typed', () => {
    const words = fc.constantFrom(...Object.values(SNIPPETS).flatMap((text) => text.split(/(?<=\W)/)));
    const source = fc.array(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 40 });
    fc.assert(
      fc.property(source, fc.constantFrom(...LANGUAGES), (parts, language) => {
        const { memory, cursor, fallbacks } = bothWays(parts.join(''), language);
        expect(memory).toEqual(cursor);
        expect(fallbacks).toBe(0);
      }),
      { numRuns: runs(300) },
    );
  });

  it('walks a tree a hundred thousand levels deep', () => {
    const deep = `x = ${'('.repeat(30_000)}1${')'.repeat(30_000)}`;
    const { memory, cursor } = bothWays(deep, 'javascript');
    expect(memory.length).toBeGreaterThan(60_000);
    expect(memory).toEqual(cursor);
  });

  it('asks the cursor where memory is laid out otherwise', () => {
    const { parser, layout } = grammars.of('java');
    const shifted = {
      HEAPU8: grammars.runtime.memory.HEAPU8,
      get HEAPU16() {
        return grammars.runtime.memory.HEAPU16;
      },
      get HEAPU32() {
        return grammars.runtime.memory.HEAPU32.map((word, i) => (i % 7 === 3 ? word ^ 0x40 : word));
      },
    };
    const walker = new TreeWalker(shifted);
    const tree = parser.parse(SNIPPETS.java)!;
    const [fast, slow] = [nodeStream(), nodeStream()];
    walker.walk(tree, layout, fast);
    walkByCursor(tree, slow);
    tree.delete();
    expect(walker.fallbacks).toBe(1);
    expect(listed(fast)).toEqual(listed(slow));
  });

  it('reads the same when a stream is used again for a smaller tree', () => {
    const { parser, layout } = grammars.of('python');
    const walker = new TreeWalker(grammars.runtime.memory);
    const out = nodeStream();
    for (const text of [SNIPPETS.python, 'x = 1\n']) {
      const tree = parser.parse(text)!;
      walker.walk(tree, layout, out);
      const slow = nodeStream();
      walkByCursor(tree, slow);
      tree.delete();
      expect(listed(out)).toEqual(listed(slow));
    }
    expect(out.length).toBeLessThan(10);
  });
});
