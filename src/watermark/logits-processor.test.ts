import { describe, expect, it } from 'vitest';
import { detect } from './fixtures.test.support.ts';
import { keepLikeliest, watermarkProcessor } from './logits-processor.ts';
import { sglangDetector, sglangMarker } from './sglang/gumbel.ts';
import { gumbelDetector, gumbelMarker } from './vllm/gumbel.ts';

/** Stands for the class of `@huggingface/transformers`: an instance that can be called, and calls `_call`. */
class Callable {
  constructor() {
    const closure = (...args: unknown[]) =>
      (closure as unknown as { _call(...args: unknown[]): unknown })._call(...args);
    // biome-ignore lint/correctness/noConstructorReturn: so it is in the package.
    return Object.setPrototypeOf(closure, new.target.prototype);
  }
}

type Processor = (ids: bigint[][], logits: { dims: number[]; data: Float32Array }) => unknown;

/** Two texts, as `generate` would write them greedily. */
function generated(process: Processor, prompts: bigint[][], length: number): number[][] {
  const texts = prompts.map((prompt) => [...prompt]);
  for (let step = 0; step < length; step++) {
    const data = Float32Array.from({ length: 2 * 50 }, (_, i) => ((i * 37 + step * 17) % 53) / 20);
    process(texts, { dims: [2, 50], data });
    for (const [i, text] of texts.entries()) {
      const row = data.subarray(i * 50, (i + 1) * 50);
      text.push(BigInt(row.indexOf(Math.max(...row))));
    }
  }
  return texts.map((text, i) => text.slice(prompts[i].length).map(Number));
}

const key = { low: 5, high: 6 };
const prompts = [
  [1n, 2n, 3n],
  [4n, 5n, 6n],
];

describe('watermarkProcessor', () => {
  it('marks each text of a batch by itself, its prompt left out', () => {
    const options = { marker: () => gumbelMarker({ key }), seesPrompt: false };
    const processor = watermarkProcessor(Callable, options) as unknown as Processor;
    for (const text of generated(processor, prompts, 60)) {
      const found = detect(gumbelDetector({ key }), text);
      expect([found.scored, found.pValue! < 1e-12]).toEqual([60, true]);
    }
  });

  it('takes the prompt into the context where the scheme does', () => {
    const options = { marker: () => sglangMarker({ key }), seesPrompt: true };
    const processor = watermarkProcessor(Callable, options) as unknown as Processor;
    for (const [i, text] of generated(processor, prompts, 60).entries()) {
      expect(detect(sglangDetector({ key }), text, prompts[i].map(Number))).toMatchObject({ scored: 60 });
      expect(detect(sglangDetector({ key }), text, prompts[i].map(Number)).pValue).toBeLessThan(1e-12);
    }
  });

  it('draws from the likeliest tokens alone where they are cut', () => {
    const options = { marker: () => gumbelMarker({ key }), seesPrompt: false, topK: 1 };
    const cut = generated(watermarkProcessor(Callable, options) as unknown as Processor, prompts, 20);
    expect(cut).toEqual(generated(() => undefined, prompts, 20));
  });
});

describe('keepLikeliest', () => {
  it('keeps so many, and equals at the border', () => {
    const logits = Float32Array.of(3, 1, 2, 2, 0);
    keepLikeliest(logits, 2);
    const none = Number.NEGATIVE_INFINITY;
    expect([...logits]).toEqual([3, none, 2, 2, none]);
    const all = Float32Array.of(1, 2);
    keepLikeliest(all, 5);
    expect([...all]).toEqual([1, 2]);
  });
});
