import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { Dialog } from '../parts/dialog.tsx';
import { Text } from '../parts/text.tsx';
import { ToastCorner } from '../parts/toast.tsx';
import { Brand } from './brand.tsx';
import { ConnectionMark } from './connection.tsx';
import { Foot } from './foot.tsx';
import styles from './frame.module.css';
import { Help } from './help.tsx';
import { BottomBar, PageList, useListedPages } from './navigation.tsx';
import { Palette } from './palette.tsx';
import { useSession } from './session.tsx';
import { nextTheme, setTheme, useTheme } from './theme.ts';
import { useKeys } from './use-keys.ts';

type Over = 'help' | 'menu' | 'palette' | undefined;

function useFrameKeys(setOver: (over: Over) => void): void {
  const [, navigate] = useLocation();
  const theme = useTheme();
  const pages = useListedPages().filter(({ key }) => key !== '');
  useKeys([
    ...pages.map((page) => ({
      keys: `g ${page.key}`,
      label: page.title,
      group: 'Go to',
      run: () => navigate(page.path),
    })),
    { keys: 'mod+k', label: 'Find', group: 'Everywhere', inFields: true, run: () => setOver('palette') },
    { keys: '?', label: 'This help', group: 'Everywhere', run: () => setOver('help') },
    { keys: 't', label: 'Change the theme', group: 'Everywhere', run: () => setTheme(nextTheme(theme)) },
  ]);
}

/** Brings the focus to the new page, so that a screen reader begins there; not at the first one. */
function useFocusOnPage() {
  const [location] = useLocation();
  const main = useRef<HTMLElement>(null);
  const last = useRef(location);
  useEffect(() => {
    if (last.current === location) return;
    last.current = location;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [location]);
  return main;
}

/** What stands around every page. */
export function Frame({ children }: { children: ReactNode }) {
  const [over, setOver] = useState<Over>();
  const close = () => setOver(undefined);
  const { line } = useSession();
  const main = useFocusOnPage();
  useFrameKeys(setOver);
  return (
    <div className={styles['frame']}>
      <a className={styles['skip']} href="#main">
        Skip to the page
      </a>
      <aside className={styles['rail']}>
        <div className={styles['brand']}>
          <Brand />
          {line && (
            <small>
              <Text clip={28}>{line}</Text>
            </small>
          )}
        </div>
        <nav aria-label="Pages">
          <PageList />
        </nav>
        <Foot onHelp={() => setOver('help')} />
      </aside>
      <header className={styles['top']}>
        <Brand />
        <ConnectionMark />
      </header>
      <main id="main" ref={main} tabIndex={-1} className={styles['main']}>
        {children}
      </main>
      <BottomBar onMore={() => setOver('menu')} />
      {over === 'help' && <Help onClose={close} />}
      {over === 'palette' && <Palette onClose={close} />}
      {over === 'menu' && (
        <Dialog title="Outcross" onClose={close}>
          <PageList onGo={close} />
          <Foot onHelp={() => setOver('help')} />
        </Dialog>
      )}
      <ToastCorner />
    </div>
  );
}
