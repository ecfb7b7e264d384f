import type { ReactNode } from 'react';
import styles from './badge.module.css';
import { classes } from './class-names.ts';
import { Text } from './text.tsx';

export type Tone = 'good' | 'notice' | 'warning' | 'critical' | 'bad' | 'blue' | 'plain' | 'info';

/** A word in a frame. The word says what the colour says. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={classes(styles['badge'], `t-${tone}`)}>{children}</span>;
}

/** Where text comes from, with its own shape beside its colour. */
export function OriginBadge({ origin }: { origin: string }) {
  const known = ['human', 'synthetic', 'mixed'].includes(origin) ? origin : 'unknown';
  return (
    <span className={classes(styles['origin'], `o-${known}`)}>
      <i className={styles[known]} />
      <Text clip={24}>{origin}</Text>
    </span>
  );
}

/** A severity as a word in its colour. */
export function SeverityMark({ severity }: { severity: string }) {
  const known = ['critical', 'warning', 'notice'].includes(severity) ? severity : 'info';
  return (
    <b className={classes(styles['severity'], `t-${known}`)}>
      <Text clip={24}>{severity}</Text>
    </b>
  );
}
