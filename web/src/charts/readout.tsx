import { useLayoutEffect, useRef, useState } from 'react';
import { visible } from '../parts/words.ts';
import { boxLeft } from './reading.ts';
import styles from './readout.module.css';

interface ReadoutProps {
  readonly lines: readonly string[];
  /** Of what is pointed at, in pixels of the drawing. */
  readonly x: number;
  readonly y?: number | undefined;
  /** Whether an upright line marks the place. */
  readonly guide: boolean;
}

/** What a chart says at one place. Screen readers are told by the chart itself. */
export function Readout({ lines, x, y, guide }: ReadoutProps) {
  const box = useRef<HTMLDivElement>(null);
  const [left, setLeft] = useState(x);
  useLayoutEffect(() => {
    const own = box.current;
    if (own !== null) setLeft(boxLeft(x, own.offsetWidth, own.parentElement?.clientWidth ?? own.offsetWidth));
  }, [x]);
  return (
    <>
      {guide && <i className={styles['guide']} style={{ left: x }} />}
      <div
        ref={box}
        className={styles['box']}
        style={{ left, top: y === undefined ? 4 : y + 12 }}
        aria-hidden="true"
      >
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
          <span key={index}>{visible(line)}</span>
        ))}
      </div>
    </>
  );
}
