import { shellPath } from '../base/shell.ts';
import type { PlannedCommand } from './plan.ts';
import type { Situation } from './situation.ts';

/** `outcross mix` of the corpora, to the place of the next training set. */
export function mixCommand(
  inputs: readonly string[],
  { anchor, next }: Pick<Situation, 'anchor' | 'next'>,
  policyFile?: string,
): string {
  return [
    'outcross mix',
    ...inputs.map(shellPath),
    '--anchor',
    shellPath(anchor),
    ...(policyFile === undefined ? [] : ['--policy', shellPath(policyFile)]),
    '-o',
    shellPath(next.output),
    // Whoever plans anew may have built it a moment ago.
    ...(next.exists ? ['--force'] : []),
  ].join(' ');
}

/** What comes after the mix. */
export function afterMix({ next }: Pick<Situation, 'next'>): PlannedCommand[] {
  const train =
    next.train === undefined
      ? {
          command: '',
          why: `train the next generation on ${next.output}, and put what it writes among the generations`,
        }
      : { command: next.train, why: 'train the next generation on it' };
  return [train, { command: 'outcross check', why: 'see whether the tail came back' }];
}
