import { PALETTE, standing } from '../parts/words.ts';

export type Scheme = 'dark' | 'light';

function isPlain(value: object): value is Record<string, unknown> {
  const kind = Object.getPrototypeOf(value);
  return kind === Object.prototype || kind === null;
}

function colour(text: string, scheme: Scheme): string {
  const role = standing(text);
  return role === undefined ? text : PALETTE[role][scheme];
}

/**
 * `option` with every stand-in colour (see `stand`) replaced by that of `scheme`: charts draw with fixed colours. What
 * functions of the option give is painted too.
 */
export function painted<T>(option: T, scheme: Scheme): T {
  return paint(option, scheme) as T;
}

function paint(value: unknown, scheme: Scheme): unknown {
  if (typeof value === 'string') return colour(value, scheme);
  if (typeof value === 'function') {
    return (...given: unknown[]) => paint((value as (...all: unknown[]) => unknown)(...given), scheme);
  }
  if (Array.isArray(value)) {
    // Data are numbers, and there may be very many.
    return typeof value[0] === 'number' ? value : value.map((item) => paint(item, scheme));
  }
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, paint(item, scheme)]));
}
