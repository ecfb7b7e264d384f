import type { ReactNode } from 'react';
import styles from './figure.module.css';

interface FigureProps {
  readonly label: ReactNode;
  /** With its unit. */
  readonly value: ReactNode;
  /** The interval, or what it is measured against. */
  readonly note?: ReactNode;
}

/** One number with what it is. Stands in `Figures`. */
export function Figure({ label, value, note }: FigureProps) {
  return (
    <div className={styles['figure']}>
      <dt>{label}</dt>
      <dd>
        <b>{value}</b>
        {note && <small>{note}</small>}
      </dd>
    </div>
  );
}

/** Numbers beside each other. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className={styles['figures']}>{children}</dl>;
}
