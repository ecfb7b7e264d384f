const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
  Home: -Infinity,
  End: Infinity,
};

/** The place that `key` leads to from `at` among `length`; `undefined` where it leads nowhere. Ends hold. */
export function placeAfter(key: string, at: number | undefined, length: number): number | undefined {
  const step = STEPS[key];
  if (step === undefined || length === 0) return undefined;
  if (at === undefined) return step === -Infinity ? 0 : length - 1;
  return Math.min(length - 1, Math.max(0, at + step));
}

/** Left edge of a box `width` wide beside `x`, kept inside `room`. Pixels. */
export function boxLeft(x: number, width: number, room: number): number {
  const gap = 12;
  const right = x + gap + width <= room ? x + gap : x - gap - width;
  return Math.max(0, Math.min(room - width, right));
}
