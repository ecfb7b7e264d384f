import { useState } from 'react';
import type { AuditAnswer, AuditAnswered } from '../../../../src/server/wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { Button, Dialog, Field, say, Text, Trouble } from '../../parts/index.ts';
import { useSession } from '../../shell/session.tsx';
import styles from './answer.module.css';
import type { Item } from './groups.ts';

const ANSWERS = [
  { answer: 'yes', label: 'Yes', means: 'It is so, and I answer for it.' },
  { answer: 'no', label: 'No', means: 'It is not so; the item fails until it is.' },
  { answer: 'not-applicable', label: 'Does not apply', means: 'It has nothing to do with this line.' },
] as const;

interface AnswerDialogProps {
  readonly item: Item;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** A named person answers what no computer can. */
export function AnswerDialog({ item, onClose, onDone }: AnswerDialogProps) {
  const { name } = useSession();
  const [answer, setAnswer] = useState<AuditAnswer['answer']>();
  const [note, setNote] = useState('');
  const { busy, error, act } = useAct();
  const wrong = answer === undefined ? 'Choose an answer.' : undefined;
  const record = async () => {
    if (answer === undefined) return;
    const body: AuditAnswer = { item: item.id, answer, ...(note.trim() === '' ? {} : { note: note.trim() }) };
    const done = await act(() => post<AuditAnswered>('/api/audit/answers', body));
    if (done === undefined) return;
    say(`Recorded for ${name}${done.until ? `; it holds until ${done.until}` : ''}.`, 'good');
    onDone();
  };
  return (
    <Dialog
      title="Answer for it"
      onClose={onClose}
      actions={
        <Button look="main" whyNot={busy ? 'It is being recorded.' : wrong} onClick={() => void record()}>
          Record as <Text clip={24}>{name}</Text>
        </Button>
      }
    >
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void record();
        }}
      >
        <p>
          <Text>{item.question}</Text>
        </p>
        <fieldset className={styles['answers']}>
          <legend className="hidden">Answer</legend>
          {ANSWERS.map(({ answer: own, label, means }) => (
            <label key={own}>
              <input type="radio" name="answer" checked={answer === own} onChange={() => setAnswer(own)} />
              <span>
                <b>{label}</b> <small>{means}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <Field
          label="What it rests on"
          hint="A link, a document, a name: what somebody else would want to see."
        >
          {(tie) => (
            <textarea
              {...tie}
              rows={3}
              maxLength={2000}
              className={styles['note']}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        {error && <Trouble error={error} />}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
