import { Dialog } from '../parts/dialog.tsx';
import styles from './help.module.css';
import type { Binding } from './keys.ts';
import { keyMap } from './use-keys.ts';

const SIGNS: Readonly<Record<string, string>> = {
  escape: 'Esc',
  enter: '\u21b5',
  arrowleft: '\u2190',
  arrowright: '\u2192',
  arrowup: '\u2191',
  arrowdown: '\u2193',
  mod: 'Ctrl',
  shift: '\u21e7',
};

/** `mod+enter` as the caps of the keys: Ctrl, ↵. */
export function caps(keys: string): string[] {
  return keys.split(/[ +]/).map((key) => SIGNS[key] ?? key);
}

/** Bindings by group, in the order in which groups came. */
export function byGroup(bindings: readonly Binding[]): Map<string, Binding[]> {
  const groups = new Map<string, Binding[]>();
  for (const binding of bindings) {
    const group = groups.get(binding.group);
    if (group === undefined) groups.set(binding.group, [binding]);
    else group.push(binding);
  }
  return groups;
}

function Keys({ keys }: { keys: string }) {
  return caps(keys).map((cap) => <kbd key={cap}>{cap}</kbd>);
}

/** What every key does on this page. */
export function Help({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard" onClose={onClose} wide>
      <div className={styles['groups']}>
        {[...byGroup(keyMap.bindings)].map(([group, bindings]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {bindings.map((binding) => (
                <div key={binding.keys}>
                  <dt>
                    <Keys keys={binding.keys} />
                  </dt>
                  <dd>{binding.label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
