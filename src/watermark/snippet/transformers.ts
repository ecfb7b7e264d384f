import type { WatermarkKey } from '../key/key.ts';
import { readSecrets } from '../key/secrets.ts';
import { DEFAULT_KEY } from '../kgw/readings.ts';
import { DEFAULT_NGRAM } from '../synthid/synthid.ts';
import { jsonWithIntegers, type SnippetTarget } from './snippet.ts';

/** Transformers in Python: a watermarking configuration of `generate`. */
export const TRANSFORMERS: SnippetTarget = {
  name: 'transformers',
  what: 'Transformers',
  schemes: ['kgw-transformers', 'synthid-transformers'],
  make({ key, file }) {
    const isSynthId = key.scheme === 'synthid-transformers';
    const config = isSynthId ? 'SynthIDTextWatermarkingConfig' : 'WatermarkingConfig';
    return {
      secret: isSynthId ? synthId(key) : greenList(key),
      steps: [
        {
          title: 'Mark what is generated, in Python',
          lines: [
            'import json',
            `from transformers import ${config}`,
            '',
            `mark = ${config}(**json.load(open(${JSON.stringify(file)})))`,
            'output = model.generate(**inputs, watermarking_config=mark, do_sample=True)',
            'token_ids = output[0][inputs.input_ids.shape[1]:].tolist()',
          ],
        },
      ],
      notes: [
        'On CUDA the generator of PyTorch gives other lists than on the CPU: what is marked there cannot be verified here. ' +
          'Make the key with --device cuda, so that this is said of every text.',
        ...(isSynthId ? ['Greedy decoding leaves no mark.'] : []),
      ],
    };
  },
};

function greenList({ scheme, secrets, parameters }: WatermarkKey): string {
  const { gamma, delta, seeding, width } = parameters;
  return jsonWithIntegers({
    greenlist_ratio: gamma ?? 0.25,
    bias: delta ?? 2,
    hashing_key: readSecrets(scheme, secrets)[0] ?? DEFAULT_KEY,
    seeding_scheme: seeding ?? 'lefthash',
    context_width: width ?? 1,
  });
}

function synthId({ scheme, secrets, parameters }: WatermarkKey): string {
  return jsonWithIntegers({
    keys: readSecrets(scheme, secrets),
    ngram_len: parameters.ngram ?? DEFAULT_NGRAM,
  });
}
