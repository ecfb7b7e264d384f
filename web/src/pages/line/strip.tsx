import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import type { LineView } from '../../../../src/server/wire.ts';
import { Button } from '../../parts/button.tsx';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { VERDICTS } from '../../parts/words.ts';
import { setQuery } from '../../shell/query-state.ts';
import styles from './strip.module.css';
import { columnsOf } from './strip-columns.ts';
import { bounded, moved, positionAt, type Range } from './window.ts';

/** The part of the line that is shown now, and the verdicts of what the strip speaks of. */
function standing(line: LineView): { range: Range; verdicts: NonNullable<LineView['overview']> } {
  const range = { from: line.generations[0].position, to: line.generations.at(-1)!.position };
  if (line.overview !== undefined) return { range, verdicts: line.overview };
  // A server that tells no overview: only the window is known.
  const verdicts: (LineView['overview'] & object)[number][] = Array.from({ length: line.total }, () => null);
  for (const { position, verdict } of line.generations) verdicts[position - 1] = verdict ?? null;
  return { range, verdicts };
}

function show(range: Range | undefined): void {
  setQuery({ from: range && String(range.from), to: range && String(range.to) });
}

interface HandleProps {
  readonly label: string;
  readonly at: number;
  readonly total: number;
  readonly onMove: (steps: number) => void;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -20,
  PageUp: 20,
  Home: -1e9,
  End: 1e9,
};

/** One end of the window, moved by arrow keys. */
function Handle({ label, at, total, onMove }: HandleProps) {
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(step);
  };
  return (
    <div
      className={styles['handle']}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={1}
      aria-valuemax={total}
      aria-valuenow={at}
      style={{ left: `${((label.startsWith('First') ? at - 1 : at) / total) * 100}%` }}
      onKeyDown={press}
    />
  );
}

/** Draws a window with the pointer. */
function useDrawing(total: number, choose: (range: Range) => void) {
  const area = useRef<HTMLDivElement>(null);
  const start = useRef<number>(undefined);
  const [drawn, setDrawn] = useState<Range>();
  const at = (event: PointerEvent) => {
    const { left, width } = area.current!.getBoundingClientRect();
    return positionAt((event.clientX - left) / Math.max(1, width), total);
  };
  return {
    area,
    drawn,
    onPointerDown: (event: PointerEvent) => {
      start.current = at(event);
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent) => {
      if (start.current !== undefined) setDrawn(bounded({ from: start.current, to: at(event) }, total));
    },
    onPointerUp: () => {
      if (drawn !== undefined) choose(drawn);
      start.current = undefined;
      setDrawn(undefined);
    },
  };
}

function Columns({ verdicts }: { verdicts: NonNullable<LineView['overview']> }) {
  const columns = useMemo(() => columnsOf(verdicts), [verdicts]);
  return (
    <svg viewBox={`0 0 ${verdicts.length} 40`} preserveAspectRatio="none" aria-hidden="true">
      {columns.map(({ verdict, path }) => (
        <path key={verdict} className={`v-${verdict}`} d={path} />
      ))}
    </svg>
  );
}

function Legend() {
  return (
    <ul className={styles['legend']} aria-label="Verdicts">
      {VERDICTS.map((verdict) => (
        <li key={verdict}>
          <VerdictMark verdict={verdict} />
        </li>
      ))}
    </ul>
  );
}

/** A long line in one row: every generation a column, the taller the worse. A window of it is drawn, moved, or asked for. */
export function Strip({ line }: { line: LineView }) {
  const { range, verdicts } = useMemo(() => standing(line), [line]);
  const total = line.total;
  const { area, drawn, ...drawing } = useDrawing(total, show);
  const { from, to } = drawn ?? range;
  const span = to - from + 1;
  return (
    <div className={styles['strip']}>
      <div ref={area} className={styles['area']} {...drawing}>
        <Columns verdicts={verdicts} />
        <div
          className={styles['window']}
          style={{ left: `${((from - 1) / total) * 100}%`, width: `${(span / total) * 100}%` }}
        />
        <Handle
          label="First generation shown"
          at={from}
          total={total}
          onMove={(steps) => show(bounded({ from: Math.min(to - 1, from + steps), to }, total))}
        />
        <Handle
          label="Last generation shown"
          at={to}
          total={total}
          onMove={(steps) => show(bounded({ from, to: Math.max(from + 1, to + steps) }, total))}
        />
      </div>
      <div className={styles['foot']}>
        <Legend />
        <div className={styles['buttons']}>
          <Button small look="quiet" aria-label="Earlier" onClick={() => show(moved(range, -span, total))}>
            ←
          </Button>
          <Button small look="quiet" aria-label="Later" onClick={() => show(moved(range, span, total))}>
            →
          </Button>
          <Button small look="quiet" onClick={() => show({ from: 1, to: total })}>
            All
          </Button>
          <Button small look="quiet" onClick={() => show(undefined)}>
            Newest
          </Button>
        </div>
      </div>
    </div>
  );
}
