import { basename, dirname } from 'node:path';
import { OutcrossError } from '../../base/errors.ts';
import { loadPeer } from '../../base/peer.ts';
import type { Example, ImagePayload } from '../../corpus/example.ts';
import { type Encoder, encoderId, type FeatureRequest } from '../encoder.ts';
import type { Vectors } from '../vectors.ts';
import { imageOf } from './encoder.ts';

/** What is used of `@huggingface/transformers`. */
export interface ImageTransformers {
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
  readonly RawImage: new (
    data: Uint8ClampedArray,
    width: number,
    height: number,
    channels: number,
  ) => unknown;
  pipeline(task: string, model: string, options: object): Promise<ImageExtractor>;
}

type ImageExtractor = (
  images: readonly unknown[],
  options?: { readonly pool: boolean },
) => Promise<{ readonly dims: readonly number[]; readonly data: ArrayLike<number> }>;

const PACKAGE = '@huggingface/transformers';

/** Pictures that go through the model together. */
const BATCH = 8;

/**
 * Vectors of pictures by a local ONNX model (CLIP, DINO, ViT): its pooled output, or the first token of its last layer, scaled to
 * length 1. Its own preprocessor resizes and normalises; pictures come to it no longer than `LONGEST_SIDE`. Nothing is downloaded.
 * Throws `E_PEER` without the package, `E_FORMAT` for a folder that holds no such model.
 */
export async function onnxImageEncoder(
  request: Extract<FeatureRequest, { source: 'onnx' }>,
  load?: (name: string) => Promise<unknown>,
): Promise<Encoder> {
  const transformers = await loadPeer<ImageTransformers>(PACKAGE, 'an ONNX encoder', load);
  transformers.env.allowRemoteModels = false;
  transformers.env.localModelPath = dirname(request.folder);
  const extract = await open(transformers, request.folder);
  return {
    id: encoderId(request),
    dimension: undefined,
    encode: (examples) => encode(transformers, extract, examples),
  };
}

async function open(transformers: ImageTransformers, folder: string): Promise<ImageExtractor> {
  try {
    const options = { local_files_only: true };
    return await transformers.pipeline('image-feature-extraction', basename(folder), options);
  } catch (cause) {
    throw new OutcrossError('E_FORMAT', `${folder} holds no ONNX encoder of pictures that can be read`, {
      where: folder,
      hint: 'Give the folder that has config.json, preprocessor_config.json and onnx/model.onnx.',
      cause,
    });
  }
}

async function encode(
  { RawImage }: ImageTransformers,
  extract: ImageExtractor,
  examples: readonly Example[],
): Promise<Vectors> {
  let data = new Float32Array(0);
  let dimension = 0;
  for (let from = 0; from < examples.length; from += BATCH) {
    const batch = examples.slice(from, from + BATCH);
    const images = batch.map((example) => {
      const { width, height, data: pixels } = coloured(imageOf(example));
      return new RawImage(new Uint8ClampedArray(pixels), width, height, 3);
    });
    const { dims, data: numbers } = await extract(images);
    if (from === 0) {
      dimension = dims[dims.length - 1];
      data = new Float32Array(examples.length * dimension);
    }
    // [batch, tokens, dimension], of which the first token stands for the picture, or [batch, dimension].
    const stride = numbers.length / batch.length;
    for (let i = 0; i < batch.length; i++)
      data.set(
        unit(Float32Array.from({ length: dimension }, (_, j) => numbers[i * stride + j])),
        (from + i) * dimension,
      );
  }
  return { count: examples.length, dimension, data };
}

function unit(vector: Float32Array): Float32Array {
  const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return norm > 0 ? vector.map((value) => value / norm) : vector;
}

/** Three channels, which is what models of pictures take. */
function coloured({ width, height, channels, data }: ImagePayload): ImagePayload {
  if (channels === 3) return { width, height, channels, data };
  const out = new Uint8Array(3 * data.length);
  for (let i = 0; i < data.length; i++) out.fill(data[i], 3 * i, 3 * i + 3);
  return { width, height, channels: 3, data: out };
}
