import { beforeAll, describe, expect, it } from 'vitest';
import { oraclePackage } from '../../test/oracles/programs.ts';
import { Rng } from '../base/rng.ts';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { detect } from './fixtures.test.support.ts';
import type { SchemeName, WatermarkKey } from './key/key.ts';
import { openKey } from './key/open-key.ts';
import { watermarkProcessor } from './logits-processor.ts';
import { bigramOnnx } from './tiny-model.test.support.ts';

/** What is used of `@huggingface/transformers`. */
interface Transformers {
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
  readonly LogitsProcessor: new () => object;
  readonly LogitsProcessorList: new () => { push(processor: object): void };
  readonly Tensor: new (type: string, data: BigInt64Array, dims: readonly number[]) => object;
  readonly AutoModelForCausalLM: {
    from_pretrained(
      path: string,
      options: object,
    ): Promise<{ generate(options: object): Promise<{ tolist(): bigint[][] }> }>;
  };
}

/** The package, or a file of it that stands elsewhere. */
const PEER =
  process.env['OUTCROSS_TRANSFORMERS'] ??
  oraclePackage('@huggingface/transformers/dist/transformers.node.mjs') ??
  '@huggingface/transformers';
const peer = (await import(/* @vite-ignore */ PEER).catch(() => undefined)) as Transformers | undefined;

const VOCABULARY = 300;
const WIDTH = 16;
const disk = scratch();

function key(scheme: SchemeName): WatermarkKey {
  const parameters = /^kgw|^unigram/.test(scheme) ? { vocabulary: VOCABULARY, delta: 4 } : {};
  const secrets = scheme.startsWith('synthid')
    ? Array.from({ length: 20 }, (_, i) => String(i * 7919 + 13))
    : ['77'];
  return { id: 'k', scheme, secrets, parameters };
}

describe.skipIf(peer === undefined)(
  'by another program: watermarkProcessor in generate of @huggingface/transformers',
  () => {
    let model: Awaited<ReturnType<Transformers['AutoModelForCausalLM']['from_pretrained']>>;

    beforeAll(async () => {
      const rng = new Rng('bigram');
      const weights = (scale: number) =>
        Float32Array.from({ length: VOCABULARY * WIDTH }, () => scale * rng.normal());
      const config = {
        model_type: 'gpt2',
        architectures: ['GPT2LMHeadModel'],
        vocab_size: VOCABULARY,
        n_positions: 1024,
        n_embd: WIDTH,
        n_layer: 1,
        n_head: 1,
        eos_token_id: VOCABULARY - 1,
      };
      disk.write('tiny/config.json', JSON.stringify(config));
      disk.write('tiny/onnx/model.onnx', bigramOnnx(VOCABULARY, WIDTH, weights(0.5), weights(1)));
      peer!.env.allowRemoteModels = false;
      peer!.env.localModelPath = disk.folder;
      model = await peer!.AutoModelForCausalLM.from_pretrained('tiny', { dtype: 'fp32', device: 'cpu' });
    });

    /** What a batch of two prompts goes on with. */
    async function generated(scheme?: SchemeName): Promise<{ prompts: number[][]; texts: number[][] }> {
      const prompts = [
        [1, 2, 3, 4, 5],
        [9, 8, 7, 6, 17],
      ];
      const { Tensor, LogitsProcessor, LogitsProcessorList } = peer!;
      const processors = new LogitsProcessorList();
      if (scheme !== undefined) {
        const rng = new Rng(scheme);
        const opened = openKey(key(scheme));
        const options = {
          marker: () => opened.marker(() => rng.next()),
          seesPrompt: /^(kgw|sglang)/.test(scheme),
        };
        processors.push(watermarkProcessor(LogitsProcessor, { ...options, topK: 100 }));
      }
      const ids = (value: number) => BigInt64Array.from(prompts.flat(), () => BigInt(value));
      const output = await model.generate({
        input_ids: new Tensor('int64', BigInt64Array.from(prompts.flat(), BigInt), [2, 5]),
        attention_mask: new Tensor('int64', ids(1), [2, 5]),
        max_new_tokens: 160,
        min_new_tokens: 160,
        do_sample: true,
        top_k: 0,
        logits_processor: processors,
      });
      return { prompts, texts: output.tolist().map((text) => text.slice(5).map(Number)) };
    }

    it.each([
      'vllm-gumbel',
      'vllm-dual-key',
      'vllm-synthid',
      'vllm-sbw',
      'sglang-gumbel',
      'kgw-transformers',
      'kgw-tgi',
      'synthid-transformers',
      'synthid-deepmind',
      'unigram',
    ] as const)('marks what it generates under %s, so that it is found', async (scheme) => {
      const { prompts, texts } = await generated(scheme);
      for (const [i, text] of texts.entries()) {
        expect(text).toHaveLength(160);
        expect(detect(openKey(key(scheme)).detector(), text, prompts[i]).pValue).toBeLessThan(1e-4);
      }
    });

    it('leaves nothing to be found without it', async () => {
      const { texts } = await generated();
      for (const text of texts) {
        expect(detect(openKey(key('vllm-gumbel')).detector(), text).pValue).toBeGreaterThan(1e-4);
      }
    });
  },
);
