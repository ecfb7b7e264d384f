import { OutcrossError } from '../base/errors.ts';

/** Tokens `[from, to)` are shown to the model; those of `[first, to)` are scored. */
export interface Window {
  readonly from: number;
  readonly first: number;
  readonly to: number;
}

/** How a text longer than a model's context is read. */
export interface WindowOptions {
  /** Most units that the model is shown at once, 2 or more. */
  readonly window: number;
  /** By how many units a window starts after the one before, 1 to `window` - 1. */
  readonly stride: number;
}

/** Throws `E_OPTION` for a window or a stride out of its range. */
export function requireWindow({ window, stride }: WindowOptions): void {
  if (!Number.isSafeInteger(window) || window < 2) {
    throw new OutcrossError('E_OPTION', `the window must be a whole number from 2, not ${window}`, {
      where: '--window',
    });
  }
  if (Number.isSafeInteger(stride) && stride >= 1 && stride < window) return;
  throw new OutcrossError('E_OPTION', `the stride must lie in 1 to ${window - 1}, not ${stride}`, {
    where: '--stride',
    hint: 'A window must overlap the one before it, so that every token has a context.',
  });
}

/**
 * Windows over `length` units: each unit is scored once, and but for the first window with at least `window - stride` units
 * before it. One window where all fit.
 */
export function slidingWindows(length: number, { window, stride }: WindowOptions): Window[] {
  const windows: Window[] = [];
  let first = 0;
  for (let from = 0; first < length; from += stride) {
    const to = Math.min(from + window, length);
    windows.push({ from, first, to });
    first = to;
  }
  return windows;
}
