import { describe, expect, it } from 'vitest';
import type { Example } from '../corpus/example.ts';
import { onnxTextEncoder } from './onnx-text.ts';

const request = { source: 'onnx', folder: '/models/small', id: 'abc' } as const;
const texts = (n: number): Example[] =>
  Array.from({ length: n }, (_, i) => ({ id: `${i}`, group: `${i}`, text: 'x'.repeat(i) }));

/** A module that gives each text its length, and notes how it was asked. */
function standIn() {
  const asked: unknown[] = [];
  const env = { allowRemoteModels: true, localModelPath: '' };
  const module = {
    env,
    async pipeline(task: string, model: string, options: object) {
      asked.push({ task, model, options });
      return async (batch: readonly string[], how: object) => {
        asked.push({ texts: batch.length, ...how });
        return { dims: [batch.length, 2], data: batch.flatMap((text) => [text.length, 1]) };
      };
    },
  };
  return { asked, env, load: async () => module };
}

describe('the ONNX encoder of text', () => {
  it('asks for a local model only, in batches, mean-pooled and scaled', async () => {
    const { asked, env, load } = standIn();
    const encoder = await onnxTextEncoder(request, load);
    const vectors = await encoder.encode(texts(20));
    expect([vectors.count, vectors.dimension, vectors.data[2 * 19]]).toEqual([20, 2, 19]);
    expect(env).toEqual({ allowRemoteModels: false, localModelPath: '/models' });
    expect(asked).toEqual([
      { task: 'feature-extraction', model: 'small', options: { local_files_only: true } },
      { texts: 16, pooling: 'mean', normalize: true },
      { texts: 4, pooling: 'mean', normalize: true },
    ]);
    expect(encoder.id).toBe('onnx:abc');
  });

  it('says how to install the package where it is missing', async () => {
    const missing = async () => {
      throw new Error('Cannot find package');
    };
    await expect(onnxTextEncoder(request, missing)).rejects.toMatchObject({
      code: 'E_PEER',
      hint: 'Install it: npm install @huggingface/transformers',
    });
  });

  it('says that a folder holds no model', async () => {
    const { env } = standIn();
    const broken = async () => ({
      env,
      pipeline: async () => {
        throw new Error('no file');
      },
    });
    await expect(onnxTextEncoder(request, broken)).rejects.toMatchObject({
      code: 'E_FORMAT',
      where: '/models/small',
    });
  });
});
