import { Button, Select } from '../../parts/index.ts';
import { visible } from '../../parts/words.ts';
import styles from './caps-field.module.css';
import type { CapForm, CapKey, Form } from './form.ts';
import { shareOf, typed } from './percent-text.ts';

const TITLES: Readonly<Record<CapKey, string>> = {
  source: 'Source',
  model: 'Model',
  generation: 'Generation',
};

const KINDS = [
  { value: 'none', label: 'no cap' },
  { value: 'each', label: 'each alike' },
  { value: 'named', label: 'by name' },
];

interface CapsFieldProps {
  readonly cap: CapKey;
  readonly form: Form;
  readonly error: string | undefined;
  readonly onChange: (form: Form) => void;
  /** Values that the plan knows, to choose from. */
  readonly known: readonly string[];
}

function Percent({
  label,
  share,
  onChange,
}: {
  label: string;
  share: number;
  onChange: (share: number) => void;
}) {
  return (
    <label className={styles['percent']}>
      <span className="hidden">{visible(label)}</span>
      <input
        key={typed(share)}
        inputMode="decimal"
        defaultValue={typed(share)}
        onBlur={(event) => {
          const value = shareOf(event.target.value);
          if (value === undefined) event.target.value = typed(share);
          else onChange(value);
        }}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      %
    </label>
  );
}

interface NamedProps {
  readonly title: string;
  readonly named: CapForm['named'];
  readonly known: readonly string[];
  readonly onChange: (named: CapForm['named']) => void;
}

function Named({ title, named, known, onChange }: NamedProps) {
  const list = `known-${title}`;
  const at = (i: number, next: readonly [string, number]) =>
    onChange(named.map((one, j) => (i === j ? next : one)));
  const free = known.find((name) => !named.some(([taken]) => taken === name)) ?? '';
  return (
    <div className={styles['named']}>
      <datalist id={list}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {named.map(([name, share], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; its name changes as it is typed
        <div key={i} className={styles['row']}>
          <input
            list={list}
            aria-label={`${title} by name`}
            value={name}
            onChange={(event) => at(i, [event.target.value, share])}
          />
          <Percent label={`Cap of ${name}`} share={share} onChange={(next) => at(i, [name, next])} />
          <Button
            look="quiet"
            small
            aria-label={`No cap of ${name}`}
            onClick={() => onChange(named.filter((_, j) => j !== i))}
          >
            ✕
          </Button>
        </div>
      ))}
      <Button small onClick={() => onChange([...named, [free, 0.5]])}>
        Add a {title.toLowerCase()}
      </Button>
    </div>
  );
}

/** The largest share of each source, model or generation, or of those named. */
export function CapsField({ cap, form, error, onChange, known }: CapsFieldProps) {
  const own = form.caps[cap];
  const title = TITLES[cap];
  const set = (changes: Partial<CapForm>) =>
    onChange({ ...form, caps: { ...form.caps, [cap]: { ...own, ...changes } } });
  return (
    <div className={styles['cap']}>
      <div className={styles['row']}>
        <span>{title}</span>
        <Select
          aria-label={`Cap by ${title.toLowerCase()}`}
          value={own.kind}
          options={KINDS}
          onChange={(kind) => set({ kind: kind as CapForm['kind'] })}
        />
        {own.kind === 'each' && (
          <Percent
            label={`Cap of each ${title.toLowerCase()}`}
            share={own.each}
            onChange={(each) => set({ each })}
          />
        )}
      </div>
      {own.kind === 'named' && (
        <Named title={title} named={own.named} known={known} onChange={(named) => set({ named })} />
      )}
      {error && <p className={styles['error']}>{error}</p>}
    </div>
  );
}
