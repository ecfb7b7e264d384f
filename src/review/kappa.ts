import { normalQuantile } from '../stats/normal.ts';

/** How far two people agree about the same things, beyond what chance would give. */
export interface Kappa {
  /** Share of the things that both call the same. */
  readonly agreed: number;
  /** Share that they would call the same by chance, each keeping to their own habits. */
  readonly chance: number;
  /** -1 to 1; 0 is chance. */
  readonly kappa: number;
  readonly standardError: number;
  /** 95% interval of large samples, within -1 to 1; see `kappaInterval` for what holds of small ones too. */
  readonly interval: readonly [number, number];
}

/**
 * Cohen's kappa (Cohen 1960) of a square table of counts, rows of one person, columns of the other, with the large-sample standard error of Fleiss,
 * Cohen and Everitt (1969, Psychological Bulletin 72, 323-327). Undefined where nothing was counted, and where one of both always says the same
 * thing: agreement is then chance whatever the other says, and a zero would look like a finding.
 */
export function cohenKappa(table: readonly (readonly number[])[]): Kappa | undefined {
  const total = table.flat().reduce((sum, n) => sum + n, 0);
  const rows = table.map((row) => row.reduce((sum, n) => sum + n, 0) / total);
  const columns = table.map((_, j) => table.reduce((sum, row) => sum + row[j], 0) / total);
  const agreed = table.reduce((sum, row, i) => sum + row[i], 0) / total;
  const chance = rows.reduce((sum, share, i) => sum + share * columns[i], 0);
  if (total === 0 || [...rows, ...columns].some((share) => share === 1)) return undefined;
  const kappa = (agreed - chance) / (1 - chance);
  const shares = table.map((row) => row.map((n) => n / total));
  const spread = variance({ shares, rows, columns, agreed, chance }) / total;
  const standardError = Math.sqrt(Math.max(0, spread));
  const reach = normalQuantile(0.975) * standardError;
  return {
    agreed,
    chance,
    kappa,
    standardError,
    interval: [Math.max(-1, kappa - reach), Math.min(1, kappa + reach)],
  };
}

interface Shares {
  readonly shares: readonly (readonly number[])[];
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly agreed: number;
  readonly chance: number;
}

/** Formula 13 of the paper, for one thing. */
function variance({ shares, rows, columns, agreed, chance }: Shares): number {
  let same = 0;
  let other = 0;
  shares.forEach((row, i) => {
    row.forEach((share, j) => {
      if (i === j) same += share * (1 - chance - (rows[i] + columns[i]) * (1 - agreed)) ** 2;
      else other += share * (columns[i] + rows[j]) ** 2;
    });
  });
  const middle = (agreed * chance - 2 * chance + agreed) ** 2;
  return (same + (1 - agreed) ** 2 * other - middle) / (1 - chance) ** 4;
}
