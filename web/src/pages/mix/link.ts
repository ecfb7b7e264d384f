import { CAP_KEYS, type Policy, type Section } from './form.ts';

/** A section as a parameter of an address. */
export function encoded(section: Section): string {
  return JSON.stringify(section);
}

/**
 * The policy that a link speaks of, over what the workspace has: keys that are none, and values that are not of their kind, are passed
 * over, since a link may come from anybody. `undefined` where it is no object at all.
 */
export function decoded(text: string, base: Policy): Policy | undefined {
  const found = parsed(text);
  if (found === undefined) return undefined;
  const human = objectOf(found['human']);
  const defaults = {
    size: 'all',
    unknown: 'exclude',
    earned: 1,
    weights: 'auto',
    order: 'shuffled',
    seed: 1,
  } as const;
  const maxGeneration = whole(found['maxGeneration'], 0);
  const exact = share(human['share']);
  return {
    mode: oneOf(found['mode'], ['accumulate', 'replace']) ?? base.mode,
    size: sizeIn(found['size']) ?? defaults.size,
    human: {
      minimum: share(human['minimum']) ?? base.human.minimum,
      ...(exact === undefined ? {} : { share: exact }),
    },
    caps: capsIn(objectOf(found['caps'])),
    ...(maxGeneration === undefined ? {} : { maxGeneration }),
    unknown: oneOf(found['unknown'], ['exclude', 'synthetic']) ?? defaults.unknown,
    tail: { minimum: share(objectOf(found['tail'])['minimum']) ?? 0 },
    earned: share(found['earned']) || defaults.earned,
    weights: weightsIn(found['weights']) ?? defaults.weights,
    order: oneOf(found['order'], ['shuffled', 'input']) ?? defaults.order,
    seed: seedIn(found['seed']) ?? defaults.seed,
  };
}

type Loose = Readonly<Record<string, unknown>>;

function parsed(text: string): Loose | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectOf(value: unknown): Loose {
  return isObject(value) ? value : {};
}

function share(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= 1 ? value : undefined;
}

function whole(value: unknown, least: number): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= least ? (value as number) : undefined;
}

function oneOf<T extends string>(value: unknown, all: readonly T[]): T | undefined {
  return all.find((one) => one === value);
}

function seedIn(value: unknown): number | string | undefined {
  if (typeof value === 'string' && value !== '') return value;
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}

function weightsIn(value: unknown): Policy['weights'] | undefined {
  return oneOf(value, ['none', 'optimal', 'auto'] as const) ?? share(value);
}

function sizeIn(value: unknown): Policy['size'] | undefined {
  const { examples, tokens } = objectOf(value);
  const size = whole(examples, 1);
  if (size !== undefined) return { examples: size };
  const length = whole(tokens, 1);
  return length === undefined ? undefined : { tokens: length };
}

function capsIn(caps: Loose): Policy['caps'] {
  const found: [string, number | Record<string, number>][] = [];
  for (const key of CAP_KEYS) {
    const each = share(caps[key]);
    const named = Object.entries(objectOf(caps[key])).flatMap(([name, value]) => {
      const one = share(value);
      return one === undefined ? [] : [[name, one] as const];
    });
    if (each !== undefined) found.push([key, each]);
    else if (named.length > 0) found.push([key, Object.fromEntries(named)]);
  }
  return Object.fromEntries(found);
}
