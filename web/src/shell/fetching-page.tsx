import styles from './fetching-page.module.css';
import { Icon } from './icon.tsx';

/** The small drawing that the frame shows where a page is being fetched. */
export function FetchingPage() {
  return (
    <p className={styles['fetching']} role="status">
      <Icon name="menu" /> Loading the page…
    </p>
  );
}
