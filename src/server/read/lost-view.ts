import { lostCategory } from '../../report/lost-category.ts';
import type { GenerationReport, LostType } from '../../report/report.ts';
import type { LostView } from '../wire.ts';

/** Which lost types are asked for. Everything given must hold. */
export interface LostQuery {
  readonly category?: string;
  readonly order?: number;
  /** Stands in the type or its passage, whatever the case. */
  readonly search?: string;
  readonly offset?: number;
  readonly limit?: number;
}

/** Lost types of one answer where nobody says how many. */
const SHOWN = 100;

/** A generation's part of a report, each lost type with its category: reports of earlier versions hold none. */
export function withCategories(report: GenerationReport): GenerationReport {
  if (report.lost.every(({ category }) => category !== undefined)) return report;
  return { ...report, lost: report.lost.map((lost) => ({ ...lost, category: categoryOf(lost) })) };
}

/** Lost types by category: those that were asked for, and how many there are of each. Pure. */
export function lostView(report: GenerationReport, query: LostQuery): LostView {
  const { category, order, search = '', offset = 0, limit = SHOWN } = query;
  const wanted = search.trim().toLowerCase();
  const found = report.lost.filter(
    (lost) => (order === undefined || lost.order === order) && (wanted === '' || holds(lost, wanted)),
  );
  const counts = new Map<string, number>();
  for (const lost of found) counts.set(categoryOf(lost), (counts.get(categoryOf(lost)) ?? 0) + 1);
  const chosen = category === undefined ? found : found.filter((lost) => categoryOf(lost) === category);
  return {
    lost: chosen.slice(offset, offset + limit).map((lost) => ({ ...lost, category: categoryOf(lost) })),
    total: chosen.length,
    categories: Object.fromEntries([...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))),
  };
}

function categoryOf(lost: LostType): NonNullable<LostType['category']> {
  return lost.category ?? lostCategory(lost);
}

/** Found by plain text: no pattern of who asks is ever run. */
function holds({ type, passage }: LostType, wanted: string): boolean {
  return type.toLowerCase().includes(wanted) || (passage?.text.toLowerCase().includes(wanted) ?? false);
}
