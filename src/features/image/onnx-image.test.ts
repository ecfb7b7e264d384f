import { describe, expect, it } from 'vitest';
import { noiseImage } from './images.test.support.ts';
import { onnxImageEncoder } from './onnx-image.ts';

const REQUEST = { source: 'onnx', folder: '/models/clip', id: 'abc' } as const;

interface Raw {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly channels: number;
}

/** A package whose model gives, for each token of a picture, its width and first pixel. */
function fake(tokens: number, seen: unknown[][] = []) {
  const env = { allowRemoteModels: true, localModelPath: '' };
  return {
    env,
    RawImage: class {
      readonly data: Uint8ClampedArray;
      readonly width: number;
      readonly channels: number;
      constructor(data: Uint8ClampedArray, width: number, _height: number, channels: number) {
        this.data = data;
        this.width = width;
        this.channels = channels;
      }
    },
    async pipeline(task: string, model: string) {
      seen.push([task, model, env.localModelPath, env.allowRemoteModels]);
      return async (images: readonly Raw[]) => {
        seen.push(images.map(({ channels, data }) => [channels, data.length]));
        const rows = images.flatMap(({ width, data }) =>
          Array.from({ length: tokens }, (_, t) => [width * 10 ** t, data[0] * 10 ** t]).flat(),
        );
        const dims = tokens === 1 ? [images.length, 2] : [images.length, tokens, 2];
        return { dims, data: Float32Array.from(rows) };
      };
    },
  };
}

const examples = Array.from({ length: 11 }, (_, i) => ({
  id: `${i}`,
  group: `${i}`,
  text: '',
  image: noiseImage(i + 2, 3, i + 1, i % 2 === 0 ? 1 : 3),
}));

describe('onnxImageEncoder', () => {
  it.each([1, 5])('gives the first of %d tokens, of length 1, without a network', async (tokens) => {
    const seen: unknown[][] = [];
    const encoder = await onnxImageEncoder(REQUEST, async () => fake(tokens, seen));
    expect(seen[0]).toEqual(['image-feature-extraction', 'clip', '/models', false]);
    const { count, dimension, data } = await encoder.encode(examples);
    expect([count, dimension, encoder.id]).toEqual([11, 2, 'onnx:abc']);
    for (const [i, { image }] of examples.entries()) {
      const norm = Math.hypot(image.width, image.data[0]);
      expect(data[2 * i]).toBeCloseTo(image.width / norm, 5);
      expect(data[2 * i + 1]).toBeCloseTo(image.data[0] / norm, 5);
    }
    // Eight at a time, grey ones with three channels.
    expect(seen.slice(1).map((batch) => batch.length)).toEqual([8, 3]);
    expect(seen[1][0]).toEqual([3, 18]);
  });

  it('says how to install the package, and what a folder lacks', async () => {
    const missing = onnxImageEncoder(REQUEST, async () => {
      throw new Error('Cannot find package');
    });
    await expect(missing).rejects.toMatchObject({
      code: 'E_PEER',
      hint: expect.stringMatching(/npm install/),
    });
    const empty = { ...fake(1), pipeline: () => Promise.reject(new Error('no config.json')) };
    await expect(onnxImageEncoder(REQUEST, async () => empty)).rejects.toMatchObject({
      code: 'E_FORMAT',
      where: '/models/clip',
    });
  });
});
