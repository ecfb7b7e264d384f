import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';
import { classes } from './class-names.ts';
import { visible } from './words.ts';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled' | 'title' | 'aria-label'> {
  readonly children: ReactNode;
  /** `main` is the one thing to do; `quiet` has no frame; `danger` cannot be taken back. */
  readonly look?: 'main' | 'plain' | 'quiet' | 'danger';
  readonly small?: boolean;
  /** Why it is off. A button that is off says why, and stays reachable by keyboard so that one can read it. */
  readonly whyNot?: string | undefined;
  readonly title?: string | undefined;
  readonly keys?: string;
  /** May name what strangers named. */
  readonly 'aria-label'?: string;
}

export function Button(props: ButtonProps) {
  const { look = 'plain', small = false, whyNot, title, keys, className, onClick, children, ...rest } = props;
  const label = props['aria-label'];
  const told = whyNot ?? title;
  const off = whyNot !== undefined;
  const name = classes(styles['button'], styles[look], small && styles['small'], className);
  return (
    <button
      type="button"
      {...rest}
      {...(label === undefined ? {} : { 'aria-label': visible(label) })}
      className={name}
      aria-disabled={off || undefined}
      title={told && visible(told)}
      onClick={off ? (event) => event.preventDefault() : onClick}
    >
      {children}
      {keys && <kbd aria-hidden="true">{keys}</kbd>}
    </button>
  );
}
