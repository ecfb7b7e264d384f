import { requireWindow } from '../../lm/sliding-windows.ts';
import type { Scorer } from '../scorer.ts';
import { EchoScorer } from './echo.ts';
import { NextTokenScorer } from './next-token.ts';
import { PromptLogprobsScorer } from './prompt-logprobs.ts';
import type { EndpointOptions } from './reply.ts';

/** How a server tells the log-probabilities of a text that it is given. */
export const PROTOCOLS = ['vllm', 'echo', 'llama'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** Window and stride where none are asked for: tokens, or characters under `echo`. */
export const DEFAULT_WINDOWS: Readonly<
  Record<Protocol, { readonly window: number; readonly stride: number }>
> = {
  vllm: { window: 2048, stride: 1024 },
  echo: { window: 6000, stride: 3000 },
  llama: { window: 2048, stride: 1024 },
};

/** Throws `E_OPTION` for a window or stride out of range. */
export function endpointScorer(protocol: Protocol, options: EndpointOptions): Scorer {
  requireWindow(options);
  switch (protocol) {
    case 'vllm':
      return new PromptLogprobsScorer(options);
    case 'echo':
      return new EchoScorer(options);
    case 'llama':
      return new NextTokenScorer(options);
  }
}
