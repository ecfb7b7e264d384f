import { StackedBar } from './bar.tsx';
import { originParts } from './origins.ts';
import styles from './origins-bar.module.css';

/** What a corpus is made of, by declared origin. */
export function OriginsBar({ origins }: { origins: Readonly<Record<string, number>> }) {
  const parts = originParts(origins);
  const said = parts.map(({ label }) => label).join(', ');
  return (
    <div className={styles['origins']}>
      <StackedBar parts={parts} label={said === '' ? 'not declared' : said} />
      <small>{parts.length === 0 ? 'not declared' : said}</small>
    </div>
  );
}
