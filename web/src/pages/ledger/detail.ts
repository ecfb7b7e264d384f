import type { EventView } from '../../../../src/server/wire.ts';
import { visible } from '../../parts/words.ts';

/**
 * What an event's line says beside its kind and what it is about, which have columns of their own: `early` of
 * `verdict.given early generation:g2 and 1 more`. The whole where the line is made otherwise.
 */
export function detailOf({ text, kind, subjects }: Pick<EventView, 'text' | 'kind' | 'subjects'>): string {
  const own = text.startsWith(`${kind} `) ? text.slice(kind.length + 1) : text;
  if (subjects.length === 0) return own;
  const [{ type, id }] = subjects;
  const about = visible(`${type}:${id}${subjects.length > 1 ? ` and ${subjects.length - 1} more` : ''}`);
  return own.endsWith(about) ? own.slice(0, -about.length).trimEnd() : own;
}
