import { readSecrets } from '../key/secrets.ts';
import { unigramLogitBias } from '../unigram/unigram.ts';
import type { SnippetTarget } from './snippet.ts';

/** Any OpenAI-compatible server: the green list of Unigram as the `logit_bias` of every request. */
export const LOGIT_BIAS: SnippetTarget = {
  name: 'openai-logit-bias',
  what: 'A logit_bias',
  schemes: ['unigram'],
  make({ key: { scheme, secrets, parameters }, file, ids }) {
    const [key] = readSecrets(scheme, secrets);
    const bias = unigramLogitBias({ ...parameters, key, vocabulary: parameters.vocabulary! }, ids);
    return {
      secret: `${JSON.stringify(bias)}\n`,
      steps: [
        {
          title: 'Send the bias with every request, in JavaScript',
          lines: [
            `const logit_bias = JSON.parse(await readFile(${JSON.stringify(file)}, 'utf8'));`,
            'await client.chat.completions.create({ model, messages, logit_bias });',
          ],
        },
      ],
      notes: [
        `It names ${Object.keys(bias).length} tokens. Servers bound how many they take: name those that are worth it with --ids.`,
        'The bias is the green list: who sees it can find the mark and take it out. It goes to the server in every request.',
        ...(ids === undefined
          ? []
          : [
              'Tokens that the bias does not name are never favoured: longer texts are needed to find the mark.',
            ]),
      ],
    };
  },
};
