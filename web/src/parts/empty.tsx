import type { ReactNode } from 'react';
import type { Absent, ErrorView } from '../../../src/server/wire.ts';
import { Button } from './button.tsx';
import { classes } from './class-names.ts';
import { Command } from './command.tsx';
import styles from './empty.module.css';
import { sentence } from './sentence.ts';
import { Text } from './text.tsx';

interface EmptyProps {
  /** Why there is nothing, and the command that makes it. */
  readonly absent: Absent;
  readonly title?: string;
  readonly children?: ReactNode;
}

/** What stands where there is nothing yet. */
export function Empty({ absent, title, children }: EmptyProps) {
  return (
    <div className={styles['empty']}>
      {title && <h2>{title}</h2>}
      <p>
        <Text>{sentence(absent.why)}</Text>
      </p>
      {absent.command && <Command>{absent.command}</Command>}
      {children}
    </div>
  );
}

interface TroubleProps {
  readonly error: { readonly view: ErrorView };
  readonly retry?: () => void;
}

/** What says more of an error in a terminal, by its code. */
const COMMANDS: Readonly<Record<string, string>> = { E_LEDGER: 'outcross ledger verify' };

/** What went wrong, where, and what to do. */
export function Trouble({ error, retry }: TroubleProps) {
  const { code, message, where, hint } = error.view;
  return (
    <div className={classes(styles['empty'], styles['trouble'])} role="alert">
      <p>
        <b>
          <Text>{sentence(message)}</Text>
        </b>
      </p>
      {where && !message.includes(where) && (
        <p>
          <Text>{where}</Text>
        </p>
      )}
      {hint && (
        <p>
          <Text>{hint}</Text>
        </p>
      )}
      {Object.hasOwn(COMMANDS, code) && <Command>{COMMANDS[code]}</Command>}
      <p className={styles['code']}>
        <Text>{code}</Text>
      </p>
      {retry && <Button onClick={retry}>Try again</Button>}
    </div>
  );
}

/** What stands while an answer is awaited; nothing for the first moments, so that quick answers do not flicker. */
export function Waiting({ label = 'Loading' }: { label?: string }) {
  return (
    <div className={styles['waiting']} role="status">
      <span>{label}…</span>
    </div>
  );
}
