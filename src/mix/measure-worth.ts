import { planShards } from '../corpus/plan.ts';
import { readShard } from '../corpus/read.ts';
import type { CorpusSpec } from '../corpus/source.ts';
import type { SurveySettings } from '../engine/rows/survey-rows.ts';
import { HumanModel } from '../lm/human-model.ts';
import { NearIndex } from '../quality/duplicates/near-index.ts';
import { encodeNearIndex } from '../quality/duplicates/near-index-codec.ts';
import { Signer } from '../quality/duplicates/signature.ts';
import { Tokenizer } from '../text/tokenizer.ts';

/** Tokens of the reservoir that the human model is trained on: more would change it little and take memory. */
const MODEL_TOKENS = 3_000_000;

/** What the worth of synthetic examples is measured with: the human reservoir, read once. */
export async function worthMeasures(spec: CorpusSpec): Promise<NonNullable<SurveySettings['worth']>> {
  const neighbours = new NearIndex();
  const signer = new Signer(neighbours.settings);
  const tokenizer = new Tokenizer();
  const texts: string[] = [];
  let size = 0;
  for (const shard of await planShards(spec)) {
    for await (const examples of readShard(shard, spec, { badRow: () => {}, progress: () => {} })) {
      for (const { id, text } of examples) {
        neighbours.add(id, signer.sign(text));
        // About four characters and a blank a word.
        if (size < MODEL_TOKENS * 5) texts.push(text);
        size += text.length;
      }
    }
  }
  return { human: HumanModel.train(texts, tokenizer).parts, neighbours: encodeNearIndex(neighbours) };
}
