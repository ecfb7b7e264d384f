import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';
import { classes } from './class-names.ts';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled' | 'title'> {
  readonly children: ReactNode;
  /** `main` is the one thing to do; `quiet` has no frame; `danger` cannot be taken back. */
  readonly look?: 'main' | 'plain' | 'quiet' | 'danger';
  readonly small?: boolean;
  /** Why it is off. A button that is off says why, and stays reachable by keyboard so that one can read it. */
  readonly whyNot?: string | undefined;
  readonly title?: string | undefined;
  readonly keys?: string;
}

export function Button(props: ButtonProps) {
  const { look = 'plain', small = false, whyNot, title, keys, className, onClick, children, ...rest } = props;
  const off = whyNot !== undefined;
  const name = classes(styles['button'], styles[look], small && styles['small'], className);
  return (
    <button
      type="button"
      {...rest}
      className={name}
      aria-disabled={off || undefined}
      title={whyNot ?? title}
      onClick={off ? (event) => event.preventDefault() : onClick}
    >
      {children}
      {keys && <kbd aria-hidden="true">{keys}</kbd>}
    </button>
  );
}
