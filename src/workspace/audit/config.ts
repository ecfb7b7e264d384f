import type { ConfigFacts, SourceFacts, WaiverFacts } from '../../audit/facts.ts';
import { OutcrossError } from '../../base/errors.ts';
import type { Policy } from '../../mix/policy.ts';
import { type PolicySection, readPolicy } from '../../mix/read-policy.ts';
import { CONFIG_NAME, type Workspace } from '../../workspace.ts';
import { endOf } from './ledger.ts';
import { digestOfJson } from './mixes.ts';

export const DEFAULT_CHECK_EVERY = 30;
const DEFAULT_DRILL_EVERY = 90;
const PLACES = ['policy', 'gates', 'waivers', 'alerts', 'human', 'generations', 'anchor'] as const;

/** What the configuration says, defaults filled in. */
export function configFacts({ config, file, placeOf }: Workspace): ConfigFacts {
  const { gates = {}, alerts, fields } = config;
  const { severity = 'high', score = 0, unanswered = false } = gates.audit ?? {};
  const policy = policyOf(config.policy as PolicySection | undefined);
  return {
    file: file ?? CONFIG_NAME,
    ...(fields?.modality === undefined ? {} : { modality: fields.modality }),
    failOn: gates.failOn ?? ['early', 'late'],
    gate: { severity, score, unanswered },
    checkEvery: gates.checkEvery ?? DEFAULT_CHECK_EVERY,
    drillEvery: gates.drillEvery ?? DEFAULT_DRILL_EVERY,
    webhook: alerts?.webhook !== undefined,
    policy: policy === undefined ? undefined : digestOfJson(policy),
    mode: policy?.mode ?? config.policy?.['mode']?.toString() ?? 'accumulate',
    humanMinimum: policy?.human.minimum ?? 0,
    places: Object.fromEntries(PLACES.map((key) => [key, placeOf([key])])) as ConfigFacts['places'],
  };
}

/** Undefined for a policy that contradicts itself: `outcross validate` says so. */
function policyOf(section: PolicySection = {}): Policy | undefined {
  try {
    return readPolicy(section);
  } catch (error) {
    if (error instanceof OutcrossError) return undefined;
    throw error;
  }
}

/** The waivers, with the moments at which they end. */
export function waiverFacts({ config, placeOf }: Workspace): WaiverFacts[] {
  return (config.waivers ?? []).map(({ item, owner, reason, expires }, i) => ({
    item,
    owner,
    reason,
    expires,
    until: endOf(expires),
    where: placeOf(['waivers', i]),
  }));
}

interface SourceSection {
  readonly category?: string;
  readonly license?: string;
  readonly rightsHolder?: { readonly name: string };
  readonly collected?: { readonly from?: string; readonly to?: string };
}

/** Sources by what the ledger and `dataset.sources` say; where both speak the ledger wins. */
export function sourceFacts({ config }: Workspace, registered: readonly SourceFacts[]): SourceFacts[] {
  const described = Object.entries((config.dataset?.['sources'] ?? {}) as Record<string, SourceSection>);
  const found = new Map<string, SourceFacts>();
  for (const [name, { category, license, rightsHolder, collected }] of described) {
    found.set(name, {
      name,
      collected: collected !== undefined,
      ...(category === undefined ? {} : { category }),
      ...(license === undefined ? {} : { license }),
      ...(rightsHolder === undefined ? {} : { owner: rightsHolder.name }),
    });
  }
  for (const source of registered) {
    const before = found.get(source.name);
    const collected = source.collected === true || before?.collected === true;
    found.set(source.name, { ...before, ...source, collected });
  }
  return [...found.values()];
}
