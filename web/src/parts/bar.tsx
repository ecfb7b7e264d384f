import styles from './bar.module.css';
import { classes } from './class-names.ts';
import { visible } from './words.ts';

export interface BarPart {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  /** A class that sets the accent: `o-human`, `v-late`, `t-good`. */
  readonly tone: string;
}

/** Shares of a whole, side by side. The words that go with it stand in `label`. */
export function StackedBar({ parts, label }: { parts: readonly BarPart[]; label: string }) {
  const shown = parts.filter(({ value }) => value > 0);
  return (
    <div className={styles['stack']} role="img" aria-label={visible(label)}>
      {shown.map((part) => (
        <span
          key={part.key}
          className={classes(styles['part'], part.tone)}
          style={{ flexGrow: part.value }}
          title={visible(part.label)}
        />
      ))}
    </div>
  );
}

interface ProgressProps {
  /** 0 to 1; absent where the whole is not known. */
  readonly share?: number | undefined;
  readonly label: string;
}

/** How far something is. */
export function ProgressBar({ share, label }: ProgressProps) {
  const bounded = share === undefined ? undefined : Math.min(1, Math.max(0, share));
  return (
    <div
      className={styles['progress']}
      role="progressbar"
      aria-label={visible(label)}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(bounded === undefined ? {} : { 'aria-valuenow': Math.round(bounded * 100) })}
      data-open={bounded === undefined || undefined}
    >
      <span style={{ width: `${(bounded ?? 0.3) * 100}%` }} />
    </div>
  );
}
