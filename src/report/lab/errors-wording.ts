import type { LabErrors } from '../../lab/errors/result.ts';
import type { Factor } from '../../lab/errors/study.ts';
import { percent, quantity } from '../figures.ts';

/** What each error is called. */
export const FACTOR_TITLES: Readonly<Record<Factor, string>> = {
  statistical: 'Statistical',
  expressivity: 'Expressivity',
  approximation: 'Approximation',
};

/** Several errors at once, such as `Statistical x Approximation`. */
export function together(factors: readonly Factor[]): string {
  return factors.length === 0 ? 'None' : factors.map((factor) => FACTOR_TITLES[factor]).join(' \u00d7 ');
}

/** The result in a sentence or two. */
export function errorsHeadline({ shares, total, settings }: LabErrors): string {
  const sorted = [...shares].sort((a, b) => b.loss.mean - a.loss.mean);
  const list = sorted.map(({ factor, share, loss }) => {
    const name = FACTOR_TITLES[factor].toLowerCase();
    return `${name} ${share === undefined ? quantity(loss.mean) : percent(share)}`;
  });
  const eased = shares.some(({ loss }) => loss.mean < 0);
  const after = `After ${counted(settings.generations, 'generation')} all three errors together cost ${quantity(total.mean)}: ${list.join(', ')}.`;
  return eased ? `${after} A negative share means that this error keeps the others from growing.` : after;
}

export function errorsSettings({ settings, learner }: LabErrors): string {
  const { samples, generations, replicates, limit, seed } = settings;
  return `${samples} ${learner.rows} a generation \u00b7 replace \u00b7 ${counted(generations, 'generation')} \u00b7 ${counted(replicates, 'replicate')} \u00b7 ${limit} \u00b7 seed ${seed}`;
}

function counted(n: number, word: string): string {
  return `${n} ${n === 1 ? word : `${word}s`}`;
}
