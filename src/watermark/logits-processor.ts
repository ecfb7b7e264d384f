import type { Marker } from './scheme.ts';

/** What is used of a tensor of `@huggingface/transformers`: logits of shape [texts, vocabulary]. */
export interface LogitsTensor {
  readonly dims: readonly number[];
  readonly data: ArrayLike<number>;
}

/** `LogitsProcessor` of `@huggingface/transformers`, which the caller imports: it is no dependency here. */
export type ProcessorBase = new () => object;

export interface ProcessorOptions {
  /** Makes the marker of one text. */
  readonly marker: () => Marker;
  /** Whether the tokens of the prompt belong to the context: of SGLang and KGW, not of vLLM and SynthID. */
  readonly seesPrompt: boolean;
  /**
   * Leave only so many of the likeliest tokens before marking. Processors run before the sampler cuts the vocabulary, so that a Gumbel mark
   * without it draws from all tokens, the worst included.
   */
  readonly topK?: number;
}

/** A processor that marks what `generate` writes: pass it in `logits_processor`. One instance is for one call of `generate`. */
export function watermarkProcessor<B extends ProcessorBase>(
  Base: B,
  options: ProcessorOptions,
): InstanceType<B> {
  const { marker, seesPrompt, topK } = options;
  const texts: { readonly marker: Marker; readonly start: number }[] = [];
  class WatermarkProcessor extends (Base as ProcessorBase) {
    /** `inputIds`: all tokens of each text so far, the prompt first. Bends `logits` in place. */
    _call(inputIds: readonly (readonly bigint[])[], logits: LogitsTensor): LogitsTensor {
      const vocabulary = logits.dims[logits.dims.length - 1];
      for (const [i, ids] of inputIds.entries()) {
        // What stands there at the first call is the prompt.
        texts[i] ??= { marker: marker(), start: seesPrompt ? 0 : ids.length };
        const row = (logits.data as Float32Array).subarray(i * vocabulary, (i + 1) * vocabulary);
        if (topK !== undefined) keepLikeliest(row, topK);
        texts[i].marker.mark(row, ids.slice(texts[i].start).map(Number));
      }
      return logits;
    }
  }
  return new WatermarkProcessor() as InstanceType<B>;
}

/** Takes their probability from all but the `count` largest logits; of equals at the border all stay. */
export function keepLikeliest(logits: Float32Array | Float64Array, count: number): void {
  if (count >= logits.length) return;
  const border = logits.slice().sort()[logits.length - count];
  for (let token = 0; token < logits.length; token++) {
    if (logits[token] < border) logits[token] = Number.NEGATIVE_INFINITY;
  }
}
