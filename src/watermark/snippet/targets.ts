import { LOGIT_BIAS } from './logit-bias.ts';
import { SGLANG } from './sglang.ts';
import type { SnippetTarget } from './snippet.ts';
import { TGI } from './tgi.ts';
import { TRANSFORMERS } from './transformers.ts';
import { TRANSFORMERS_JS } from './transformers-js.ts';
import { VLLM } from './vllm.ts';

/** All that can be brought to mark. */
export const TARGETS: readonly SnippetTarget[] = [
  VLLM,
  SGLANG,
  TGI,
  TRANSFORMERS,
  TRANSFORMERS_JS,
  LOGIT_BIAS,
];
