/** `by` is the key of a column. */
export interface Sorting {
  readonly by: string;
  readonly down: boolean;
}

/** `-examples` is by examples, downwards. */
export function sortingOf(text: string): Sorting | undefined {
  if (text === '') return undefined;
  return text.startsWith('-') ? { by: text.slice(1), down: true } : { by: text, down: false };
}

/** Up, down, and then as it came. */
export function nextSorting(text: string, by: string): string {
  if (text === by) return `-${by}`;
  return text === `-${by}` ? '' : by;
}

type Comparable = string | number | boolean | null | undefined;

const NAMES = new Intl.Collator('en', { numeric: true });

/** Numbers by size, text as people sort it. */
function compared(a: Comparable, b: Comparable): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return NAMES.compare(String(a), String(b));
}

function isMissing(value: Comparable): boolean {
  return value === undefined || value === null || (typeof value === 'number' && Number.isNaN(value));
}

/** `rows` in order of `value`; equal ones as they came; what is missing is last, whichever the direction. */
export function sorted<T>(rows: readonly T[], value: (row: T) => Comparable, down: boolean): T[] {
  return [...rows].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    const [noX, noY] = [isMissing(x), isMissing(y)];
    if (noX || noY) return Number(noX) - Number(noY);
    return down ? compared(y, x) : compared(x, y);
  });
}
