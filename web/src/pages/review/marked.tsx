import { memo, type ReactNode, useMemo } from 'react';
import type { ReviewItem } from '../../../../src/server/wire.ts';
import { classes } from '../../parts/index.ts';
import { segments } from './highlight.ts';
import styles from './marked.module.css';
import { pieces } from './pieces.ts';

/** A stranger's text with its lines, and signs for what could not be seen. */
export function Lines({ children }: { children: string }): ReactNode {
  let at = 0;
  return pieces(children).map(({ text, isSign }) => {
    const key = at;
    at += text.length;
    return isSign ? (
      <span key={key} className={styles['sign']}>
        {text}
      </span>
    ) : (
      text
    );
  });
}

interface MarkedProps {
  readonly text: string;
  readonly reasons: ReviewItem['reasons'];
  /** Reason whose spans stand out. */
  readonly focus: number | undefined;
  /** The pointer is over a span of these reasons; none: it has left. */
  readonly onPoint: (reasons: readonly number[]) => void;
}

/** The text of an example; what reasons speak of is marked. */
export const Marked = memo(function Marked({ text, reasons, focus, onPoint }: MarkedProps) {
  const runs = useMemo(() => segments(text, reasons), [text, reasons]);
  return runs.map(({ start, end, reasons: own }) => {
    const part = text.slice(start, end);
    if (own.length === 0) return <Lines key={start}>{part}</Lines>;
    const isFocus = focus !== undefined && own.includes(focus);
    return (
      <mark
        key={start}
        className={classes(styles['mark'], isFocus && styles['focus'])}
        data-reasons={own.join(' ')}
        onPointerEnter={() => onPoint(own)}
        onPointerLeave={() => onPoint([])}
      >
        <Lines>{part}</Lines>
      </mark>
    );
  });
});
