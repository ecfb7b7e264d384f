import type { ReactNode } from 'react';
import { classes } from './class-names.ts';
import styles from './verdict-mark.module.css';
import { VERDICT_MEANING, VERDICT_STROKES, type Verdict } from './words.ts';

interface SignProps {
  /** Absent: never checked. */
  readonly verdict?: Verdict | undefined;
  readonly size?: 'small' | 'large';
}

/** The sign of a verdict; the word stands beside it. */
export function VerdictSign({ verdict, size }: SignProps) {
  return (
    <svg className={classes(styles['sign'], size && styles[size])} viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="10" r="9.25" strokeDasharray={verdict === undefined ? '2 2.5' : undefined} />
      {verdict !== undefined && <path d={VERDICT_STROKES[verdict]} />}
    </svg>
  );
}

/** Sign and word of a verdict. */
export function VerdictMark({ verdict, children }: { verdict?: Verdict | undefined; children?: ReactNode }) {
  const word = verdict ?? 'not checked';
  return (
    <span
      className={classes(styles['mark'], `v-${verdict ?? 'inconclusive'}`)}
      title={verdict && VERDICT_MEANING[verdict]}
    >
      <VerdictSign verdict={verdict} />
      {children ?? word}
    </span>
  );
}
