import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { Role, Session } from '../../../src/server/wire.ts';
import { ApiError, get, post, send, setCsrf, whenSignedOut } from '../api/client.ts';
import { live, views } from '../api/views.ts';
import { secretIn } from './secret.ts';

/** Who is at the page: not known yet, nobody, somebody, or why that cannot be known. */
export type Presence =
  | { readonly state: 'asking' }
  | { readonly state: 'out'; readonly error?: ApiError }
  | { readonly state: 'failed'; readonly error: ApiError }
  | { readonly state: 'in'; readonly session: Session };

export interface SessionDoor {
  readonly presence: Presence;
  readonly logIn: (token: string) => Promise<void>;
  readonly logOut: () => Promise<void>;
  readonly retry: () => void;
}

const RANK: Readonly<Record<Role, number>> = { read: 0, review: 1, operate: 2 };

/** Whether who has the role `own` may do what asks for `wanted`. */
export function may(own: Role, wanted: Role): boolean {
  return RANK[own] >= RANK[wanted];
}

/** Why a control is off for who has the role `own`; absent where it is not. */
export function whyNot(own: Role, wanted: Role): string | undefined {
  return may(own, wanted)
    ? undefined
    : `Needs the role \u201c${wanted}\u201d; this session has \u201c${own}\u201d.`;
}

const Door = createContext<SessionDoor | undefined>(undefined);

/** Gives a session that is there already; for tests. */
export function SessionGiven({ door, children }: { door: SessionDoor; children: ReactNode }) {
  return <Door value={door}>{children}</Door>;
}

async function present(): Promise<Presence> {
  try {
    const { value } = await get<Session>('/api/session');
    return value === undefined ? { state: 'out' } : { state: 'in', session: value };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return error.status === 401 ? { state: 'out' } : { state: 'failed', error };
  }
}

/** Exchanges the secret of the address, if it holds one, for a session; the address then forgets it. */
async function enter(): Promise<Presence> {
  const secret = secretIn(window.location);
  if (secret === undefined) return present();
  history.replaceState(null, '', secret.rest);
  try {
    await post('/api/session', { token: secret.token });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const now = await present();
    return now.state === 'out' ? { state: 'out', error } : now;
  }
  return present();
}

/** Keeps who is signed in; starts and stops the live stream with it. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const [presence, setPresence] = useState<Presence>({ state: 'asking' });
  const take = useCallback((next: Presence) => {
    setCsrf(next.state === 'in' ? next.session.csrf : undefined);
    if (next.state === 'in') live.start();
    else live.stop();
    setPresence(next);
  }, []);
  useEffect(() => {
    whenSignedOut(() => take({ state: 'out' }));
    const again = () => void enter().then(take);
    again();
    // A link that is opened in a tab that shows the dashboard changes nothing but the fragment.
    const onHash = () => secretIn(window.location) !== undefined && again();
    const onSeen = () => live.seen(document.visibilityState === 'visible');
    window.addEventListener('hashchange', onHash);
    document.addEventListener('visibilitychange', onSeen);
    return () => {
      window.removeEventListener('hashchange', onHash);
      document.removeEventListener('visibilitychange', onSeen);
    };
  }, [take]);
  const door = useMemo<SessionDoor>(
    () => ({
      presence,
      logIn: async (token) => {
        await post('/api/session', { token });
        views.clear();
        take(await present());
      },
      logOut: async () => {
        await send('DELETE', '/api/session');
        views.clear();
        take({ state: 'out' });
      },
      retry: () => void present().then(take),
    }),
    [presence, take],
  );
  return <Door value={door}>{children}</Door>;
}

export function useSessionDoor(): SessionDoor {
  const door = useContext(Door);
  if (door === undefined) throw new Error('useSessionDoor stands outside SessionProvider');
  return door;
}

/** The session of who is signed in. Pages are shown to nobody else. */
export function useSession(): Session {
  const { presence } = useSessionDoor();
  if (presence.state !== 'in') throw new Error('useSession stands outside a page');
  return presence.session;
}

/** Why this person may not do what asks for `role`; absent where they may. */
export function useWhyNot(role: Role): string | undefined {
  return whyNot(useSession().role, role);
}
