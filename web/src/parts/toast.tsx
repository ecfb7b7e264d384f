import { useEffect, useSyncExternalStore } from 'react';
import { Button } from './button.tsx';
import { classes } from './class-names.ts';
import { Text } from './text.tsx';
import styles from './toast.module.css';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'plain';
}

/** Milliseconds for which a message stands; one of a failure stands until it is closed. */
const STANDS = 6000;
const MOST = 4;

/** Messages to be shown for a while, newest last. */
export class Toasts {
  #list: readonly Toast[] = [];
  #next = 1;
  readonly #watchers = new Set<() => void>();

  get list(): readonly Toast[] {
    return this.#list;
  }

  say(text: string, tone: Toast['tone'] = 'plain'): void {
    this.#become([...this.#list, { id: this.#next++, text, tone }].slice(-MOST));
  }

  close(id: number): void {
    this.#become(this.#list.filter((toast) => toast.id !== id));
  }

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  #become(list: readonly Toast[]): void {
    this.#list = list;
    for (const watcher of this.#watchers) watcher();
  }
}

export const toasts = new Toasts();

/** Says something at the corner of the page, and to screen readers. */
export function say(text: string, tone?: Toast['tone']): void {
  toasts.say(text, tone);
}

function Message({ toast }: { toast: Toast }) {
  const { id, tone } = toast;
  useEffect(() => {
    if (tone === 'bad') return;
    const timer = setTimeout(() => toasts.close(id), STANDS);
    return () => clearTimeout(timer);
  }, [id, tone]);
  return (
    <li className={classes(styles['toast'], `t-${tone}`)}>
      <Text>{toast.text}</Text>
      <Button look="quiet" small aria-label="Close the message" onClick={() => toasts.close(id)}>
        ✕
      </Button>
    </li>
  );
}

/** Where messages appear; stands once in the page. */
export function ToastCorner() {
  const peek = () => toasts.list;
  const list = useSyncExternalStore(toasts.watch, peek, peek);
  return (
    <ol className={styles['corner']} aria-live="polite" aria-label="Messages">
      {list.map((toast) => (
        <Message key={toast.id} toast={toast} />
      ))}
    </ol>
  );
}
