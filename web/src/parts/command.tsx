import { useEffect, useState } from 'react';
import { Button } from './button.tsx';
import styles from './command.module.css';
import { Text } from './text.tsx';
import { visible } from './words.ts';

/** Milliseconds for which a button says that it has copied. */
const SAID = 1800;

/** A button that puts `text` into the clipboard and says so. */
export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [said, setSaid] = useState<string>();
  useEffect(() => {
    if (said === undefined) return;
    const timer = setTimeout(() => setSaid(undefined), SAID);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied'),
      () => setSaid('Could not copy'),
    );
  return (
    <Button look="quiet" small onClick={() => void copy()}>
      <span aria-live="polite">{said ?? label}</span>
    </Button>
  );
}

/** A command line to be typed in a terminal, in the workspace's folder. */
export function Command({ children }: { children: string }) {
  return (
    <span className={styles['command']}>
      <code title={visible(children)}>
        <Text>{children}</Text>
      </code>
      <CopyButton text={children} />
    </span>
  );
}
