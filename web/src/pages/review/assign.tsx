import { useState } from 'react';
import type { Assign, Assigned } from '../../../../src/server/wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { Button, Dialog, Field, Input, say, Trouble } from '../../parts/index.ts';
import { count } from '../../parts/words.ts';
import { useSession } from '../../shell/session.tsx';
import styles from './build.module.css';

const MANY = 'From 1 to 99,999.';

/** Gives the next unassigned examples of a queue to a reviewer. */
export function AssignDialog({ queue, onClose }: { queue: string; onClose: () => void }) {
  const { name, role } = useSession();
  const [reviewer, setReviewer] = useState(name);
  const isOther = reviewer.trim() !== name && role !== 'operate';
  const [many, setMany] = useState('100');
  const { busy, error, act } = useAct();
  const isNumber = /^[1-9]\d{0,4}$/.test(many.trim());
  const who = isOther ? 'Only who operates assigns examples to others.' : undefined;
  const wrong = reviewer.trim() === '' ? 'Name a reviewer.' : (who ?? (isNumber ? undefined : MANY));
  const assign = async () => {
    if (wrong !== undefined) return;
    const body: Assign = { reviewer: reviewer.trim(), count: Number(many) };
    const url = `/api/review/queues/${encodeURIComponent(queue)}/assignments`;
    const done = await act(() => post<Assigned>(url, body));
    if (done === undefined) return;
    say(
      `${count(done.assigned)} examples are assigned to ${body.reviewer}.`,
      done.assigned > 0 ? 'good' : 'plain',
    );
    onClose();
  };
  return (
    <Dialog
      title="Assign examples"
      onClose={onClose}
      actions={
        <Button look="main" whyNot={busy ? 'It is under way.' : wrong} onClick={() => void assign()}>
          Assign
        </Button>
      }
    >
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void assign();
        }}
      >
        <Field
          label="Reviewer"
          hint="The name of their token; under outcross view, the name of this computer's user."
        >
          {(tie) => <Input {...tie} value={reviewer} onChange={setReviewer} />}
        </Field>
        <Field
          label="Examples"
          hint="The next ones that nobody has. What is not assigned goes to whoever asks first."
          error={isNumber ? undefined : MANY}
        >
          {(tie) => <Input {...tie} value={many} onChange={setMany} />}
        </Field>
        {error && <Trouble error={error} />}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
