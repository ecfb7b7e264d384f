import { useEffect, useRef } from 'react';
import { type Binding, KeyMap } from './keys.ts';

/** The keys of this page's life. */
export const keyMap = new KeyMap();

const FIELDS = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/** Inputs in which letters mean nothing. */
const UNTYPED = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'range']);

/** Whether somebody who presses a key there types text. */
function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !UNTYPED.has(target.type);
  return FIELDS.has(target.tagName);
}

/** A dialog that lies over the page takes the keys: nothing behind it is done unseen. */
function isCovered({ document }: Window): boolean {
  return document.querySelector('dialog[open]') !== null;
}

/** Listens to the keyboard; once, for the whole page. */
export function listenToKeys(target: Window): () => void {
  const listener = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || isCovered(target)) return;
    if (keyMap.press(event, isField(event.target))) event.preventDefault();
  };
  target.addEventListener('keydown', listener);
  return () => target.removeEventListener('keydown', listener);
}

/** Binds keys while the component stands and `on`. What they run is always the latest. */
export function useKeys(bindings: readonly Binding[], on = true): void {
  const current = useRef(bindings);
  current.current = bindings;
  const shape = bindings.map(({ run: _, ...shape }) => Object.values(shape));
  const signature = JSON.stringify(shape);
  useEffect(() => {
    if (!on) return;
    const count = (JSON.parse(signature) as unknown[]).length;
    const stable = Array.from({ length: count }, (_, index) => ({
      ...current.current[index],
      run: (at: number) => current.current[index]?.run(at),
    }));
    return keyMap.add(stable);
  }, [signature, on]);
}
