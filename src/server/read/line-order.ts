const BY_NAME = new Intl.Collator('en', { numeric: true });

/**
 * The generations of a line, oldest first: those that the workspace names, in its order; before them those that only the ledger knows, whose
 * files are gone, by the position at which they were checked last.
 */
export function lineOrder(
  named: readonly string[],
  checked: Iterable<readonly [id: string, position: number]>,
): string[] {
  const present = new Set(named);
  const gone = [...checked].filter(([id]) => !present.has(id));
  gone.sort(([a, p], [b, q]) => p - q || BY_NAME.compare(a, b) || (a < b ? -1 : 1));
  return [...gone.map(([id]) => id), ...present];
}
