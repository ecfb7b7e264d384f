import type { GenerationReport } from './report-parts.ts';

export type LostType = GenerationReport['lost'][number];

/** Orders among what was lost, lowest first. */
export function lostOrders(lost: readonly LostType[]): number[] {
  return [...new Set(lost.map(({ order }) => order))].sort((a, b) => a - b);
}

function holds(lost: LostType, wanted: string): boolean {
  return (
    lost.type.toLowerCase().includes(wanted) || (lost.passage?.text.toLowerCase().includes(wanted) ?? false)
  );
}

/** What was lost of one order (all where it is empty) whose words or passage hold `text`; as it came. */
export function filterLost(lost: readonly LostType[], text: string, order: string): LostType[] {
  const wanted = text.trim().toLowerCase();
  return lost.filter(
    (one) => (order === '' || String(one.order) === order) && (wanted === '' || holds(one, wanted)),
  );
}
