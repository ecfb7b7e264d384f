import { classes } from './class-names.ts';
import { Estimate } from './estimate.tsx';
import styles from './forest.module.css';
import { forestPlace, judge } from './words.ts';

interface ForestProps {
  readonly measured: {
    readonly ratio: number;
    readonly interval: readonly [number, number];
    readonly direction: 'falls' | 'rises' | 'flag';
  };
  /** On the ratio scale. */
  readonly margin: number;
  /** 4: the axis goes from a quarter to four times human. */
  readonly reach: number;
  /** The interval in figures. */
  readonly said: string;
}

const WIDTH = 150;
const ROOM = WIDTH / 2 - 8;

/** One row of a forest plot: interval and estimate on a log scale, the line of human text and the margin. */
export function Forest({ measured, margin, reach, said }: ForestProps) {
  const judgement = judge(measured, margin);
  if (judgement === 'missing') return null;
  const x = (ratio: number) => WIDTH / 2 + forestPlace(ratio, reach) * ROOM;
  const [low, high] = measured.interval;
  return (
    <svg
      className={classes(styles['forest'], styles[judgement])}
      viewBox={`0 0 ${WIDTH} 18`}
      role="img"
      aria-label={said}
    >
      <path className={styles['one']} d={`M${WIDTH / 2} 0V18`} />
      {judgement !== 'context' && <path className={styles['margin']} d={`M${x(margin)} 0V18`} />}
      <path className={styles['bar']} d={`M${x(low)} 9H${x(high)}`} />
      <Estimate ratio={measured.ratio} reach={reach} x={x(measured.ratio)} y={9} radius={3.5} />
    </svg>
  );
}
