import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { PAGES, type Page } from '../pages.ts';
import { Empty, Trouble, Waiting } from '../parts/empty.tsx';
import { Failure } from './failure.tsx';
import { FetchingPage } from './fetching-page.tsx';
import { Frame } from './frame.tsx';
import { LogIn } from './log-in.tsx';
import { may, SessionProvider, useSession, useSessionDoor } from './session.tsx';

const LOADED = PAGES.map((page) => ({ page, Content: lazy(page.load) }));

function Titled({ page, children }: { page: Page; children: ReactNode }) {
  const { line } = useSession();
  useEffect(() => {
    document.title = [page.title, line, 'Outcross'].filter(Boolean).join(' \u00b7 ');
  }, [page, line]);
  return children;
}

function Allowed({ page, children }: { page: Page; children: ReactNode }) {
  const { role } = useSession();
  if (may(role, page.role)) return children;
  const why = `This page needs the role \u201c${page.role}\u201d; this session has \u201c${role}\u201d.`;
  return <Empty title={page.title} absent={{ why }} />;
}

function Pages() {
  const [location] = useLocation();
  return (
    <Failure page={location}>
      <Suspense fallback={<FetchingPage />}>
        <Switch>
          {LOADED.map(({ page, Content }) => (
            <Route key={page.id} path={page.path}>
              <Titled page={page}>
                <Allowed page={page}>
                  <Content />
                </Allowed>
              </Titled>
            </Route>
          ))}
          <Route>
            <Empty title="No such page" absent={{ why: 'Nothing stands at this address.' }} />
          </Route>
        </Switch>
      </Suspense>
    </Failure>
  );
}

function Inside() {
  const { presence, retry } = useSessionDoor();
  if (presence.state === 'asking') return <Waiting />;
  if (presence.state === 'failed') return <Trouble error={presence.error} retry={retry} />;
  if (presence.state === 'out') return <LogIn error={presence.error} />;
  return (
    <Frame>
      <Pages />
    </Frame>
  );
}

/** The dashboard. */
export function App() {
  return (
    <SessionProvider>
      <Inside />
    </SessionProvider>
  );
}
