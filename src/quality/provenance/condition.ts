import { fieldAt, type Row } from '../../corpus/fields.ts';
import { pathPattern } from './path-pattern.ts';
import type { TagCondition } from './tag-rules.ts';

/** The fields that conditions look at. */
export interface ConditionFields {
  readonly url: string;
  readonly date: string;
}

/** Whether a condition holds for a row. */
export type Holds = (row: Row) => boolean;

/** A condition, ready for the rows of the file `name`. */
export function conditionFor(condition: TagCondition, name: string, fields: ConditionFields): Holds {
  const { path, host, from, to, equals } = condition;
  if (path !== undefined && !pathPattern(path).test(name)) return () => false;
  const parts: Holds[] = [];
  if (host !== undefined) parts.push(hostIs(typeof host === 'string' ? [host] : host, fields.url));
  if (from !== undefined || to !== undefined) parts.push(dateIn(from, to, fields.date));
  for (const [field, wanted] of Object.entries(equals ?? {})) {
    const values = new Set((Array.isArray(wanted) ? wanted : [wanted]).map(String));
    parts.push((row) => isOneOf(values, fieldAt(row, field)));
  }
  return (row) => parts.every((holds) => holds(row));
}

/** A field that a row lacks or leaves empty is equal to nothing, be it the word `undefined`. */
function isOneOf(values: ReadonlySet<string>, held: unknown): boolean {
  return held !== undefined && held !== null && values.has(String(held));
}

function hostIs(hosts: readonly string[], field: string): Holds {
  const wanted = hosts.map((host) => host.toLowerCase().replace(/^\*?\./, ''));
  return (row) => {
    const host = hostOf(fieldAt(row, field));
    return host !== undefined && wanted.some((one) => host === one || host.endsWith(`.${one}`));
  };
}

/**
 * The host that a URL names, in small letters; an address may lack its scheme. A backslash is read as a slash and all up to the last
 * @ as a user, as browsers do (WHATWG URL): else `https://evil.org\@example.com` would pass for example.com.
 */
function hostOf(url: unknown): string | undefined {
  if (typeof url !== 'string') return undefined;
  const found = /^(?:(?:[a-z][a-z0-9+.-]*:)?[/\\]{2})?(?:[^/?#\\]*@)?([^/?#:\\]+)/i.exec(url.trim());
  return found?.[1].toLowerCase().replace(/\.$/, '');
}

function dateIn(from: string | undefined, to: string | undefined, field: string): Holds {
  const first = from === undefined ? Number.NEGATIVE_INFINITY : momentOf(from);
  const after = to === undefined ? Number.POSITIVE_INFINITY : momentOf(to);
  return (row) => {
    const moment = momentOf(fieldAt(row, field));
    return moment >= first && moment < after;
  };
}

/** ISO dates, which are in UTC, and whatever names its zone. */
const ZONED =
  /^\d{4}(?:-\d{2}){0,2}$|(?:Z|UTC|GMT|[ECMP][SD]T|(?:GMT|:\d{2}(?:\.\d+)?) ?[+-]\d{2}:?\d{2})(?: ?\([^)]*\))?$/i;

/**
 * Milliseconds since 1970, NaN where the value is no date: then no range holds. A moment without a zone is one of UTC, not of the
 * machine that reads it.
 */
function momentOf(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  if (typeof value !== 'string') return Number.NaN;
  const text = value.trim();
  const bare = /^\d{4}-\d{2}-\d{2}[T ][\d:.]+$/.exec(text);
  if (bare !== null) return Date.parse(`${text.replace(' ', 'T')}Z`);
  const inUtc = Date.parse(`${text} UTC`);
  return ZONED.test(text) || Number.isNaN(inUtc) ? Date.parse(text) : inUtc;
}
