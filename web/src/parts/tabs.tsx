import { type KeyboardEvent, type ReactNode, useId } from 'react';
import styles from './tabs.module.css';

export interface Tab {
  readonly id: string;
  readonly label: ReactNode;
}

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** The one that is open; the first where none is named so. */
  readonly open: string;
  readonly onOpen: (id: string) => void;
  readonly children: ReactNode;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  Home: -Infinity,
  End: Infinity,
};

/** The tab that `key` leads to from place `at`; `undefined` for other keys. Ends lead around. */
export function tabAfter(key: string, at: number, length: number): number | undefined {
  const step = STEPS[key];
  if (step === undefined || length === 0) return undefined;
  if (!Number.isFinite(step)) return step < 0 ? 0 : length - 1;
  return (at + step + length) % length;
}

/** Tabs above one panel: arrow keys move between them. */
export function Tabs({ label, tabs, open, onOpen, children }: TabsProps) {
  const own = useId();
  const at = Math.max(
    0,
    tabs.findIndex(({ id }) => id === open),
  );
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const next = tabAfter(event.key, at, tabs.length);
    if (next === undefined) return;
    event.preventDefault();
    onOpen(tabs[next].id);
    event.currentTarget.querySelectorAll('button')[next]?.focus();
  };
  return (
    <>
      <div className={styles['tabs']} role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map((tab, index) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${own}-${index}`}
            aria-selected={index === at}
            aria-controls={`${own}-panel`}
            tabIndex={index === at ? 0 : -1}
            onClick={() => onOpen(tab.id)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div id={`${own}-panel`} role="tabpanel" aria-labelledby={`${own}-${at}`}>
        {children}
      </div>
    </>
  );
}
