import { CAP_KEYS, type Policy, UNITS } from '../policy.ts';

type Fields = Readonly<Record<string, unknown>>;

/** True for a value that rules can be held against: a signer may have signed anything. */
export function isPolicy(value: unknown): value is Policy {
  if (!isFields(value)) return false;
  const { mode, size, human, caps, maxGeneration, unknown, tail, earned } = value;
  return (
    typeof mode === 'string' &&
    typeof unknown === 'string' &&
    isNumber(earned) &&
    isSize(size) &&
    isFields(human) &&
    isNumber(human['minimum']) &&
    isOptional(human['share']) &&
    isFields(tail) &&
    isNumber(tail['minimum']) &&
    isOptional(maxGeneration) &&
    isFields(caps) &&
    CAP_KEYS.every((key) => caps[key] === undefined || isCap(caps[key]))
  );
}

function isSize(size: unknown): boolean {
  if (size === 'all') return true;
  return isFields(size) && UNITS.some((unit) => isNumber(size[unit]));
}

function isCap(cap: unknown): boolean {
  return isNumber(cap) || (isFields(cap) && Object.values(cap).every(isNumber));
}

function isOptional(value: unknown): boolean {
  return value === undefined || isNumber(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
