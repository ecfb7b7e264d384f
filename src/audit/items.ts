import { nearest } from '../base/spelling.ts';
import type { AuditItem } from './item.ts';
import { ACCUMULATION } from './items/accumulation.ts';
import { HEALTH } from './items/health.ts';
import { RECURRENCE } from './items/recurrence.ts';
import { RESERVOIR } from './items/reservoir.ts';
import { SOURCES } from './items/sources.ts';
import { SYNTHETIC_QUALITY } from './items/synthetic-quality.ts';

/** The checklist, by stage; in a stage the most severe first. */
export const ITEMS: readonly AuditItem[] = [
  ...SOURCES,
  ...ACCUMULATION,
  ...RESERVOIR,
  ...HEALTH,
  ...SYNTHETIC_QUALITY,
  ...RECURRENCE,
];

export function itemOf(id: string): AuditItem | undefined {
  return ITEMS.find((item) => item.id === id);
}

/** The id that was most likely meant; undefined where none is close. */
export function nearestItem(id: string): string | undefined {
  return nearest(
    id,
    ITEMS.map((item) => item.id),
  );
}
