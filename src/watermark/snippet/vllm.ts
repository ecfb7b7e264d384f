import { shellPath } from '../../base/shell.ts';
import { readSecrets } from '../key/secrets.ts';
import { DEFAULT_WIDTH } from '../vllm/gumbel.ts';
import { jsonWithIntegers, type SnippetTarget } from './snippet.ts';

/** Names of `--watermark-config`. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  'vllm-gumbel': 'gumbel',
  'vllm-dual-key': 'dual_key_gumbel',
  'vllm-synthid': 'synthid',
  'vllm-sbw': 'sbw',
};

/** vLLM: `--watermark-config` at start, `watermarking` in a request. */
export const VLLM: SnippetTarget = {
  name: 'vllm',
  what: 'vLLM',
  schemes: ['vllm-gumbel', 'vllm-dual-key', 'vllm-synthid', 'vllm-sbw'],
  make({ key: { scheme, secrets, parameters }, file }) {
    const { width = DEFAULT_WIDTH, alpha, depth, gamma, delta, seeding } = parameters;
    const [key] = readSecrets(scheme, secrets);
    const isSbw = scheme === 'vllm-sbw';
    return {
      secret: jsonWithIntegers({
        algorithm: ALGORITHMS[scheme],
        key,
        context_width: width,
        alpha,
        depth,
        ...(isSbw ? { sbw_scheme: seeding ?? 'selfhash', sbw_gamma: gamma, sbw_delta: delta } : {}),
      }),
      steps: [
        {
          title: 'Start the server',
          lines: [`vllm serve MODEL --watermark-config "$(cat ${shellPath(file)})"`],
        },
        {
          title: 'Ask for token ids in every request, so that they can be recorded',
          lines: ['"return_token_ids": true'],
        },
        { title: 'Leave one request unmarked', lines: ['"watermarking": false'] },
      ],
      notes: [
        'A command line can be seen by other users of the machine: start the server where there are none.',
        'Clients can opt out. Where they may not, take "watermarking" out of requests before the server sees them.',
        ...(isSbw
          ? []
          : [
              'Greedy decoding (temperature 0) and beam search leave no mark, and only the server is warned.',
            ]),
        ...(scheme === 'vllm-synthid'
          ? ['Not every version of vLLM knows "synthid": it refuses to start where it does not.']
          : []),
      ],
    };
  },
};
