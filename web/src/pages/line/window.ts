/** Positions of generations, from 1, both inclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Fewest generations that a window can be drawn to. */
const LEAST = 2;

function position(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

/** Where the window that an address names is asked for; what is no position is left out. */
export function lineUrl(from: string, to: string): string {
  const query = new URLSearchParams();
  const [first, last] = [position(from), position(to)];
  if (first !== undefined) query.set('from', String(first));
  if (last !== undefined) query.set('to', String(last));
  const text = query.toString();
  return text === '' ? '/api/line' : `/api/line?${text}`;
}

/** `range` brought inside a line of `total` generations, in order and not too narrow to see. */
export function bounded({ from, to }: Range, total: number): Range {
  const first = Math.min(Math.max(1, Math.round(Math.min(from, to))), Math.max(1, total - LEAST + 1));
  const last = Math.max(first + LEAST - 1, Math.min(total, Math.round(Math.max(from, to))));
  return { from: first, to: Math.min(total, last) };
}

/** The range moved by `steps`, keeping its length. */
export function moved({ from, to }: Range, steps: number, total: number): Range {
  const step = Math.max(1 - from, Math.min(total - to, steps));
  return { from: from + step, to: to + step };
}

/** The position that a share of the strip's width, 0 to 1, lies over. */
export function positionAt(share: number, total: number): number {
  return Math.min(total, Math.max(1, Math.floor(share * total) + 1));
}
