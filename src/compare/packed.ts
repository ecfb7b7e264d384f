import type { Profile } from '../profile/profile.ts';
import type { SampledExample } from '../sketch/example-sample.ts';
import type { Vocabulary } from '../text/vocabulary.ts';

/** The example sample of one profile cut to a given number of tokens, as dense token ids. */
export interface Packed {
  /** Token ids of all examples, one after the other. */
  readonly ids: Uint32Array;
  /** Tokens of example e are [offsets[e], offsets[e + 1]). */
  readonly offsets: Uint32Array;
  readonly blocks: Uint8Array;
  readonly examples: readonly SampledExample[];
  /** Tokens and ends of examples: what the sample weighs. */
  readonly tokens: number;
}

/** Tokens that a profile's sample weighs, ends of examples included. */
export function sampleWeight(profile: Profile): number {
  let weight = 0;
  for (const example of profile.sample.examples) weight += example.tokenHi.length + 1;
  return weight;
}

/** The first examples of the sample, in order of hash, that weigh `tokens` together; the last is cut to fit. */
export function pack(profile: Profile, tokens: number, vocabulary: Vocabulary): Packed {
  const chosen: SampledExample[] = [];
  const lengths: number[] = [];
  let weight = 0;
  for (const example of profile.sample.examples) {
    if (weight >= tokens) break;
    const length = Math.min(example.tokenHi.length, tokens - weight - 1);
    chosen.push(example);
    lengths.push(length);
    weight += length + 1;
  }
  const ids = new Uint32Array(weight - chosen.length);
  const offsets = new Uint32Array(chosen.length + 1);
  let at = 0;
  chosen.forEach((example, e) => {
    for (let i = 0; i < lengths[e]; i++)
      ids[at++] = vocabulary.intern(example.tokenHi[i], example.tokenLo[i]);
    offsets[e + 1] = at;
  });
  return { ids, offsets, blocks: Uint8Array.from(chosen, (e) => e.block), examples: chosen, tokens: weight };
}

/** The first examples that weigh at most `tokens` together. */
export function prefix(packed: Packed, tokens: number): Packed {
  if (packed.tokens <= tokens) return packed;
  let n = 0;
  while (n < packed.examples.length && packed.offsets[n + 1] + n + 1 <= tokens) n++;
  return {
    ids: packed.ids.subarray(0, packed.offsets[n]),
    offsets: packed.offsets.subarray(0, n + 1),
    blocks: packed.blocks.subarray(0, n),
    examples: packed.examples.slice(0, n),
    tokens: packed.offsets[n] + n,
  };
}
