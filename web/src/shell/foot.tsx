import { Button } from '../parts/button.tsx';
import { Text } from '../parts/text.tsx';
import { ConnectionMark } from './connection.tsx';
import styles from './foot.module.css';
import { useSession, useSessionDoor } from './session.tsx';
import { nextTheme, setTheme, type Theme, useTheme } from './theme.ts';

const THEME_NAMES: Readonly<Record<Theme, string>> = {
  auto: 'Auto',
  light: 'Light',
  dark: 'Dark',
};

function Person() {
  const session = useSession();
  const { logOut } = useSessionDoor();
  return (
    <div className={styles['person']}>
      <span title={`Role: ${session.role}`}>
        <Text clip={24}>{session.name}</Text> <small>{session.role}</small>
      </span>
      {!session.local && (
        <Button look="quiet" small onClick={() => void logOut()}>
          Sign out
        </Button>
      )}
    </div>
  );
}

/** Who is at the page, how it looks, and whether it is renewed. */
export function Foot({ onHelp }: { onHelp: () => void }) {
  const theme = useTheme();
  const { version } = useSession();
  return (
    <footer className={styles['foot']}>
      <Person />
      <div className={styles['row']}>
        <Button look="quiet" small onClick={() => setTheme(nextTheme(theme))} title="Change the theme">
          <span className="hidden">Theme: </span>
          {THEME_NAMES[theme]}
        </Button>
        <Button look="quiet" small onClick={onHelp} keys="?">
          Keys
        </Button>
      </div>
      <div className={styles['row']}>
        <ConnectionMark />
        <small className="numbers">{version}</small>
      </div>
    </footer>
  );
}
