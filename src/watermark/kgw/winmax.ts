import { Positions } from '../positions.ts';
import type { Tally, TokenRule } from '../scheme.ts';
import { passage } from '../tally.ts';

/** The largest z of any window of the bits that count (Kirchenbauer et al. 2023, WinMax). Without a p-value: it must be calibrated. */
export function winMaxTally(rule: TokenRule, gamma: number): Tally {
  const met = new Positions(rule);
  let scored = 0;
  let repeated = 0;
  let most = Number.NEGATIVE_INFINITY;
  return {
    add(text, prompt) {
      const { tokens, first } = passage(rule, text, prompt);
      const bits: number[] = [];
      for (let t = first; t < tokens.length; t++) {
        if (met.add(tokens, t)) bits.push(rule.value(tokens, t));
        else repeated++;
      }
      scored += bits.length;
      most = Math.max(most, winMax(bits, gamma));
    },
    evidence: () => ({ scored, repeated, score: scored === 0 ? 0 : most }),
  };
}

/**
 * The largest (g - gamma L) / sqrt(L gamma (1 - gamma)) of any window of `bits`, L its length and g its ones; -Infinity without bits. A best
 * window starts and ends with a run of ones that it holds whole: a zero at its end lowers z, and a one beside it would raise it.
 */
export function winMax(bits: readonly number[], gamma: number): number {
  if (bits.length === 0) return Number.NEGATIVE_INFINITY;
  const starts: number[] = [];
  const ends: number[] = [];
  const onesBefore = new Int32Array(bits.length + 1);
  for (const [i, bit] of bits.entries()) {
    onesBefore[i + 1] = onesBefore[i] + bit;
    if (bit === 1 && bits[i - 1] !== 1) starts.push(i);
    if (bit === 1 && bits[i + 1] !== 1) ends.push(i + 1);
  }
  const unitLength = 1 / Math.sqrt(gamma * (1 - gamma));
  let most = starts.length === 0 ? -gamma * unitLength : Number.NEGATIVE_INFINITY;
  for (const [run, start] of starts.entries()) {
    for (let at = run; at < ends.length; at++) {
      const length = ends[at] - start;
      const excess = onesBefore[ends[at]] - onesBefore[start] - gamma * length;
      const z = (excess * unitLength) / Math.sqrt(length);
      if (z > most) most = z;
    }
  }
  return most;
}
