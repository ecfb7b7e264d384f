import type { Admitted } from './admit.ts';
import type { Amount } from './amount.ts';
import type { Candidates } from './candidates.ts';
import { amountsOf, type FillOptions, humanWanted, isFull } from './fill.ts';
import { largest } from './largest.ts';
import type { Policy, Unit } from './policy.ts';

/** One change that, alone, would make a policy satisfiable. */
export interface Remedy {
  readonly rule: string;
  /** Value that would do. */
  readonly value: number;
  readonly text: string;
}

/** What would make a policy satisfiable that is not: each change alone, found by trying. */
export function remedies(
  candidates: Candidates,
  admitted: Admitted,
  policy: Policy,
  options: FillOptions,
): Remedy[] {
  // No rule stands in the way of a mix of nothing.
  if (options.total === 0) return [];
  const possible = (changed: Policy) => isFull(amountsOf(candidates, admitted, changed, options));
  return [
    smallerSize(candidates, admitted, policy, options),
    // Replacing asks for a floor, however low.
    lowerShare('human.minimum', policy.human.minimum, policy.mode === 'replace' ? 1 : 0, (minimum) =>
      possible({ ...policy, human: { ...policy.human, minimum } }),
    ),
    lowerShare('human.share', policy.human.share, Math.ceil(policy.human.minimum * 1000 - 1e-9), (share) =>
      possible({ ...policy, human: { ...policy.human, share } }),
    ),
    lowerShare('tail.minimum', policy.tail.minimum, 0, (minimum) =>
      possible({ ...policy, tail: { minimum } }),
    ),
    withoutCaps(policy, possible),
    moreHuman(candidates, admitted, policy, options),
  ].filter((remedy) => remedy !== undefined);
}

function smallerSize(
  candidates: Candidates,
  admitted: Admitted,
  policy: Policy,
  { unit, total }: FillOptions,
): Remedy | undefined {
  if (policy.size === 'all') return undefined;
  const value = largest(candidates, admitted, policy, unit);
  if (value === 0 || value >= total) return undefined;
  return { rule: 'size', value, text: `size of ${value.toLocaleString('en-US')} ${unit}` };
}

/** The largest share below `asked` that would do, in thousandths, `least` or more of them. */
function lowerShare(
  rule: string,
  asked: number | undefined,
  least: number,
  possible: (share: number) => boolean,
): Remedy | undefined {
  if (asked === undefined || least / 1000 >= asked || !possible(least / 1000)) return undefined;
  let low = least;
  let high = Math.ceil(asked * 1000);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (possible(middle / 1000)) low = middle;
    else high = middle;
  }
  const value = low / 1000;
  return value < asked ? { rule, value, text: `${rule} of ${value}` } : undefined;
}

function withoutCaps(policy: Policy, possible: (changed: Policy) => boolean): Remedy | undefined {
  if (Object.keys(policy.caps).length === 0 || !possible({ ...policy, caps: {} })) return undefined;
  return { rule: 'caps', value: 1, text: 'no caps' };
}

/** Human examples that are missing, where as many more of the same length would do: without caps on them, and without new carriers of the tail. */
function moreHuman(
  candidates: Candidates,
  admitted: Admitted,
  policy: Policy,
  options: FillOptions,
): Remedy | undefined {
  const { human, synthetic, short } = amountsOf(candidates, admitted, policy, options);
  if (short.human === 0 || short.tail > 0) return undefined;
  const { unit, total } = options;
  const isShared = policy.human.share !== undefined;
  // Beside a share human examples take no room of synthetic ones, of which there must be enough then.
  if (isShared && synthetic[unit] < total - humanWanted(policy, total)) return undefined;
  const value = isShared ? short.human : Math.max(short.human, short.size);
  if (!keepsMinimum(grown(human, synthetic, value, unit), synthetic, policy, options)) return undefined;
  const what = options.unit === 'tokens' ? 'human tokens' : 'human examples';
  return { rule: 'human', value, text: `${value.toLocaleString('en-US')} more ${what}` };
}

/** What human examples would be with `more` of them in `unit`, each as long as those at hand; as the synthetic ones where there are none. */
function grown(human: Amount, synthetic: Amount, more: number, unit: Unit): Amount {
  const other = otherOf(unit);
  const like = human[unit] > 0 ? human : synthetic;
  const rate = like[unit] === 0 ? 1 : like[other] / like[unit];
  return { ...human, [unit]: human[unit] + more, [other]: human[other] + more * rate };
}

/** Whether the minimum would be kept in the other unit too, with the synthetic examples that still find room. */
function keepsMinimum(
  human: Amount,
  synthetic: Amount,
  policy: Policy,
  { unit, total }: FillOptions,
): boolean {
  const other = otherOf(unit);
  const kept = synthetic[unit] === 0 ? 0 : Math.min(1, Math.max(0, total - human[unit]) / synthetic[unit]);
  const rest = synthetic[other] * kept;
  return human[other] >= policy.human.minimum * (human[other] + rest) - 1e-6;
}

function otherOf(unit: Unit): Unit {
  return unit === 'examples' ? 'tokens' : 'examples';
}
