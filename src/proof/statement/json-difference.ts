/** Where two JSON values differ. */
export interface JsonDifference {
  /** Dotted, places of lists in numbers; empty for the whole. */
  readonly path: string;
  /** Undefined where there is none. */
  readonly expected: unknown;
  readonly found: unknown;
}

/** All places at which `found` differs from `expected`, in the order of the keys of `expected`. The order of keys does not count. */
export function jsonDifferences(expected: unknown, found: unknown, path = ''): JsonDifference[] {
  if (isObject(expected) && isObject(found)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(found)]);
    return [...keys].flatMap((key) => jsonDifferences(own(expected, key), own(found, key), below(path, key)));
  }
  if (Array.isArray(expected) && Array.isArray(found)) {
    const longer = expected.length > found.length ? expected : found;
    return longer.flatMap((_, i) => jsonDifferences(expected[i], found[i], below(path, String(i))));
  }
  return Object.is(expected, found) || (expected === 0 && found === 0) ? [] : [{ path, expected, found }];
}

function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
