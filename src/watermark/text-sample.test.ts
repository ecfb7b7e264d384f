import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnTokens } from './fixtures.test.support.ts';
import { TextSample } from './text-sample.ts';

const plain = (sample: TextSample) =>
  sample.texts().map(({ prompt, tokens }) => ({ prompt: [...prompt], tokens: [...tokens] }));

function sampleOf(texts: readonly ArrayLike<number>[], most?: number): TextSample {
  const sample = new TextSample(most);
  for (const text of texts) sample.add(text);
  return sample;
}

const TEXTS = Array.from({ length: 60 }, (_, i) => drawnTokens(i + 1, 5 + (i % 11), 50));

describe('TextSample', () => {
  it('keeps all texts while there is room, each once, with what stood before it', () => {
    const sample = new TextSample();
    sample.add([1, 2, 3], [7, 8]);
    sample.add([4, 5]);
    sample.add([1, 2, 3], [9]);
    expect(plain(sample)).toHaveLength(2);
    expect(plain(sample)).toContainEqual({ prompt: [7, 8], tokens: [1, 2, 3] });
    expect(plain(sample)).toContainEqual({ prompt: [], tokens: [4, 5] });
  });

  it('keeps no more tokens than it may', () => {
    const kept = plain(sampleOf(TEXTS, 100)).reduce((sum, { tokens }) => sum + tokens.length, 0);
    expect(kept).toBeLessThanOrEqual(100);
    expect(kept).toBeGreaterThan(100 - 16);
  });

  it('is the same in any order and however texts were parted', () => {
    const whole = sampleOf(TEXTS, 100).lines();
    fc.assert(
      fc.property(fc.shuffledSubarray(TEXTS, { minLength: 60 }), fc.nat(60), (texts, cut) => {
        const left = sampleOf(texts.slice(0, cut), 100);
        left.merge(sampleOf(texts.slice(cut), 100).lines());
        expect(left.lines()).toEqual(whole);
        const right = sampleOf(texts.slice(cut), 100);
        right.merge(sampleOf(texts.slice(0, cut), 100).lines());
        expect(right.lines()).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it('keeps the start of a long text and the end of a long prompt', () => {
    const sample = new TextSample();
    const long = Array.from({ length: 20_000 }, (_, i) => i);
    sample.add(long, long);
    const [{ prompt, tokens }] = sample.texts();
    expect([tokens.length, tokens[0], prompt.length, prompt.at(-1)]).toEqual([8192, 0, 8192, 19_999]);
  });

  it('has no texts where none came, and takes an empty one for a text', () => {
    expect(new TextSample().lines()).toEqual({
      heads: new Uint32Array(0),
      tokens: new Int32Array(0),
      end: 2 ** 53,
    });
    expect(plain(sampleOf([[]]))).toEqual([{ prompt: [], tokens: [] }]);
  });

  it('keeps one of two texts alike whose prompts are not, whichever came first', () => {
    const [a, b] = [new TextSample(), new TextSample()];
    for (const prompt of [[1], [1, 2], []]) a.add([5, 6], prompt);
    for (const prompt of [[], [1, 2], [1]]) b.add([5, 6], prompt);
    expect(a.lines()).toEqual(b.lines());
    expect(plain(a)).toEqual([{ prompt: [], tokens: [5, 6] }]);
  });
});
