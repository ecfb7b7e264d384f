import { OutcrossError } from '../base/errors.ts';
import type { Cap, CapKey, Mode, Order, Policy, UnknownTreatment, Weighting } from './policy.ts';
import { DEFAULT_POLICY } from './policy.ts';

/** The section `policy` of `outcross.yaml`, as schemas/outcross.schema.json lets it through: whatever is left out has its default. */
export interface PolicySection {
  readonly mode?: Mode;
  readonly size?: number | 'all' | { readonly examples: number } | { readonly tokens: number };
  readonly human?: { readonly minimum?: number; readonly share?: number };
  readonly caps?: Readonly<Partial<Record<CapKey, Cap>>>;
  readonly maxGeneration?: number;
  readonly unknown?: UnknownTreatment;
  readonly tail?: { readonly minimum?: number };
  readonly earned?: number;
  readonly weights?: Weighting;
  readonly order?: Order;
  readonly seed?: number | string;
}

/**
 * The policy that a section declares. `placeOf` names file and line of a key. Throws `E_POLICY` for rules that no data could
 * keep together: replacing without a floor of human data, a share below its own minimum, a tail quota above the human share.
 */
export function readPolicy(
  section: PolicySection,
  placeOf: (path: readonly string[]) => string = () => 'policy',
): Policy {
  const { size = DEFAULT_POLICY.size, human = {}, tail = {}, ...rest } = section;
  const policy: Policy = {
    ...DEFAULT_POLICY,
    ...rest,
    size: typeof size === 'number' ? { examples: size } : size,
    human: { ...DEFAULT_POLICY.human, ...human },
    tail: { ...DEFAULT_POLICY.tail, ...tail },
  };
  if (policy.mode === 'replace' && !(human.minimum !== undefined && human.minimum > 0)) {
    throw new OutcrossError('E_POLICY', 'mode replace lacks a floor of human data', {
      where: placeOf(['mode']),
      hint: 'Replacing real data with generated data, generation after generation, is what collapses models. Set human.minimum above 0, or use mode accumulate.',
    });
  }
  const { minimum, share } = policy.human;
  if (share !== undefined && share < minimum) {
    throw new OutcrossError('E_POLICY', `human.share ${share} is below human.minimum ${minimum}`, {
      where: placeOf(['human', 'share']),
      hint: 'Raise the share or lower the minimum.',
    });
  }
  if (policy.tail.minimum > (share ?? 1)) {
    throw new OutcrossError('E_POLICY', `tail.minimum ${policy.tail.minimum} is above human.share ${share}`, {
      where: placeOf(['tail', 'minimum']),
      hint: 'Examples that carry the tail are human: their share cannot exceed the human share.',
    });
  }
  return policy;
}
