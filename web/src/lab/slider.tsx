import { useId } from 'react';
import styles from './lab.module.css';
import { type Range, within } from './setting.ts';

interface SliderProps {
  readonly label: string;
  readonly range: Range;
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** What the number means, after it. */
  readonly unit?: string;
}

/** A number by a slider and as figures: both are reached by keyboard. */
export function Slider({ label, range, value, onChange, unit }: SliderProps) {
  const id = useId();
  const { least: min, most: max, step } = range;
  const change = (text: string) => onChange(within(range, text));
  return (
    <div className={styles['slider']}>
      <label htmlFor={id}>
        {label}
        {unit && <small>{unit}</small>}
      </label>
      <input
        type="range"
        {...{ min, max, step, value }}
        aria-label={`${label}, slider`}
        onChange={(event) => change(event.target.value)}
      />
      <input
        id={id}
        type="number"
        inputMode="decimal"
        {...{ min, max, step }}
        // What is typed counts when it is finished: halfway through, 50 is 5.
        key={value}
        defaultValue={value}
        onBlur={(event) => change(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && change(event.currentTarget.value)}
      />
    </div>
  );
}
