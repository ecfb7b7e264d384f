import { type ReactNode, useId } from 'react';
import styles from './field.module.css';
import { clipped, visible } from './words.ts';

interface FieldProps {
  readonly label: ReactNode;
  /** What may be typed, what it means. */
  readonly hint?: ReactNode;
  /** What is wrong with what was typed. */
  readonly error?: ReactNode;
  /** The control; is given the ids that tie it to label, hint and error. */
  readonly children: (tie: FieldTie) => ReactNode;
}

export interface FieldTie {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

/** A control with its label, its hint and what is wrong with it. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const told = error || hint ? `${id}-told` : undefined;
  const tie = { id, 'aria-describedby': told, 'aria-invalid': error ? true : undefined };
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      {children(tie)}
      {told && (
        <p id={told} className={error ? styles['error'] : styles['hint']}>
          {error || hint}
        </p>
      )}
    </div>
  );
}

type SelectOption = SelectProps['options'][number];

/** `options`, with `value` among them: an address may name one that is none, and a control says what holds. */
function withValue(options: readonly SelectOption[], value: string): readonly SelectOption[] {
  if (options.some((option) => option.value === value)) return options;
  return [{ value, label: value === '' ? '\u2013' : clipped(value, 40) }, ...options];
}

interface SelectProps {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

export function Select({
  value,
  options,
  onChange,
  ...tie
}: SelectProps & Partial<FieldTie> & { 'aria-label'?: string }) {
  return (
    <select
      className={styles['input']}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      {...tie}
    >
      {withValue(options, value).map((option) => (
        <option key={option.value} value={option.value}>
          {visible(option.label)}
        </option>
      ))}
    </select>
  );
}

interface InputProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'search' | 'number' | 'password' | 'date';
  readonly placeholder?: string;
  readonly 'aria-label'?: string;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number | 'any';
  readonly autoComplete?: string;
  readonly autoFocus?: boolean;
  /** Of a field whose keys move through a list below it. */
  readonly role?: 'combobox';
  readonly 'aria-expanded'?: boolean;
  readonly 'aria-controls'?: string;
  readonly 'aria-activedescendant'?: string | undefined;
}

export function Input({ onChange, type = 'text', placeholder, ...rest }: InputProps & Partial<FieldTie>) {
  return (
    <input
      className={styles['input']}
      type={type}
      placeholder={placeholder && visible(placeholder)}
      onChange={(event) => onChange(event.target.value)}
      {...rest}
    />
  );
}
