import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Example } from '../corpus/example.ts';
import { LANGUAGES, type Language } from '../corpus/languages.ts';
import { type CodeFacet, emptyCodeFacet, NAMED_BROKEN } from './code-facet.ts';
import { CodeReader } from './code-reader.ts';
import { codeFacet } from './facet.ts';
import { BROKEN, SNIPPETS } from './snippets.test.support.ts';

const { merge, restrict, encode, decode } = codeFacet;

/** A source, and the block that it lies in. */
interface Placed {
  readonly text: string;
  readonly language: Language;
  readonly block: number;
}

async function facetOf(sources: readonly Placed[]): Promise<CodeFacet> {
  const reader = new CodeReader();
  const examples = sources.map(
    ({ text, language }, i): Example => ({
      id: `${language}-${i}-${text.length}`,
      group: 'g',
      text,
      language,
    }),
  );
  await reader.add(
    examples,
    Uint8Array.from(sources, ({ block }) => block),
  );
  for (const example of examples)
    for (const piece of reader.pieces(example.text)) reader.tokens(piece, example);
  return reader.finish();
}

const bytes = (facet: CodeFacet) => Buffer.from(encode(facet)).toString('base64');

const texts = [...Object.values(SNIPPETS), ...BROKEN, 'x = 1\n', 'os.path.join(a, b)\n'];
const source = fc.record({
  text: fc.constantFrom(...texts),
  language: fc.constantFrom<Language>('python', 'java', 'typescript'),
  block: fc.integer({ min: 0, max: 63 }),
});
const corpus = fc.array(source, { maxLength: 6 });

describe('the facet of code', () => {
  it('merges in any order and grouping to the same bytes, the empty facet changing nothing', async () => {
    await fc.assert(
      fc.asyncProperty(corpus, corpus, corpus, async (one, two, three) => {
        const [a, b, c] = await Promise.all([facetOf(one), facetOf(two), facetOf(three)]);
        expect(bytes(merge(a, b))).toBe(bytes(merge(b, a)));
        expect(bytes(merge(merge(a, b), c))).toBe(bytes(merge(a, merge(b, c))));
        expect(bytes(merge(a, emptyCodeFacet()))).toBe(bytes(a));
      }),
      { numRuns: 6 },
    );
  });

  it('is read as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(corpus, async (sources) => {
        const facet = await facetOf(sources);
        expect(bytes(decode(encode(facet)))).toBe(bytes(facet));
      }),
      { numRuns: 6 },
    );
  });

  it('falls into two parts that merge to the whole', async () => {
    await fc.assert(
      fc.asyncProperty(corpus, async (sources) => {
        const facet = await facetOf(sources);
        const odd = restrict(facet, (block) => block % 2 === 1);
        const even = restrict(facet, (block) => block % 2 === 0);
        expect(bytes(merge(odd, even))).toBe(bytes(facet));
      }),
      { numRuns: 6 },
    );
  });

  it('says so where its bytes are damaged', async () => {
    const stored = encode(await facetOf([{ text: SNIPPETS.go, language: 'go', block: 3 }]));
    expect(() => decode(stored.subarray(0, stored.length - 1))).toThrow(
      expect.objectContaining({ code: 'E_PROFILE' }),
    );
    expect(() => decode(Uint8Array.from([...stored, 0]))).toThrow(
      expect.objectContaining({ code: 'E_PROFILE' }),
    );
    expect(() => decode(new Uint8Array(0))).toThrow(expect.objectContaining({ code: 'E_PROFILE' }));
  });

  it('names the broken sources that come first by id, and counts all', async () => {
    const broken = Array.from({ length: 3 * NAMED_BROKEN }, (_, i) => ({
      text: `def f(${'x'.repeat(i)}:`,
      language: 'python' as const,
      block: i % 64,
    }));
    const facet = await facetOf(broken);
    expect(facet.broken).toHaveLength(NAMED_BROKEN);
    expect(facet.broken.map(({ id }) => id)).toEqual(
      [...broken.keys()]
        .map((i) => `python-${i}-${broken[i].text.length}`)
        .sort()
        .slice(0, NAMED_BROKEN),
    );
    expect(facet.counts.sources.reduce((a, b) => a + b, 0)).toBe(300);
    expect(facet.counts.clean.reduce((a, b) => a + b, 0)).toBe(0);
  });
});

describe('CodeReader', () => {
  let all: CodeFacet;
  beforeAll(async () => {
    all = await facetOf(LANGUAGES.map((language, i) => ({ text: SNIPPETS[language], language, block: i })));
  });

  it('counts sources by language', () => {
    expect([...all.languages.keys()]).toEqual([...LANGUAGES].sort());
    for (const counts of all.languages.values()) expect(counts.reduce((a, b) => a + b, 0)).toBe(1);
  });

  it('knows what people call each construct, by its hash', () => {
    expect([...all.constructs.values()]).toContain('try_statement > finally_clause');
    expect([...all.constructs.keys()]).toEqual([...all.constructs.keys()].sort());
    expect(all.constructs.size).toBeGreaterThan(300);
  });

  it('measures each source once, however many pieces it is cut into', async () => {
    const text = 'def f(x):\n    return g(x)\n\n'.repeat(3000);
    const facet = await facetOf([{ text, language: 'python', block: 5 }]);
    expect(facet.counts.cut[5]).toBe(1);
    expect(facet.counts.sources[5]).toBe(1);
    expect(facet.counts.clean[5]).toBe(1);
    expect(facet.counts.units[5]).toBe(text.length);
    expect(facet.calls.columns.count[0]).toBe(3000);
    expect(facet.calls.columns.documents[0]).toBe(1);
  });

  it('measures an empty source, and one of blanks', async () => {
    const facet = await facetOf(['', '  \n'].map((text) => ({ text, language: 'go', block: 0 })));
    expect(facet.counts.sources[0]).toBe(2);
    expect(facet.counts.clean[0]).toBe(2);
    expect(facet.histograms[0][0].total).toBe(1);
  });

  it('refuses an example without a language, and one that it was not told of', async () => {
    const reader = new CodeReader();
    const example: Example = { id: 'a', group: 'a', text: 'x' };
    await expect(reader.add([example], new Uint8Array(1))).rejects.toMatchObject({ code: 'E_FIELD' });
    expect(() => reader.tokens('x', { ...example, language: 'go' })).toThrow(
      expect.objectContaining({ code: 'E_INTERNAL' }),
    );
  });

  it('reads all trees of memory', async () => {
    const reader = new CodeReader();
    const examples = LANGUAGES.map(
      (language): Example => ({ id: language, group: language, text: SNIPPETS[language], language }),
    );
    await reader.add(examples, new Uint8Array(examples.length));
    for (const example of examples) reader.tokens(example.text, example);
    expect(reader.fallbacks).toBe(0);
  });
});
