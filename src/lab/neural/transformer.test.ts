import { jit, numpy as np } from '@jax-js/jax';
import { describe, expect, it, vi } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { integers } from './batch.ts';
import { type Cache, decodeStep } from './decode-graph.ts';
import { scoreDocuments } from './score-transformer.ts';
import { type TransformerTraining, trainTransformer } from './train-transformer.ts';
import type { Documents, Transformer } from './transformer.ts';
import { logits } from './transformer-graph.ts';
import { transformerLayout } from './transformer-shape.ts';
import { initialWeights, keep, upload } from './weights.ts';
import { writeDocuments } from './write-transformer.ts';

const SHAPE = { vocabulary: 12, context: 8, width: 16, heads: 2, layers: 2 };
const TRAINING: TransformerTraining = {
  shape: SHAPE,
  optimiser: { rate: 0.02, warmUp: 0.1, decay: 0.1, longestGradient: 1 },
  rows: 4,
  epochs: 30,
};
const TEXT = Uint32Array.of(5, 3, 5, 7, 3, 11);

function untrained(seed: string): Transformer {
  return { shape: SHAPE, weights: initialWeights(transformerLayout(SHAPE), new Rng(seed)) };
}

function train(
  data: Documents,
  more: Partial<TransformerTraining> = {},
  weights?: number[],
): Promise<Transformer> {
  const batch = weights === undefined ? { data } : { data, weights: Float64Array.from(weights) };
  return trainTransformer(batch, { ...TRAINING, ...more }, new Rng('fit'));
}

describe('trainTransformer', () => {
  it('learns one text by heart, which it then writes', async () => {
    const losses: number[] = [];
    const model = await train([TEXT, TEXT, TEXT, TEXT], { epochs: 60, onStep: (loss) => losses.push(loss) });
    expect(losses[0]).toBeGreaterThan(2);
    expect(losses).toHaveLength(60);
    const [score] = await scoreDocuments(model, [TEXT]);
    expect(Math.exp(-score / (TEXT.length + 1))).toBeLessThan(1.05);
    const written = await writeDocuments(model, 3, new Rng('write'), { temperature: 0.1 });
    expect(written).toEqual([TEXT, TEXT, TEXT]);
  });

  it('reaches the entropy of a known source, and no less', async () => {
    // Independent tokens with probabilities 1/2, 1/4, 1/8, 1/8, as long as the context allows: entropy 1.75 bits a token.
    const draw = (rng: Rng) =>
      Uint32Array.from({ length: 7 }, () => 1 + [0, 0, 0, 0, 1, 1, 2, 3][rng.int(8)]);
    const rng = new Rng('source');
    const documents = Array.from({ length: 500 }, () => draw(rng));
    const model = await train(documents.slice(0, 400), { epochs: 2, rows: 8 });
    const scores = await scoreDocuments(model, documents.slice(400));
    const loss = -scores.reduce((sum, score) => sum + score, 0) / (100 * 7);
    const entropy = 1.75 * Math.LN2;
    expect(loss).toBeGreaterThan(entropy - 0.1);
    expect(loss).toBeLessThan(entropy + 0.12);
  });

  it('gives the same bytes for the same seed, and others for another', async () => {
    const first = await train([TEXT], { epochs: 12 });
    expect(await train([TEXT], { epochs: 12 })).toEqual(first);
    const other = await trainTransformer({ data: [TEXT] }, { ...TRAINING, epochs: 12 }, new Rng('other'));
    expect(other.weights[0]).not.toEqual(first.weights[0]);
  });

  it('learns nothing of a document that weighs nothing', async () => {
    const other = Uint32Array.of(2, 2, 2, 2);
    const model = await train([TEXT, other], { epochs: 100 }, [1, 0]);
    const [learnt, ignored] = await scoreDocuments(model, [TEXT, other]);
    expect(learnt).toBeGreaterThan(-1);
    expect(ignored).toBeLessThan(-10);
  });

  it('goes on from given weights', async () => {
    const learnt = await train([TEXT], { epochs: 200 });
    const losses: number[] = [];
    await train([TEXT], { epochs: 4, from: learnt, onStep: (loss) => losses.push(loss) });
    expect(losses[0]).toBeLessThan(0.2);
  });

  it('takes no more memory for more steps', async () => {
    await train([TEXT], { epochs: 20 });
    const grow = vi.spyOn(memoryOfWebAssembly(), 'grow');
    await train([TEXT], { epochs: 300 });
    expect(grow).not.toHaveBeenCalled();
    grow.mockRestore();
  });
});

/** Node's types do not know it. */
function memoryOfWebAssembly(): { grow(pages: number): number } {
  const { WebAssembly } = globalThis as unknown as {
    WebAssembly: { Memory: { prototype: { grow(pages: number): number } } };
  };
  return WebAssembly.Memory.prototype;
}

describe('a transformer', () => {
  it('gives probabilities that sum to 1 over all documents', async () => {
    const model = narrowest();
    const [nothing] = await scoreDocuments(model, [new Uint32Array(0)]);
    const first = await firstWords(model);
    expect(Math.exp(nothing) + first.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
  });

  it('does not look ahead', async () => {
    const shape = { ...SHAPE, layers: 1 };
    const weights = upload(
      transformerLayout(shape),
      initialWeights(transformerLayout(shape), new Rng('ahead')),
    );
    const run = async (ids: number[]) =>
      (await logits(keep(weights), integers(Int32Array.from(ids), [1, 4]), shape).data()) as Float32Array;
    const [one, other] = [await run([0, 3, 4, 5]), await run([0, 3, 9, 1])];
    expect(one.slice(0, 24)).toEqual(other.slice(0, 24));
    expect(one.slice(24)).not.toEqual(other.slice(24));
  });

  it('says the same step by step as all at once', async () => {
    const { weights } = untrained('cache');
    const arrays = upload(transformerLayout(SHAPE), weights);
    const ids = [0, 5, 3, 11, 2, 7, 7, 1];
    const whole = (await logits(
      keep(arrays),
      integers(Int32Array.from([...ids, ...ids]), [2, 8]),
      SHAPE,
    ).data()) as Float32Array;
    const step = jit((own: np.Array[], cache: Cache, id: np.Array, t: np.Array) =>
      decodeStep(own, cache, id, t, SHAPE),
    );
    const empty = () => Array.from({ length: 2 }, () => np.zeros([2, 2, 8, 8]));
    let cache: Cache = { keys: empty(), values: empty() };
    for (const [t, id] of ids.entries()) {
      const result = step(
        keep(arrays),
        cache,
        integers(Int32Array.of(id, id), [2]),
        np.array(t, { dtype: np.int32 }),
      );
      cache = result.cache;
      const scores = (await result.scores.data()) as Float32Array;
      for (let i = 0; i < 12; i++) {
        expect(scores[i]).toBeCloseTo(whole[t * 12 + i], 4);
        expect(scores[12 + i]).toBe(scores[i]);
      }
    }
  });
});

/** Three words, documents of one word at most. */
function narrowest(): Transformer {
  const shape = { vocabulary: 4, context: 2, width: 16, heads: 1, layers: 1 };
  return { shape, weights: initialWeights(transformerLayout(shape), new Rng('narrow')) };
}

/** Probabilities of each first word. */
async function firstWords({ shape, weights }: Transformer): Promise<number[]> {
  const arrays = upload(transformerLayout(shape), weights);
  const scores = (await logits(arrays, integers(Int32Array.of(0), [1, 1]), shape).data()) as Float32Array;
  const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
  return [1, 2, 3].map((id) => Math.exp(scores[id]) / total);
}

describe('writeDocuments', () => {
  it('writes the same documents whatever else is written beside them', async () => {
    const model = untrained('write');
    const five = await writeDocuments(model, 5, new Rng('own'));
    const two = await writeDocuments(model, 2, new Rng('own'));
    expect(five.slice(0, 2)).toEqual(two);
    expect(await writeDocuments(model, 0, new Rng('own'))).toEqual([]);
  });

  it('writes as often as the model says: the end at once, and each first word', async () => {
    const model = narrowest();
    const n = 3000;
    const documents = await writeDocuments(model, n, new Rng('often'));
    const first = await firstWords(model);
    for (const [i, p] of first.entries()) {
      const share = documents.filter((document) => document[0] === i + 1).length / n;
      expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / n));
    }
  });

  it('ends every document at the context', async () => {
    const documents = await writeDocuments(untrained('long'), 200, new Rng('long'));
    const lengths = documents.map((document) => document.length);
    expect(Math.max(...lengths)).toBe(SHAPE.context - 1);
    expect(documents.every((document) => document.every((id) => id > 0 && id < 12))).toBe(true);
  });
});
