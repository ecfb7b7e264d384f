import { useEffect, useRef, useState } from 'react';
import type { NewToken, Role, TokenMade } from '../../../../src/server/wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { Button, CopyButton, Dialog, Field, Input, Text, Trouble } from '../../parts/index.ts';
import styles from './access.module.css';
import { ROLES, tokenProblems } from './tokens.ts';

interface NewTokenProps {
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onMade: () => void;
}

function Secret({ made, warned }: { made: TokenMade; warned: boolean }) {
  const shown = useRef<HTMLDivElement>(null);
  // The form that had the focus is gone.
  useEffect(() => shown.current?.focus(), []);
  return (
    <div ref={shown} tabIndex={-1} className={styles['form']}>
      <p>
        The token of <Text clip={60}>{made.token.name}</Text>, shown <b>this once</b>: only its hash is kept.
        Hand it over by a way that nobody else reads.
      </p>
      <p className={styles['secret']}>
        <code>{made.secret}</code>
        <CopyButton text={made.secret} />
      </p>
      {warned && <p role="alert">It cannot be shown again. Once it is copied, close this.</p>}
    </div>
  );
}

/** Makes a token; its secret is shown once. */
export function NewTokenDialog({ taken, onClose, onMade }: NewTokenProps) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('review');
  const [days, setDays] = useState('90');
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<TokenMade>();
  const [warned, setWarned] = useState(false);
  const { busy, error, act } = useAct();
  // A slip of the hand is no reason to lose what is shown once.
  const close = () => (made === undefined || warned ? onClose() : setWarned(true));
  const problems = tokenProblems({ name, days }, taken);
  const give = async () => {
    setTried(true);
    if (Object.keys(problems).length > 0) return;
    const body: NewToken = { name: name.trim(), role, ...(days.trim() === '' ? {} : { days: Number(days) }) };
    const done = await act(() => post<TokenMade>('/api/tokens', body));
    if (done === undefined) return;
    setMade(done);
    onMade();
  };
  const action =
    made === undefined ? (
      <Button look="main" whyNot={busy ? 'It is being made.' : undefined} onClick={() => void give()}>
        Make the token
      </Button>
    ) : (
      <Button look="main" onClick={onClose}>
        It is in safe hands
      </Button>
    );
  return (
    <Dialog title="New token" onClose={close} actions={action}>
      {made !== undefined ? (
        <Secret made={made} warned={warned} />
      ) : (
        <form
          className={styles['form']}
          onSubmit={(event) => {
            event.preventDefault();
            void give();
          }}
        >
          <Field
            label="Name"
            hint="Whose it is: what they decide is recorded under it."
            error={tried || name.trim() !== '' ? problems.name : undefined}
          >
            {(tie) => <Input {...tie} value={name} onChange={setName} autoComplete="off" />}
          </Field>
          <fieldset className={styles['roles']}>
            <legend>Role</legend>
            {ROLES.map(({ role: own, may }) => (
              <label key={own}>
                <input type="radio" name="role" checked={role === own} onChange={() => setRole(own)} />
                <span>
                  <b>{own}</b> <small>{may}</small>
                </span>
              </label>
            ))}
          </fieldset>
          <Field
            label="Days"
            hint="After which it lets nobody in. Nothing: until it is revoked."
            error={problems.days}
          >
            {(tie) => <Input {...tie} value={days} onChange={setDays} />}
          </Field>
          {error && <Trouble error={error} />}
          <button type="submit" hidden />
        </form>
      )}
    </Dialog>
  );
}
