import { describe, expect, it } from 'vitest';
import type { Example } from '../corpus/example.ts';
import type { Language } from '../corpus/languages.ts';
import { CODE_COUNTS, CODE_FEATURES, NAMED_BROKEN } from './code-facet.ts';
import { decodeCode, encodeCode } from './code-facet-codec.ts';
import { CodeReader } from './code-reader.ts';
import { CodeTally } from './code-tally.ts';
import { Grammars } from './grammars.ts';
import { nodeStream, reserve } from './node-stream.ts';
import { LONGEST_SOURCE } from './source-pieces.ts';

const source = (id: string, text: string, language: Language | undefined = 'python') =>
  ({ id, text, language }) as unknown as Example;

/** The facet of some sources, each in block 3, read as a profile reads them. */
async function read(sources: readonly Example[]) {
  const reader = new CodeReader();
  await reader.add(sources, new Uint8Array(sources.length).fill(3));
  const tokens = sources.map((one) => {
    let length = 0;
    for (const piece of reader.pieces(one.text)) length += reader.tokens(piece, one).length;
    return length;
  });
  return { facet: reader.finish(), tokens };
}
const sum = (counts: Float64Array) => counts.reduce((a, b) => a + b, 0);

describe('CodeReader', () => {
  it('counts sources by language and block, clean ones apart from broken ones', async () => {
    const { facet, tokens } = await read([
      source('a', 'x = 1\n'),
      source('b', 'def (:::\n'),
      source('c', 'const x = 1;\n', 'typescript'),
    ]);
    expect(facet.counts.sources[3]).toBe(3);
    expect(sum(facet.counts.sources)).toBe(3);
    expect(facet.counts.clean[3]).toBe(2);
    expect([...facet.languages].map(([language, counts]) => [language, counts[3]])).toEqual([
      ['python', 2],
      ['typescript', 1],
    ]);
    expect(facet.broken.map(({ id, block }) => [id, block])).toEqual([['b', 3]]);
    expect(tokens[0]).toBeGreaterThan(0);
    expect(tokens[2]).toBeGreaterThan(0);
  });

  it('measures in UTF-16 units, and an empty source not at all', async () => {
    const { facet } = await read([source('a', 'x = "🌊"\n'), source('empty', '')]);
    expect(sum(facet.counts.units)).toBe('x = "🌊"\n'.length);
    expect(sum(facet.counts.sources)).toBe(2);
    expect(sum(facet.counts.clean)).toBe(2);
    for (const blocks of facet.histograms) expect(blocks[3].total).toBe(1);
  });

  it('reads a mark of encoding and line ends of Windows as it reads none', async () => {
    const plain = await read([source('a', 'x = f(1)\ny = x\n')]);
    const windows = await read([source('a', 'x = f(1)\r\ny = x\r\n')]);
    expect(windows.tokens).toEqual(plain.tokens);
    expect(sum(windows.facet.counts.clean)).toBe(1);
    expect([...windows.facet.constructs]).toEqual([...plain.facet.constructs]);
  });

  it('counts a source in pieces once, as cut', async () => {
    const line = 'value = call(1)\n';
    const long = line.repeat(Math.ceil((LONGEST_SOURCE * 1.5) / line.length));
    const { facet } = await read([source('long', long), source('short', line)]);
    expect(sum(facet.counts.sources)).toBe(2);
    expect(sum(facet.counts.cut)).toBe(1);
    expect(sum(facet.counts.units)).toBe(long.length + line.length);
    expect(sum(facet.counts.clean)).toBe(2);
  });

  it('refuses a source of no known language by its id, and tokens before their batch', async () => {
    const reader = new CodeReader();
    const nameless = { id: 'n1', text: 'x' } as Example;
    await expect(reader.add([nameless], Uint8Array.of(0))).rejects.toMatchObject({
      code: 'E_FIELD',
      where: 'n1',
    });
    expect(() => reader.tokens('x', source('early', 'x'))).toThrow(
      expect.objectContaining({ code: 'E_INTERNAL' }),
    );
  });

  it('forgets a batch once another came', async () => {
    const reader = new CodeReader();
    const [one, two] = [source('one', 'x = 1'), source('two', 'y = 2')];
    await reader.add([one], Uint8Array.of(0));
    await reader.add([two], Uint8Array.of(1));
    expect(() => reader.tokens(one.text, one)).toThrow(expect.objectContaining({ code: 'E_INTERNAL' }));
    expect(reader.tokens(two.text, two).length).toBeGreaterThan(0);
  });

  it('gives a facet that its bytes give back', async () => {
    const { facet } = await read([
      source('__proto__', 'class A: pass\n'),
      source('b\n\0', '((((\n'),
      source('日本', 'fn main() { /* x */ }', 'rust'),
    ]);
    const bytes = encodeCode(facet);
    const again = decodeCode(bytes);
    expect(encodeCode(again)).toEqual(bytes);
    expect(again.broken).toEqual(facet.broken);
    expect([...again.languages.keys()]).toEqual([...facet.languages.keys()]);
  });
});

describe('CodeTally', () => {
  it('sums the pieces of a source, and names the share of it that fits no rule', () => {
    const tally = new CodeTally();
    const one = source('one', '');
    tally.open(one, 'go', 5);
    tally.refuse(100);
    tally.open(one, 'go', 5);
    tally.refuse(28);
    const facet = tally.finish([]);
    expect(CODE_COUNTS.map((count) => facet.counts[count][5])).toEqual([1, 0, 128, 128, 0, 2, 1]);
    expect(facet.broken).toEqual([{ id: 'one', block: 5, share: 1024 }]);
    expect(facet.histograms[CODE_FEATURES.indexOf('parsed')][5].total).toBe(1);
  });

  it('names the first broken sources by id and counts all, whatever their order', () => {
    const ids = Array.from({ length: NAMED_BROKEN * 5 }, (_, i) => `s${String(i).padStart(4, '0')}`);
    const facetOf = (order: readonly string[]) => {
      const tally = new CodeTally();
      for (const id of order) {
        tally.open(source(id, ''), 'go', 0);
        tally.refuse(1);
      }
      return tally.finish([]);
    };
    const facet = facetOf(ids);
    expect(facet.broken.map(({ id }) => id)).toEqual(ids.slice(0, NAMED_BROKEN));
    expect(facet.counts.sources[0]).toBe(ids.length);
    expect(encodeCode(facetOf([...ids].reverse()))).toEqual(encodeCode(facet));
  });

  it('of nothing is the empty facet', () => {
    const facet = new CodeTally().finish([]);
    expect(facet.languages.size + facet.constructs.size + facet.broken.length).toBe(0);
    for (const count of CODE_COUNTS) expect(sum(facet.counts[count])).toBe(0);
  });
});

describe('Grammars', () => {
  it('loads each grammar once, C and C++ the same one, and none that nobody asked for', async () => {
    const grammars = await Grammars.start();
    await grammars.load(['c', 'cpp', 'c']);
    expect(grammars.of('c')).toBe(grammars.of('cpp'));
    expect([...grammars.all()]).toHaveLength(1);
    const before = grammars.of('c');
    await grammars.load(['go', 'c']);
    expect(grammars.of('c')).toBe(before);
    expect(grammars.of('python')).toBeUndefined();
    grammars.close();
    expect([...grammars.all()]).toEqual([]);
  });
});

describe('reserve', () => {
  it('makes room for at least as many nodes, and keeps what is large enough', () => {
    const stream = nodeStream(4);
    const { kind } = stream;
    reserve(stream, 4);
    expect(stream.kind).toBe(kind);
    reserve(stream, 5);
    for (const part of [stream.kind, stream.start, stream.end, stream.parent, stream.next]) {
      expect(part.length).toBeGreaterThanOrEqual(5);
    }
    expect(stream.length).toBe(0);
  });
});
