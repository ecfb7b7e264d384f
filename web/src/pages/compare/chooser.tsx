import type { GenerationPoint } from '../../../../src/server/wire.ts';
import { Field, Select } from '../../parts/field.tsx';
import { clipped } from '../../parts/words.ts';
import { setQuery } from '../../shell/query-state.ts';
import styles from './chooser.module.css';
import type { Pair } from './pair.ts';

interface ChooserProps {
  readonly generations: readonly GenerationPoint[];
  /** What the address asks for, or what stands for it; either may be empty. */
  readonly asked: Pair;
}

/** The generations to choose from, newest first; the chosen one is among them though the window does not hold it. */
export function optionsOf(generations: readonly GenerationPoint[], chosen: string) {
  const options = [...generations].reverse().map(({ id, verdict }) => ({
    value: id,
    label: `${clipped(id, 40)} (${verdict ?? 'not checked'})`,
  }));
  if (chosen === '' || generations.some(({ id }) => id === chosen)) return options;
  return [{ value: chosen, label: clipped(chosen, 40) }, ...options];
}

/** Chooses the two. */
export function Chooser({ generations, asked }: ChooserProps) {
  const choose = (side: 'a' | 'b') => (value: string) => {
    setQuery({ ...asked, [side]: value }, true);
  };
  return (
    <div className={styles['chooser']}>
      {(['a', 'b'] as const).map((side) => (
        <Field key={side} label={side === 'a' ? 'From' : 'To'}>
          {(tie) => (
            <Select
              value={asked[side]}
              onChange={choose(side)}
              options={optionsOf(generations, asked[side])}
              {...tie}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
