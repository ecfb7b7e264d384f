import { type FormEvent, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { Button } from '../parts/button.tsx';
import { Field, Input } from '../parts/field.tsx';
import { Text } from '../parts/text.tsx';
import { Brand } from './brand.tsx';
import styles from './log-in.module.css';
import { useSessionDoor } from './session.tsx';

function told(error: ApiError): string {
  return [error.view.message, error.view.hint].filter(Boolean).join(' ');
}

/** Asks for a token. */
export function LogIn({ error: before }: { error?: ApiError | undefined }) {
  const { logIn } = useSessionDoor();
  const [token, setToken] = useState('');
  const [error, setError] = useState(before);
  const [busy, setBusy] = useState(false);
  const enter = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    logIn(token.trim())
      .catch((cause: unknown) => {
        if (!(cause instanceof ApiError)) throw cause;
        setError(cause);
      })
      .finally(() => setBusy(false));
  };
  const whyNot = busy ? 'It is under way.' : token.trim() === '' ? 'Paste a token first.' : undefined;
  return (
    <main className={styles['page']}>
      <form className={styles['form']} onSubmit={enter}>
        <Brand />
        <h1>Sign in</h1>
        <Field label="Token" error={error && <Text>{told(error)}</Text>}>
          {(tie) => (
            <Input
              type="password"
              value={token}
              onChange={setToken}
              autoComplete="current-password"
              autoFocus
              {...tie}
            />
          )}
        </Field>
        <Button type="submit" look="main" whyNot={whyNot}>
          {busy ? 'Signing in\u2026' : 'Sign in'}
        </Button>
        <p className={styles['help']}>
          Whoever runs the server gives tokens: <code>outcross serve token new NAME --role review</code>.
          Under <code>outcross view</code> open the address that it printed; each works once.
        </p>
      </form>
    </main>
  );
}
