import type { Row } from './row.ts';
import type { Simulated } from './run-row.ts';

/** No row may be further off, in standard errors. */
export const MOST_Z = 4;

/** No more than `MOST_SHARE` of the rows may be further off. */
export const FAR_Z = 3;
export const MOST_SHARE = 0.01;

/** A closed form beside its simulation. */
export interface VerifiedRow {
  readonly section: Row['section'];
  readonly quantity: string;
  readonly setting: string;
  readonly theory: number;
  readonly simulated: number;
  readonly standardError: number;
  /** (simulated - theory) / standardError. */
  readonly z: number;
  readonly replicates: number;
  readonly expect: Row['expect'];
  /** `far`: beyond 3 but within 4, which a few may be. Of a trap: whether it lies below by more than 4. */
  readonly judgement: 'agrees' | 'far' | 'fails';
  readonly source: string;
}

/** All rows, and whether they pass together. */
export interface Judgement {
  readonly status: 'passed' | 'failed';
  readonly rows: readonly VerifiedRow[];
  /** Rows that are held against theory: all but traps. */
  readonly compared: number;
  readonly traps: number;
  readonly greatestZ: number;
  /** Rows with |z| above 3. */
  readonly far: number;
  /** Rows that fail: |z| above 4, or a trap that is none. */
  readonly failed: number;
}

/** Holds `simulated`, beside `rows`, against theory. A value that is no number fails. */
export function judgeRows(rows: readonly Row[], simulated: readonly Simulated[]): Judgement {
  const judged = rows.map((row, i) => judgeRow(row, simulated[i]));
  const compared = judged.filter(({ expect }) => expect === 'equal');
  const far = compared.filter(({ judgement }) => judgement !== 'agrees').length;
  const failed = judged.filter(({ judgement }) => judgement === 'fails').length;
  return {
    status: failed > 0 || far > MOST_SHARE * compared.length ? 'failed' : 'passed',
    rows: judged,
    compared: compared.length,
    traps: judged.length - compared.length,
    greatestZ: compared.reduce((most, { z }) => Math.max(most, Math.abs(z)), 0),
    far,
    failed,
  };
}

function judgeRow(row: Row, { mean, error, replicates }: Simulated): VerifiedRow {
  const { section, quantity, setting, theory, expect, source } = row;
  const z = (mean - theory) / error;
  return {
    section,
    quantity,
    setting,
    theory,
    simulated: mean,
    standardError: error,
    z,
    replicates,
    expect,
    judgement: expect === 'equal' ? judgementOf(z) : z < -MOST_Z ? 'agrees' : 'fails',
    source,
  };
}

function judgementOf(z: number): VerifiedRow['judgement'] {
  const size = Math.abs(z);
  if (size <= FAR_Z) return 'agrees';
  return size <= MOST_Z ? 'far' : 'fails';
}
