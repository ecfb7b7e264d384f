import type { Admitted } from './admit.ts';
import type { Candidates } from './candidates.ts';
import { type FillOptions, fill, isFull } from './fill.ts';
import { largest } from './largest.ts';
import type { Policy } from './policy.ts';

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
  const possible = (changed: Policy) => isFull(fill(candidates, admitted, changed, options));
  return [
    smallerSize(candidates, admitted, policy, options),
    lowerShare('human.minimum', policy.human.minimum, (minimum) =>
      possible({ ...policy, human: { ...policy.human, minimum } }),
    ),
    lowerShare('human.share', policy.human.share, (share) =>
      possible({ ...policy, human: { ...policy.human, share } }),
    ),
    lowerShare('tail.minimum', policy.tail.minimum, (minimum) => possible({ ...policy, tail: { minimum } })),
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

/** The largest share below `asked`, to a thousandth, that would do. */
function lowerShare(
  rule: string,
  asked: number | undefined,
  possible: (share: number) => boolean,
): Remedy | undefined {
  if (asked === undefined || asked === 0 || !possible(0)) return undefined;
  let low = 0;
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

/** Human examples that are missing, where more of them would do. */
function moreHuman(
  candidates: Candidates,
  admitted: Admitted,
  policy: Policy,
  options: FillOptions,
): Remedy | undefined {
  const { short } = fill(candidates, admitted, policy, options);
  if (short.human === 0 || short.tail > 0) return undefined;
  const value = short.human;
  const what = options.unit === 'tokens' ? 'human tokens' : 'human examples';
  return { rule: 'human', value, text: `${value.toLocaleString('en-US')} more ${what}` };
}
