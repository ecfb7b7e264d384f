import type { MixView } from '../../../../src/server/wire.ts';

export type Policy = MixView['policy'];
export type CapKey = keyof Policy['caps'];
type Cap = NonNullable<Policy['caps'][CapKey]>;

export const CAP_KEYS: readonly CapKey[] = ['source', 'model', 'generation'];

/** The section `policy` of `outcross.yaml`. */
export interface Section {
  readonly mode: Policy['mode'];
  readonly size?: Policy['size'];
  readonly human: { readonly minimum: number; readonly share?: number };
  readonly caps?: Policy['caps'];
  readonly maxGeneration?: number;
  readonly unknown?: Policy['unknown'];
  readonly tail?: { readonly minimum: number };
  readonly earned?: number;
  readonly weights?: Policy['weights'];
  readonly order?: Policy['order'];
  readonly seed?: number | string;
}

export interface CapForm {
  readonly kind: 'none' | 'each' | 'named';
  readonly each: number;
  readonly named: readonly (readonly [name: string, share: number])[];
}

/** A policy as its fields stand, right or wrong. Shares from 0 to 1; numbers that are typed are text. */
export interface Form {
  readonly mode: Policy['mode'];
  readonly sizeKind: 'all' | 'examples' | 'tokens';
  readonly size: string;
  readonly minimum: number;
  /** Absent: as much human data as there is. */
  readonly share?: number;
  readonly caps: Readonly<Record<CapKey, CapForm>>;
  /** Empty: any. */
  readonly maxGeneration: string;
  readonly unknown: Policy['unknown'];
  readonly tail: number;
  readonly earned: number;
  readonly weighting: 'none' | 'optimal' | 'auto' | 'number';
  readonly weight: number;
  readonly order: Policy['order'];
  readonly seed: string;
  /** A seed that is text stays text, even one that looks like a number. */
  readonly seedIsText: boolean;
}

const NO_CAP: CapForm = { kind: 'none', each: 0.5, named: [] };

export function formOf(policy: Policy): Form {
  const { size, human, caps, maxGeneration, tail, weights, seed } = policy;
  return {
    mode: policy.mode,
    ...sizeOf(size),
    minimum: human.minimum,
    ...(human.share === undefined ? {} : { share: human.share }),
    caps: { source: capOf(caps.source), model: capOf(caps.model), generation: capOf(caps.generation) },
    maxGeneration: maxGeneration === undefined ? '' : String(maxGeneration),
    unknown: policy.unknown,
    tail: tail.minimum,
    earned: policy.earned,
    weighting: typeof weights === 'number' ? 'number' : weights,
    weight: typeof weights === 'number' ? weights : 0.5,
    order: policy.order,
    seed: String(seed),
    seedIsText: typeof seed === 'string',
  };
}

function sizeOf(size: Policy['size']): Pick<Form, 'sizeKind' | 'size'> {
  if (size === 'all') return { sizeKind: 'all', size: '' };
  return 'tokens' in size
    ? { sizeKind: 'tokens', size: String(size.tokens) }
    : { sizeKind: 'examples', size: String(size.examples) };
}

function capOf(cap: Cap | undefined): CapForm {
  if (cap === undefined) return NO_CAP;
  if (typeof cap === 'number') return { ...NO_CAP, kind: 'each', each: cap };
  return { ...NO_CAP, kind: 'named', named: Object.entries(cap) };
}

/** What `outcross.yaml` would say: rules that ask for nothing are left out. Asks for a form without problems. */
export function sectionOf(form: Form): Section {
  const { mode, sizeKind, minimum, share, tail, earned, unknown, order, maxGeneration } = form;
  const caps = capsOf(form);
  const weights = form.weighting === 'number' ? form.weight : form.weighting;
  const seed = seedOf(form);
  return {
    mode,
    ...(sizeKind === 'all' ? {} : { size: { [sizeKind]: Number(form.size) } as Policy['size'] }),
    human: { minimum, ...(share === undefined ? {} : { share }) },
    ...(Object.keys(caps).length === 0 ? {} : { caps }),
    ...(maxGeneration.trim() === '' ? {} : { maxGeneration: Number(maxGeneration) }),
    ...(unknown === 'exclude' ? {} : { unknown }),
    ...(tail === 0 ? {} : { tail: { minimum: tail } }),
    ...(earned === 1 ? {} : { earned }),
    ...(weights === 'auto' ? {} : { weights }),
    ...(order === 'shuffled' ? {} : { order }),
    ...(seed === 1 ? {} : { seed }),
  };
}

function capsOf({ caps }: Form): Policy['caps'] {
  const kept = CAP_KEYS.flatMap((key) => {
    const { kind, each, named } = caps[key];
    if (kind === 'none' || (kind === 'named' && named.length === 0)) return [];
    return [[key, kind === 'each' ? each : Object.fromEntries(named)] as const];
  });
  return Object.fromEntries(kept);
}

function seedOf({ seed, seedIsText }: Form): number | string {
  const isNumber = !seedIsText && /^-?\d+$/.test(seed.trim()) && Number.isSafeInteger(Number(seed));
  return isNumber ? Number(seed) : seed;
}

/** Fields that no policy could have, by name, and why: as the command line would say it. */
export function problems(form: Form): Readonly<Record<string, string>> {
  const { mode, sizeKind, size, minimum, share, tail, earned, maxGeneration, seed } = form;
  const found: Record<string, string> = {};
  if (sizeKind !== 'all' && !isWhole(size, 1)) found['size'] = 'A whole number from 1.';
  if (maxGeneration.trim() !== '' && !isWhole(maxGeneration, 0))
    found['maxGeneration'] = 'A whole number from 0, or nothing.';
  if (mode === 'replace' && minimum <= 0)
    found['mode'] = 'Replacing needs a floor of human data: alone it is what collapses models.';
  if (share !== undefined && share < minimum) found['share'] = 'The exact share lies below the minimum.';
  if (tail > (share ?? 1))
    found['tail'] = 'Examples that carry the tail are human: their share cannot exceed the human share.';
  if (!(earned > 0)) found['earned'] = 'Above 0.';
  if (seed === '') found['seed'] = 'A number or a word.';
  for (const key of CAP_KEYS) {
    const problem = capProblem(form.caps[key]);
    if (problem !== undefined) found[`caps.${key}`] = problem;
  }
  return found;
}

function capProblem({ kind, named }: CapForm): string | undefined {
  if (kind !== 'named') return undefined;
  const names = named.map(([name]) => name);
  if (names.some((name) => name === '')) return 'Each cap needs a name.';
  return new Set(names).size < names.length ? 'Each name once.' : undefined;
}

function isWhole(text: string, least: number): boolean {
  const trimmed = text.trim();
  return /^\d+$/.test(trimmed) && Number.isSafeInteger(Number(trimmed)) && Number(trimmed) >= least;
}

/** `form` with a remedy of a plan taken; `undefined` where no field can do it, as for more human data. */
export function withRemedy(
  form: Form,
  { rule, value }: { readonly rule: string; readonly value: number },
): Form | undefined {
  switch (rule) {
    case 'size':
      return form.sizeKind === 'all' ? undefined : { ...form, size: String(value) };
    case 'human.minimum':
      return { ...form, minimum: value };
    case 'human.share':
      return { ...form, share: value };
    case 'tail.minimum':
      return { ...form, tail: value };
    case 'caps':
      return { ...form, caps: { source: NO_CAP, model: NO_CAP, generation: NO_CAP } };
    default:
      return undefined;
  }
}
