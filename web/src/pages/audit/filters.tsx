import { Input, Select } from '../../parts/index.ts';
import { type Filter, MOMENT_WORDS, RESULT_WORDS, RESULTS } from './groups.ts';
import styles from './page.module.css';

/** What of the checklist is shown. */
export function Filters({
  filter,
  set,
}: {
  filter: Filter;
  set: Readonly<Record<keyof Filter, (value: string) => void>>;
}) {
  const all = (label: string) => ({ value: '', label });
  return (
    <div className={styles['filters']}>
      <Select
        aria-label="Moment"
        value={filter.when}
        onChange={set.when}
        options={[
          all('every moment'),
          ...Object.entries(MOMENT_WORDS).map(([value, label]) => ({ value, label })),
        ]}
      />
      <Select
        aria-label="Result"
        value={filter.result}
        onChange={set.result}
        options={[all('every result'), ...RESULTS.map((value) => ({ value, label: RESULT_WORDS[value] }))]}
      />
      <Input
        type="search"
        aria-label="Words of the item"
        placeholder="Words"
        value={filter.text}
        onChange={set.text}
      />
    </div>
  );
}
