import { classes } from './class-names.ts';
import styles from './pair-bars.module.css';

interface PairBarsProps {
  readonly above: number;
  readonly below: number;
  /** What fills the whole width. */
  readonly most: number;
  /** A class that sets the accent of the lower bar. */
  readonly tone: string;
}

function width(value: number, most: number): number {
  return most > 0 && value > 0 ? (value / most) * 100 : 0;
}

/** Two shares, one above the other. The figures stand beside it. */
export function PairBars({ above, below, most, tone }: PairBarsProps) {
  return (
    <svg
      className={classes(styles['bars'], tone)}
      viewBox="0 0 100 14"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect className={styles['above']} y="1" height="5" width={width(above, most)} />
      <rect className={styles['below']} y="8" height="5" width={width(below, most)} />
    </svg>
  );
}
