import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { startJob, useAct } from '../../api/act.ts';
import { Button, Dialog, Field, Input, Select, say, Trouble } from '../../parts/index.ts';
import styles from './build.module.css';
import { type BuildForm, buildOptions, buildProblems, EMPTY } from './build-form.ts';

/** Starts a job that builds a queue. */
export function BuildDialog({ onClose }: { onClose: () => void }) {
  const [form, setForm] = useState(EMPTY);
  const [, navigate] = useLocation();
  const { busy, error, act } = useAct();
  const problems = buildProblems(form);
  const wrong = Object.values(problems)[0];
  const set = (changes: Partial<BuildForm>) => setForm({ ...form, ...changes });
  const build = async () => {
    if (wrong !== undefined) return;
    const job = await act(() => startJob('queue', buildOptions(form)));
    if (job === undefined) return;
    say('The queue is being built.', 'good');
    onClose();
    navigate(`/jobs?job=${encodeURIComponent(job.id)}`);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void build();
  };
  return (
    <Dialog
      title="Build a queue"
      onClose={onClose}
      actions={
        <Button look="main" whyNot={busy ? 'It is being started.' : wrong} onClick={() => void build()}>
          Build
        </Button>
      }
    >
      <form className={styles['form']} onSubmit={submit}>
        <Field
          label="Corpora"
          hint="One path of the workspace a line. Nothing: the synthetic examples that the next mix would take."
        >
          {(tie) => (
            <textarea
              {...tie}
              rows={3}
              className={styles['paths']}
              value={form.corpora}
              onChange={(event) => set({ corpora: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="Examples"
          error={problems.size}
          hint="The most telling ones. Nothing: as many as the plan needs."
        >
          {(tie) => <Input {...tie} value={form.size} onChange={(size) => set({ size })} />}
        </Field>
        <Field
          label="Error of the estimate"
          error={problems.error}
          hint="Half width of the 95% interval of the share that would be rejected, in percent. It sets how many are drawn at random."
        >
          {(tie) => <Input {...tie} value={form.error} onChange={(value) => set({ error: value })} />}
        </Field>
        <Field
          label="Reviewers"
          hint="Two decide about some examples independently, so that their agreement can be told."
        >
          {(tie) => (
            <Select
              {...tie}
              value={form.reviewers}
              options={['1', '2', '3'].map((value) => ({ value, label: value }))}
              onChange={(reviewers) => set({ reviewers })}
            />
          )}
        </Field>
        {error && <Trouble error={error} />}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
