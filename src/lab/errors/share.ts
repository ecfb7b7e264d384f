import { studentQuantile } from '../../stats/student-t.ts';

/** A part of a whole, estimated from replicates of both. */
export interface Share {
  /** Mean of the part over mean of the whole; absent where the whole is 0. */
  readonly share?: number;
  /** At 95%; absent for a single replicate. */
  readonly shareInterval?: readonly [number, number];
}

const ALPHA = 0.05;

/**
 * Ratio of the means of `parts` and `wholes`, paired, with an interval from its residuals `part - ratio x whole` (Cochran 1977,
 * section 6.3).
 */
export function shareOf(parts: readonly number[], wholes: readonly number[]): Share {
  const n = parts.length;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const whole = sum(wholes);
  if (whole === 0) return {};
  const share = sum(parts) / whole;
  if (n < 2) return { share };
  const residuals = parts.map((part, i) => (part - share * wholes[i]) ** 2);
  const error = Math.sqrt(sum(residuals) / (n - 1) / n) / Math.abs(whole / n);
  const half = studentQuantile(1 - ALPHA / 2, n - 1) * error;
  return { share, shareInterval: [share - half, share + half] };
}
