import { OutcrossError } from '../../base/errors.ts';
import type { Rng } from '../../base/rng.ts';
import type { MixRule } from './recipe.ts';

/** How many rows there are to mix from. */
export interface Pools {
  readonly human: number;
  /** Rows of generations 1, 2, ... */
  readonly generations: readonly number[];
}

/** How many rows of each pool enter a training set. */
export interface MixPlan {
  readonly human: number;
  readonly generations: readonly number[];
}

/**
 * What enters the training set of the generation after those in the pools. The first is of human rows alone: there is nothing
 * else. `rng` divides a draw from several generations among them, as a draw of single rows without replacement would.
 * Throws `E_POLICY` where there are too few rows, saying how many are short and what would do.
 */
export function planMix(rule: MixRule, pools: Pools, rng: Rng): MixPlan {
  if (pools.generations.length === 0) return firstMix(rule, pools);
  if (rule.mode === 'replace') return replace(rule, pools);
  return rule.mode === 'accumulate' ? accumulate(rule, pools, rng) : subsample(rule, pools, rng);
}

function firstMix({ size }: MixRule, { human }: Pools): MixPlan {
  if (size !== undefined) requireHuman(size, human, `the first training set, of ${size} examples,`);
  return { human: size ?? human, generations: [] };
}

function replace({ human: share = 0, size }: MixRule, pools: Pools): MixPlan {
  const last = pools.generations.length - 1;
  const newest = pools.generations[last];
  const only = (human: number, synthetic: number): MixPlan => ({
    human,
    generations: pools.generations.map((_, i) => (i === last ? synthetic : 0)),
  });
  if (share === 1) return only(sizeOf(size ?? pools.human, pools.human), 0);
  if (size === undefined) {
    const human = Math.round((newest * share) / (1 - share));
    requireHuman(human, pools.human, `${percent(share)} beside ${newest} examples of the generation before`);
    return only(human, newest);
  }
  const human = Math.round(share * size);
  requireHuman(human, pools.human, `${percent(share)} of ${size} examples`);
  requireSynthetic(size - human, newest, 'the generation before');
  return only(human, size - human);
}

function sizeOf(size: number, human: number): number {
  requireHuman(size, human, `a training set of ${size} examples, all human,`);
  return size;
}

/** All human rows stay; where they would be too small a share, synthetic ones are left out. */
function accumulate({ human: share = 0 }: MixRule, { human, generations }: Pools, rng: Rng): MixPlan {
  const all = sum(generations);
  const most = share === 0 ? all : Math.floor((human * (1 - share)) / share);
  return { human, generations: most >= all ? generations : divide(most, generations, rng) };
}

function subsample({ human: share, size }: MixRule, { human, generations }: Pools, rng: Rng): MixPlan {
  const wanted = size ?? human;
  if (share === undefined) {
    requireSynthetic(wanted, human + sum(generations), 'everything so far');
    const [fromHuman, ...rest] = divide(wanted, [human, ...generations], rng);
    return { human: fromHuman, generations: rest };
  }
  const fromHuman = Math.round(share * wanted);
  requireHuman(fromHuman, human, `${percent(share)} of ${wanted} examples`);
  requireSynthetic(wanted - fromHuman, sum(generations), 'the generations so far');
  return { human: fromHuman, generations: divide(wanted - fromHuman, generations, rng) };
}

/** `n` draws without replacement from pools of these sizes: how many fall on each (multivariate hypergeometric). */
export function divide(n: number, sizes: readonly number[], rng: Rng): number[] {
  const left = [...sizes];
  let all = sum(sizes);
  for (let i = 0; i < n; i++) {
    let at = rng.int(all--);
    let pool = 0;
    while (at >= left[pool]) at -= left[pool++];
    left[pool]--;
  }
  return sizes.map((size, pool) => size - left[pool]);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))}%`;
}

function requireHuman(needed: number, there: number, what: string): void {
  if (needed <= there) return;
  throw new OutcrossError(
    'E_POLICY',
    `${what} takes ${needed} human examples, and the reservoir has ${there}: ${needed - there} are short`,
    {
      where: 'mix',
      hint: 'Give more human examples, or a smaller mix.size, mix.human or human.holdout.',
    },
  );
}

function requireSynthetic(needed: number, there: number, pool: string): void {
  if (needed <= there) return;
  throw new OutcrossError('E_POLICY', `the mix takes ${needed} examples of ${pool}, which has ${there}`, {
    where: 'mix',
    hint: `Give a smaller mix.size, or let sample write ${needed - there} examples more.`,
  });
}
