import { BUCKETS, CALIBRATION_SCHEMA, type Calibration } from './calibration.ts';

/**
 * A calibration as it was stored, or what is wrong with it. One without human p-values, as older versions wrote them, is one. What this version does
 * not know is passed over.
 */
export function calibrationOf(
  value: unknown,
): { readonly calibration: Calibration } | { readonly wrong: string } {
  const { schema, keys } = fieldsOf(value);
  if (schema !== CALIBRATION_SCHEMA || !Array.isArray(keys))
    return { wrong: `it is no ${CALIBRATION_SCHEMA}` };
  for (const [i, key] of keys.entries()) {
    const wrong = wrongKey(key);
    if (wrong !== undefined) return { wrong: `keys[${i}].${wrong}` };
  }
  return { calibration: value as Calibration };
}

function wrongKey(value: unknown): string | undefined {
  const { key, scheme, buckets, pools = [] } = fieldsOf(value);
  if (typeof key !== 'string') return 'key is no text';
  if (typeof scheme !== 'string') return 'scheme is no text';
  if (!Array.isArray(buckets)) return 'buckets is no list';
  if (!Array.isArray(pools)) return 'pools is no list';
  return first(buckets, 'buckets', wrongBucket) ?? first(pools, 'pools', wrongPool);
}

function wrongBucket(value: unknown): string | undefined {
  const { from, texts, levels, human } = fieldsOf(value);
  if (!(BUCKETS as readonly unknown[]).includes(from)) return 'from is no start of a bucket';
  if (!isAtLeast(texts, 1)) return 'texts is no number of texts';
  if (!Array.isArray(levels)) return 'levels is no list';
  const level = first(levels, 'levels', wrongLevel);
  return level ?? (human === undefined ? undefined : wrongHuman(human));
}

function wrongLevel(value: unknown): string | undefined {
  const { level, realised = 0, threshold = 0 } = fieldsOf(value);
  if (!isChance(level)) return 'level is no chance';
  if (!isChance(realised)) return 'realised is no share';
  return typeof threshold === 'number' ? undefined : 'threshold is no number';
}

function wrongHuman(value: unknown): string | undefined {
  const { texts, positions, quantiles } = fieldsOf(value);
  if (!isAtLeast(texts, 1)) return 'human.texts is no number of texts';
  if (!isAtLeast(positions, 1)) return 'human.positions is no number of positions';
  if (!Array.isArray(quantiles) || quantiles.length === 0) return 'human.quantiles holds nothing';
  return first(quantiles, 'human.quantiles', (quantile) => {
    const { share, pValue } = fieldsOf(quantile);
    return isChance(share) && share > 0 && share < 1 && isChance(pValue)
      ? undefined
      : 'share or pValue is no chance';
  });
}

function wrongPool(value: unknown): string | undefined {
  const { from, positions, pools, shift } = fieldsOf(value);
  if (![from, positions, pools].every((number) => isAtLeast(number, 1)))
    return 'from, positions or pools is no number';
  return Number.isFinite(shift) ? undefined : 'shift is no number';
}

function first(
  values: readonly unknown[],
  name: string,
  wrongIn: (value: unknown) => string | undefined,
): string | undefined {
  for (const [i, value] of values.entries()) {
    const wrong = wrongIn(value);
    if (wrong !== undefined) return `${name}[${i}].${wrong}`;
  }
  return undefined;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function isAtLeast(value: unknown, least: number): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= least;
}

function isChance(value: unknown): value is number {
  return isAtLeast(value, 0) && value <= 1;
}
