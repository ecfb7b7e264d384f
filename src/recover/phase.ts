import type { Verdict } from '../compare/verdict.ts';

export interface JudgedGeneration {
  readonly name: string;
  readonly verdict: Verdict;
}

/** Where a line stands, seen from one generation. */
export interface Phase {
  /** `none`: nothing that recovery could mend. */
  readonly phase: 'early' | 'late' | 'none';
  /** Places in the line. */
  readonly generation: number;
  /** The last before it that was healthy or narrow; else the last that was not collapsing. */
  readonly lastHealthy?: number;
}

const WELL: ReadonlySet<Verdict> = new Set(['healthy', 'narrow']);
const COLLAPSING: ReadonlySet<Verdict> = new Set(['early', 'late']);

export function isCollapse(verdict: Verdict): boolean {
  return COLLAPSING.has(verdict);
}

/** The phase of the generation at `place` (default: the newest). The line has at least one. */
export function phaseOf(line: readonly JudgedGeneration[], place = line.length - 1): Phase {
  const { verdict } = line[place];
  const before = line.slice(0, place).map((generation) => generation.verdict);
  const well = before.findLastIndex((one) => WELL.has(one));
  const last = well >= 0 ? well : before.findLastIndex((one) => !isCollapse(one));
  return {
    phase: isCollapse(verdict) ? (verdict as 'early' | 'late') : 'none',
    generation: place,
    ...(last < 0 ? {} : { lastHealthy: last }),
  };
}
