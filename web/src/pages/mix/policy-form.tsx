import type { ReactNode } from 'react';
import type { PlanView } from '../../../../src/server/wire.ts';
import { Field, Input, Select } from '../../parts/index.ts';
import { CapsField } from './caps-field.tsx';
import { CAP_KEYS, type CapKey, type Form } from './form.ts';
import styles from './policy-form.module.css';
import { ShareField } from './share-field.tsx';

interface PolicyFormProps {
  readonly form: Form;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (form: Form) => void;
  readonly plan: PlanView | undefined;
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={styles['group']}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly value: T;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ label, hint, error, value, options, onChange }: ChoiceProps<T>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(tie) => (
        <Select
          {...tie}
          value={value}
          options={options.map(([own, text]) => ({ value: own, label: text }))}
          onChange={(next) => onChange(next as T)}
        />
      )}
    </Field>
  );
}

type PartProps = Pick<PolicyFormProps, 'form' | 'problems'> & {
  readonly set: (changes: Partial<Form>) => void;
};

function Whole({ form, problems, set }: PartProps) {
  return (
    <Group title="Whole">
      <Choice
        label="Mode"
        value={form.mode}
        error={problems['mode']}
        options={[
          ['accumulate', 'accumulate: every generation may enter'],
          ['replace', 'replace: only the newest generation'],
        ]}
        onChange={(mode) => set({ mode })}
      />
      <div className={styles['pair']}>
        <Choice
          label="Size"
          value={form.sizeKind}
          options={[
            ['all', 'all that the rules allow'],
            ['examples', 'examples'],
            ['tokens', 'tokens'],
          ]}
          onChange={(sizeKind) => set({ sizeKind })}
        />
        {form.sizeKind !== 'all' && (
          <Field label={`Number of ${form.sizeKind}`} error={problems['size']}>
            {(tie) => <Input {...tie} value={form.size} onChange={(size) => set({ size })} />}
          </Field>
        )}
      </div>
    </Group>
  );
}

function Human({ form, problems, set }: PartProps) {
  const { minimum, share } = form;
  const setShare = (exact: boolean) => {
    const { share: _, ...rest } = form;
    set(exact ? { share: Math.max(minimum, 0.5) } : { ...rest, share: undefined as never });
  };
  return (
    <Group title="Human data">
      <ShareField
        label="At least"
        hint="Of examples, and of tokens."
        share={minimum}
        onChange={(next) => set({ minimum: next })}
      />
      <label className={styles['check']}>
        <input
          type="checkbox"
          checked={share !== undefined}
          onChange={(event) => setShare(event.target.checked)}
        />
        An exact share, rather than as much as there is
      </label>
      {share !== undefined && (
        <ShareField
          label="Exactly"
          error={problems['share']}
          share={share}
          floor={minimum}
          onChange={(next) => set({ share: next })}
        />
      )}
      <ShareField
        label="Carriers of the tail, at least"
        hint="Human examples that hold rare words of the anchor."
        error={problems['tail']}
        share={form.tail}
        onChange={(tail) => set({ tail })}
      />
    </Group>
  );
}

function Synthetic({ form, problems, set }: PartProps) {
  return (
    <Group title="Synthetic data">
      <ShareField
        label="The best, by what they add"
        hint="100% asks for no merit."
        error={problems['earned']}
        share={form.earned}
        onChange={(earned) => set({ earned })}
      />
      <Field label="Last generation that may enter" error={problems['maxGeneration']} hint="Nothing: any.">
        {(tie) => (
          <Input {...tie} value={form.maxGeneration} onChange={(maxGeneration) => set({ maxGeneration })} />
        )}
      </Field>
      <Choice
        label="Unknown origin"
        value={form.unknown}
        options={[
          ['exclude', 'stays out'],
          ['synthetic', 'counts as synthetic'],
        ]}
        onChange={(unknown) => set({ unknown })}
      />
    </Group>
  );
}

function Training({ form, problems, set }: PartProps) {
  return (
    <Group title="Training">
      <Choice
        label="Weight of human rows"
        value={form.weighting}
        options={[
          ['auto', 'auto: w* where both are scarce'],
          ['optimal', 'w* (He, Xu and Cheng 2025)'],
          ['none', 'equal'],
          ['number', 'a share of all weight'],
        ]}
        onChange={(weighting) => set({ weighting })}
      />
      {form.weighting === 'number' && (
        <ShareField label="Of all weight" share={form.weight} onChange={(weight) => set({ weight })} />
      )}
      <div className={styles['pair']}>
        <Choice
          label="Order"
          value={form.order}
          options={[
            ['shuffled', 'shuffled'],
            ['input', 'as the inputs'],
          ]}
          onChange={(order) => set({ order })}
        />
        <Field label="Seed" error={problems['seed']}>
          {(tie) => <Input {...tie} value={form.seed} onChange={(seed) => set({ seed })} />}
        </Field>
      </div>
    </Group>
  );
}

const ROWS: Readonly<Record<CapKey, 'bySource' | 'byModel' | 'byGeneration'>> = {
  source: 'bySource',
  model: 'byModel',
  generation: 'byGeneration',
};

/** Values that the plan's mix has of a key. */
export function knownValues(plan: PlanView | undefined, cap: CapKey): string[] {
  const rows = plan?.composition[ROWS[cap]] ?? [];
  return rows.flatMap(({ value }) =>
    value === undefined || (cap === 'generation' && value === '0') ? [] : [value],
  );
}

/** The policy as fields. */
export function PolicyForm({ form, problems, onChange, plan }: PolicyFormProps) {
  const set = (changes: Partial<Form>) => {
    const { share, ...rest } = { ...form, ...changes };
    onChange(share === undefined ? rest : { ...rest, share });
  };
  const part = { form, problems, set };
  return (
    <form className={styles['form']} onSubmit={(event) => event.preventDefault()} aria-label="Policy">
      <Whole {...part} />
      <Human {...part} />
      <Synthetic {...part} />
      <Group title="Largest share">
        {CAP_KEYS.map((cap) => (
          <CapsField
            key={cap}
            cap={cap}
            form={form}
            error={problems[`caps.${cap}`]}
            onChange={onChange}
            known={knownValues(plan, cap)}
          />
        ))}
      </Group>
      <Training {...part} />
    </form>
  );
}
