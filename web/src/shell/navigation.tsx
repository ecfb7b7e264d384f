import { Link, useRoute } from 'wouter';
import { PAGES, type Page } from '../pages.ts';
import { classes } from '../parts/class-names.ts';
import { Icon } from './icon.tsx';
import styles from './navigation.module.css';
import { may, useSession } from './session.tsx';

const GROUPS: Readonly<Record<Page['group'], string>> = {
  watch: 'Detect',
  defend: 'Defend',
  learn: 'Explain',
  run: 'Operate',
};

/** Pages at the bottom of a narrow window; the others stand behind “More”. */
const FIRST = ['line', 'review', 'mix', 'audit'];

/** Pages of the navigation that this person may see. */
export function useListedPages(): readonly Page[] {
  const { role } = useSession();
  return PAGES.filter((page) => page.listed && may(role, page.role));
}

function Entry({ page, onGo }: { page: Page; onGo?: (() => void) | undefined }) {
  const [here] = useRoute(page.path);
  const [below] = useRoute('/generations/:id');
  const active = here || (page.id === 'line' && below);
  return (
    <Link
      href={page.path}
      className={classes(styles['entry'], active && styles['active'])}
      aria-current={here ? 'page' : undefined}
      onClick={() => onGo?.()}
    >
      <Icon name={page.id} />
      <span>{page.title}</span>
      {page.key && <kbd aria-hidden="true">g {page.key}</kbd>}
    </Link>
  );
}

/** All pages, by what they are for. */
export function PageList({ onGo }: { onGo?: () => void }) {
  const pages = useListedPages();
  return Object.entries(GROUPS).map(([group, name]) => (
    <section key={group} className={styles['group']} aria-label={name}>
      <h2>{name}</h2>
      {pages
        .filter((page) => page.group === group)
        .map((page) => (
          <Entry key={page.id} page={page} onGo={onGo} />
        ))}
    </section>
  ));
}

/** The bar at the bottom of a narrow window. */
export function BottomBar({ onMore }: { onMore: () => void }) {
  const pages = useListedPages().filter(({ id }) => FIRST.includes(id));
  return (
    <nav className={styles['bottom']} aria-label="Pages">
      {pages.map((page) => (
        <Entry key={page.id} page={page} />
      ))}
      <button type="button" className={styles['entry']} onClick={onMore}>
        <Icon name="menu" />
        <span>More</span>
      </button>
    </nav>
  );
}
