import { type ReactNode, useId, useState } from 'react';
import { shareOf, typed } from './percent-text.ts';
import styles from './share-field.module.css';

interface ShareFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** 0 to 1. */
  readonly share: number;
  readonly onChange: (share: number) => void;
  /** A mark on the way: a minimum beside an exact share. 0 to 1. */
  readonly floor?: number;
}

/** A share by slider, in whole percent, or typed as exactly as one likes. */
export function ShareField({ label, hint, error, share, onChange, floor }: ShareFieldProps) {
  const id = useId();
  // What is typed stands as it was typed while it means the share.
  const [text, setText] = useState(typed(share));
  const shown = shareOf(text) === share ? text : typed(share);
  const [isWrong, setWrong] = useState(false);
  const type = (next: string) => {
    setText(next);
    const value = shareOf(next);
    setWrong(value === undefined);
    if (value !== undefined) onChange(value);
  };
  const told = isWrong ? 'From 0 to 100.' : error;
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <div className={styles['row']}>
        <span className={styles['track']}>
          <input
            type="range"
            min={0}
            max={100}
            step={1}
            aria-label={`${label}, in percent`}
            aria-valuetext={`${typed(share)}%`}
            value={share * 100}
            onChange={(event) => type(event.target.value)}
          />
          {floor !== undefined && floor > 0 && (
            <i style={{ left: `${floor * 100}%` }} title={`minimum ${typed(floor)}%`} />
          )}
        </span>
        <span className={styles['number']}>
          <input
            id={id}
            inputMode="decimal"
            aria-describedby={`${id}-told`}
            aria-invalid={told === undefined ? undefined : true}
            value={isWrong ? text : shown}
            onChange={(event) => type(event.target.value)}
            onBlur={() => {
              setWrong(false);
              setText(typed(share));
            }}
          />
          %
        </span>
      </div>
      <p id={`${id}-told`} className={told === undefined ? styles['hint'] : styles['error']}>
        {told ?? hint}
      </p>
    </div>
  );
}
