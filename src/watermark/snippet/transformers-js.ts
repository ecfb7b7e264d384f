import { SCHEMES, type SchemeName } from '../key/key.ts';
import type { SnippetTarget } from './snippet.ts';

/** Schemes whose first marks are decided by the prompt. */
const SEES_PROMPT: readonly SchemeName[] = [
  'sglang-gumbel',
  'sglang-dual-key',
  'kgw-lm-watermarking',
  'kgw-transformers',
  'kgw-tgi',
];

/** `@huggingface/transformers` in JavaScript: a processor of logits, for every scheme. */
export const TRANSFORMERS_JS: SnippetTarget = {
  name: 'transformers-js',
  what: '@huggingface/transformers',
  schemes: SCHEMES,
  make: ({ key: { scheme }, stored }) => ({
    steps: [
      {
        title: 'Mark what is generated, in JavaScript',
        lines: [
          "import { readFile } from 'node:fs/promises';",
          "import { LogitsProcessor, LogitsProcessorList } from '@huggingface/transformers';",
          "import { openWatermarkKey, watermarkProcessor } from 'outcross';",
          '',
          `const key = openWatermarkKey(JSON.parse(await readFile(${JSON.stringify(stored)}, 'utf8')));`,
          'const processors = new LogitsProcessorList();',
          'processors.push(watermarkProcessor(LogitsProcessor, {',
          '  marker: () => key.marker(Math.random),',
          `  seesPrompt: ${SEES_PROMPT.includes(scheme)},`,
          '  topK: 50,',
          '}));',
          'const output = await model.generate({ ...inputs, do_sample: true, top_k: 0, logits_processor: processors });',
        ],
      },
    ],
    notes: ['Make a new processor for every call of generate: it remembers the texts of one call.'],
  }),
};
