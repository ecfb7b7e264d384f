import { useState } from 'react';
import { startJob, useAct } from '../../api/act.ts';
import { Button, Dialog, Field, Input, Select, say, Trouble } from '../../parts/index.ts';
import { setQuery } from '../../shell/query-state.ts';
import styles from './jobs.module.css';
import { type OptionField, optionProblems, optionsOf, STARTABLE, type Typed } from './kinds.ts';

interface OptionProps {
  readonly field: OptionField;
  readonly text: string;
  readonly error: string | undefined;
  readonly onChange: (text: string) => void;
}

function Option({ field, text, error, onChange }: OptionProps) {
  const { label, hint, type } = field;
  if (type === 'flag') {
    return (
      <label className={styles['flag']}>
        <input
          type="checkbox"
          checked={text !== ''}
          onChange={(event) => onChange(event.target.checked ? 'on' : '')}
        />
        {label}
      </label>
    );
  }
  return (
    <Field label={label} hint={hint} error={error}>
      {(tie) =>
        type === 'paths' ? (
          <textarea
            {...tie}
            rows={3}
            className={styles['paths']}
            value={text}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <Input {...tie} value={text} onChange={onChange} />
        )
      }
    </Field>
  );
}

/** Starts a job of any kind. `initial`: the kind that a link names. */
export function StartDialog({ initial, onClose }: { initial: string; onClose: () => void }) {
  const [kind, setKind] = useState(STARTABLE.some((one) => one.kind === initial) ? initial : 'check');
  const [typed, setTyped] = useState<Typed>({});
  const [tried, setTried] = useState(false);
  const { busy, error, act } = useAct();
  const chosen = STARTABLE.find((one) => one.kind === kind)!;
  const problems = optionProblems(chosen, typed);
  const start = async () => {
    setTried(true);
    if (Object.keys(problems).length > 0) return;
    const job = await act(() => startJob(chosen.kind, optionsOf(chosen, typed)));
    if (job === undefined) return;
    say(`Started: ${job.command}`, 'good');
    onClose();
    setQuery({ job: job.id });
  };
  return (
    <Dialog
      title="Start a job"
      onClose={onClose}
      actions={
        <Button look="main" whyNot={busy ? 'It is being started.' : undefined} onClick={() => void start()}>
          Start
        </Button>
      }
    >
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <Field label="Job">
          {(tie) => (
            <Select
              {...tie}
              value={kind}
              options={STARTABLE.map(({ kind: value, does }) => ({ value, label: does }))}
              onChange={(next) => {
                setKind(next);
                setTyped({});
                setTried(false);
              }}
            />
          )}
        </Field>
        {chosen.fields.map((field) => (
          <Option
            key={`${kind} ${field.name}`}
            field={field}
            text={typed[field.name] ?? ''}
            // Nobody is told off before they have begun.
            error={tried || typed[field.name] ? problems[field.name] : undefined}
            onChange={(text) => setTyped({ ...typed, [field.name]: text })}
          />
        ))}
        {error && <Trouble error={error} />}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
