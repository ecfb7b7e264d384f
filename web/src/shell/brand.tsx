import styles from './brand.module.css';

/** Two lines that cross: the name's own picture. */
export function Brand() {
  return (
    <span className={styles['brand']}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="M2.5 15C8 15 12 5 17.5 5" />
        <path className={styles['other']} d="M2.5 5C8 5 12 15 17.5 15" />
      </svg>
      Outcross
    </span>
  );
}
