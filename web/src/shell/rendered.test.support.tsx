import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Router } from 'wouter';
import type { Role, Session } from '../../../src/server/wire.ts';
import { type SessionDoor, SessionGiven } from './session.tsx';

export const SESSION: Session = {
  name: 'ada',
  role: 'operate',
  csrf: 'secret',
  local: false,
  version: '1.2.3',
  line: 'novels',
  expiresAt: '2030-01-01T00:00:00.000Z',
};

interface Setting {
  /** Path and query of the page. */
  readonly at?: string;
  readonly role?: Role;
  readonly session?: Partial<Session>;
}

/** A door of somebody who is signed in. */
export function doorOf(session: Session): SessionDoor {
  const nothing = () => Promise.resolve();
  return { presence: { state: 'in', session }, logIn: nothing, logOut: nothing, retry: () => {} };
}

/** The markup of `node` on a page of somebody who is signed in. */
export function rendered(
  node: ReactNode,
  { at = '/', role = 'operate', session = {} }: Setting = {},
): string {
  const [path, search = ''] = at.split('?');
  return renderToStaticMarkup(
    <Router ssrPath={path} ssrSearch={search}>
      <SessionGiven door={doorOf({ ...SESSION, role, ...session })}>{node}</SessionGiven>
    </Router>,
  );
}

/** What is read of markup: without tags, entities resolved. */
export function textOf(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}
