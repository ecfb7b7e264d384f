/** A run of the text that the same reasons speak of. Offsets in UTF-16 units: [start, end). */
export interface Segment {
  readonly start: number;
  readonly end: number;
  /** Indices of reasons, ascending; empty where none speaks of it. */
  readonly reasons: readonly number[];
}

interface Edge {
  readonly at: number;
  readonly reason: number;
  /** 1 where a span begins, -1 where it ends. */
  readonly step: 1 | -1;
}

interface Spans {
  readonly spans: readonly (readonly [number, number])[];
}

/**
 * Cuts `text` where the spans of reasons begin and end, overlapping ones included. The segments cover the text without gaps, and
 * no two neighbours have the same reasons. Spans are clamped to the text and widened to whole code points, so that no letter
 * is cut in two; empty, inverted and non-finite ones are passed over.
 */
export function segments(text: string, reasons: readonly Spans[]): Segment[] {
  if (text.length === 0) return [];
  const edges = reasons.flatMap(({ spans }, reason) => spans.flatMap((span) => edgesOf(text, span, reason)));
  edges.sort((a, b) => a.at - b.at);
  const open = new Map<number, number>();
  const out: Segment[] = [];
  let start = 0;
  for (let i = 0; i < edges.length; ) {
    const { at } = edges[i];
    if (at > start) push(out, start, at, open);
    for (; i < edges.length && edges[i].at === at; i++) count(open, edges[i]);
    start = at;
  }
  if (start < text.length) push(out, start, text.length, open);
  return out;
}

function edgesOf(text: string, [from, to]: readonly [number, number], reason: number): Edge[] {
  if (!Number.isFinite(from) || !Number.isFinite(to)) return [];
  const start = whole(text, clamp(Math.floor(from), text.length), -1);
  const end = whole(text, clamp(Math.ceil(to), text.length), 1);
  if (from >= to || start >= end) return [];
  return [
    { at: start, reason, step: 1 },
    { at: end, reason, step: -1 },
  ];
}

function clamp(offset: number, length: number): number {
  return Math.min(Math.max(offset, 0), length);
}

/** `offset`, moved by `step` where it lies inside a surrogate pair. */
function whole(text: string, offset: number, step: 1 | -1): number {
  const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
  const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
  const isInside = isHigh(text.charCodeAt(offset - 1)) && isLow(text.charCodeAt(offset));
  return isInside ? offset + step : offset;
}

function count(open: Map<number, number>, { reason, step }: Edge): void {
  const now = (open.get(reason) ?? 0) + step;
  if (now === 0) open.delete(reason);
  else open.set(reason, now);
}

function push(out: Segment[], start: number, end: number, open: ReadonlyMap<number, number>): void {
  const reasons = [...open.keys()].sort((a, b) => a - b);
  const last = out.at(-1);
  if (last !== undefined && same(last.reasons, reasons)) out[out.length - 1] = { ...last, end };
  else out.push({ start, end, reasons });
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
