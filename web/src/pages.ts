import type { ComponentType } from 'react';
import type { Role } from '../../src/server/wire.ts';
import { lineUrl } from './pages/line/window.ts';

export interface Page {
  readonly id: string;
  /** Pattern of its address; `:name` is one segment. */
  readonly path: string;
  readonly title: string;
  /** The key after `g` that leads there. */
  readonly key: string;
  readonly group: 'watch' | 'defend' | 'learn' | 'run';
  /** Least role that it is shown to. */
  readonly role: Role;
  /** Whether it stands in the navigation. */
  readonly listed: boolean;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
  /** Whether it draws charts at once. */
  readonly drawn?: boolean;
  /** The address of the view that it shows first, if its own address tells. */
  readonly view?: (query: URLSearchParams) => string;
}

type Loader = Page['load'];

/** A page stands where its folder has a `page.tsx` with a default export. */
const STANDING = import.meta.glob<{ default: ComponentType }>(['./pages/*/page.tsx', './lab/page.tsx']);

function at(folder: string): Loader {
  const loader = STANDING[`./${folder}/page.tsx`];
  return loader ?? (() => import('./shell/coming.tsx'));
}

type Listed = Omit<Page, 'role' | 'listed'> & Partial<Page>;

const ALL: readonly Listed[] = [
  {
    id: 'line',
    path: '/',
    title: 'Line',
    key: 'l',
    group: 'watch',
    load: at('pages/line'),
    drawn: true,
    view: (query) => lineUrl(query.get('from') ?? '', query.get('to') ?? ''),
  },
  {
    id: 'generation',
    path: '/generations/:id',
    title: 'Generation',
    key: '',
    group: 'watch',
    listed: false,
    load: at('pages/generation'),
    drawn: true,
  },
  { id: 'compare', path: '/compare', title: 'Compare', key: 'c', group: 'watch', load: at('pages/compare') },
  { id: 'review', path: '/review', title: 'Review', key: 'r', group: 'defend', load: at('pages/review') },
  { id: 'mix', path: '/mix', title: 'Mix', key: 'm', group: 'defend', load: at('pages/mix') },
  { id: 'sources', path: '/sources', title: 'Sources', key: 's', group: 'defend', load: at('pages/sources') },
  { id: 'audit', path: '/audit', title: 'Audit', key: 'a', group: 'defend', load: at('pages/audit') },
  { id: 'lab', path: '/lab', title: 'Lab', key: 'b', group: 'learn', load: at('lab') },
  { id: 'jobs', path: '/jobs', title: 'Jobs', key: 'j', group: 'run', load: at('pages/jobs') },
  { id: 'ledger', path: '/ledger', title: 'Ledger', key: 'e', group: 'run', load: at('pages/ledger') },
  {
    id: 'access',
    path: '/access',
    title: 'Access',
    key: 't',
    group: 'run',
    role: 'operate',
    load: at('pages/access'),
  },
];

/** All pages, in the order of the navigation. */
export const PAGES: readonly Page[] = ALL.map((page) => ({ role: 'read', listed: true, ...page }));
