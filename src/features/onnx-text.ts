import { basename, dirname } from 'node:path';
import { OutcrossError } from '../base/errors.ts';
import { loadPeer } from '../base/peer.ts';
import type { Example } from '../corpus/example.ts';
import { type Encoder, encoderId, type FeatureRequest } from './encoder.ts';
import type { Vectors } from './vectors.ts';

/** What is used of `@huggingface/transformers`. */
export interface TransformersModule {
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
  pipeline(task: string, model: string, options: object): Promise<Extractor>;
}

type Extractor = (
  texts: readonly string[],
  options: { readonly pooling: 'mean'; readonly normalize: boolean },
) => Promise<{ readonly dims: readonly number[]; readonly data: ArrayLike<number> }>;

const PACKAGE = '@huggingface/transformers';

/** Texts that go through the model together. */
const BATCH = 16;

/**
 * Sentence vectors of a local ONNX model: mean of the last layer over tokens, scaled to length 1 (Reimers and Gurevych 2019). Nothing is downloaded.
 * A text longer than the model's window is cut by its tokenizer. Throws `E_PEER` without the package, `E_FORMAT` for a folder that holds no such model.
 */
export async function onnxTextEncoder(
  request: Extract<FeatureRequest, { source: 'onnx' }>,
  load?: (name: string) => Promise<unknown>,
): Promise<Encoder> {
  const transformers = await loadPeer<TransformersModule>(PACKAGE, 'an ONNX encoder', load);
  transformers.env.allowRemoteModels = false;
  transformers.env.localModelPath = dirname(request.folder);
  const extract = await open(transformers, request.folder);
  return {
    id: encoderId(request),
    dimension: undefined,
    encode: (examples) => encode(extract, examples),
  };
}

async function open(transformers: TransformersModule, folder: string): Promise<Extractor> {
  try {
    return await transformers.pipeline('feature-extraction', basename(folder), { local_files_only: true });
  } catch (cause) {
    throw new OutcrossError('E_FORMAT', `${folder} holds no ONNX encoder of text that can be read`, {
      where: folder,
      hint: 'Give the folder that has config.json, tokenizer.json and onnx/model.onnx.',
      cause,
    });
  }
}

async function encode(extract: Extractor, examples: readonly Example[]): Promise<Vectors> {
  let data = new Float32Array(0);
  let dimension = 0;
  for (let from = 0; from < examples.length; from += BATCH) {
    const texts = examples.slice(from, from + BATCH).map(({ text }) => text);
    const made = await extract(texts, { pooling: 'mean', normalize: true });
    if (from === 0) {
      dimension = made.dims[made.dims.length - 1];
      data = new Float32Array(examples.length * dimension);
    }
    data.set(Float32Array.from(made.data), from * dimension);
  }
  return { count: examples.length, dimension, data };
}
