import { classes } from '../../parts/class-names.ts';
import { Estimate } from '../../parts/estimate.tsx';
import { forestPlace } from '../../parts/words.ts';
import styles from './slope.module.css';

interface Measured {
  readonly ratio: number;
  readonly interval: readonly [number, number];
}

interface SlopeProps {
  readonly from: Measured | undefined;
  readonly to: Measured | undefined;
  readonly tone: string;
}

const WIDTH = 150;

/** The axis goes from a quarter of human to four times. */
const REACH = 4;

function x(ratio: number): number {
  return WIDTH / 2 + forestPlace(ratio, REACH) * (WIDTH / 2 - 6);
}

function Bar({ measured, y }: { measured: Measured; y: number }) {
  const [low, high] = measured.interval;
  return (
    <>
      <path d={`M${x(low)} ${y}H${x(high)}`} />
      <Estimate ratio={measured.ratio} reach={REACH} x={x(measured.ratio)} y={y} radius={2.75} />
    </>
  );
}

/** Two intervals on a log scale, the earlier above; the figures stand beside it. */
export function Slope({ from, to, tone }: SlopeProps) {
  return (
    <svg className={classes(styles['slope'], tone)} viewBox={`0 0 ${WIDTH} 20`} aria-hidden="true">
      <path className={styles['one']} d={`M${WIDTH / 2} 0V20`} />
      {from && (
        <g className={styles['from']}>
          <Bar measured={from} y={6} />
        </g>
      )}
      {to && (
        <g className={styles['to']}>
          <Bar measured={to} y={14} />
        </g>
      )}
    </svg>
  );
}
