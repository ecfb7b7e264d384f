import { shellPath } from '../../base/shell.ts';
import { readSecrets } from '../key/secrets.ts';
import { jsonWithIntegers, type SnippetTarget } from './snippet.ts';

/** Tokens of context that SGLang takes where nothing else is said. */
const DEFAULT_WINDOW = 4;

/** SGLang: `--enable-watermark` with a file at start, `watermark` in a request. */
export const SGLANG: SnippetTarget = {
  name: 'sglang',
  what: 'SGLang',
  schemes: ['sglang-gumbel', 'sglang-dual-key'],
  make({ key: { scheme, secrets, parameters }, file, enforce = false }) {
    const { width = DEFAULT_WINDOW, mixing } = parameters;
    const [key, keyB] = readSecrets(scheme, secrets).map((secret) => secret.toString(16).padStart(16, '0'));
    return {
      secret: jsonWithIntegers({
        key,
        key_b: keyB,
        context_window: width,
        mixing_probability: keyB === undefined ? undefined : (mixing ?? 0.5),
        default_enabled: true,
        ...(enforce ? { enforce_all: true } : {}),
      }),
      steps: [
        {
          title: 'Start the server',
          lines: [
            `python -m sglang.launch_server --model-path MODEL --enable-watermark --watermark-config ${shellPath(file)}`,
          ],
        },
        ...(enforce
          ? []
          : [{ title: 'Leave one request unmarked', lines: ['"watermark": {"enabled": false}'] }]),
      ],
      notes: [
        enforce
          ? 'No client can opt out (enforce_all).'
          : 'Clients can opt out, unless the file is made with --enforce.',
        'Greedy decoding (temperature 0, top_k 1) leaves no mark.',
        'The prompt decides the first marks: keep its token ids too.',
      ],
    };
  },
};
