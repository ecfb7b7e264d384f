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
    parts.push((row) => values.has(String(fieldAt(row, field))));
  }
  return (row) => parts.every((holds) => holds(row));
}

function hostIs(hosts: readonly string[], field: string): Holds {
  const wanted = hosts.map((host) => host.toLowerCase().replace(/^\*?\./, ''));
  return (row) => {
    const host = hostOf(fieldAt(row, field));
    return host !== undefined && wanted.some((one) => host === one || host.endsWith(`.${one}`));
  };
}

/** The host that a URL names, in small letters; an address may lack its scheme. */
function hostOf(url: unknown): string | undefined {
  if (typeof url !== 'string') return undefined;
  const found = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/)?(?:[^/?#@]*@)?([^/?#:]+)/i.exec(url.trim());
  return found?.[1].toLowerCase().replace(/\.$/, '');
}

function dateIn(from: string | undefined, to: string | undefined, field: string): Holds {
  const first = from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from);
  const after = to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to);
  return (row) => {
    const moment = momentOf(fieldAt(row, field));
    return moment >= first && moment < after;
  };
}

/** Milliseconds since 1970, NaN where the value is no date: then no range holds. */
function momentOf(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'string' ? Date.parse(value) : Number.NaN;
}
