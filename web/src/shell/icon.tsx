import styles from './icon.module.css';

/** Strokes of 20 by 20 drawings, by page. */
const STROKES: Readonly<Record<string, string>> = {
  line: 'M2.5 14.5 7 9l4 3 6.5-7.5M2.5 17.5h15',
  compare: 'M6 3v14M14 3v14M3 6.5h6M11 10h6M3 13.5h6',
  review: 'M3 10.5l4 4 10-10',
  mix: 'M3 5h3.5C11 5 9 15 13.5 15H17m-2.5-2.5L17 15l-2.5 2.5M3 15h3.5c1.6 0 2.4-1.2 3-2.8M11 7.8c.6-1.6 1.4-2.8 3-2.8h3m-2.5-2.5L17 5l-2.5 2.5',
  sources: 'M10 3v5m0 0-5.5 4.5V16M10 8l5.5 4.5V16M10 8v8M3 17h3m2.5 0h3m2.5 0h3',
  audit: 'M5 3h7l3.5 3.5V17H5zM8 10h5m-5 3h5M12 3v3.5h3.5',
  lab: 'M8 3v5L3.5 16a1 1 0 0 0 1 1.5h11a1 1 0 0 0 1-1.5L12 8V3M6.5 3h7M6 12.5h8',
  jobs: 'M6 4l10 6-10 6z',
  ledger: 'M4 4.5h12M4 8.2h12M4 11.8h12M4 15.5h7',
  access: 'M12.5 11.5a4 4 0 1 0-3-3L3 15v2.5h3V15h2.5v-2.5z',
  menu: 'M3 6h14M3 10h14M3 14h14',
  help: 'M7.5 8a2.5 2.5 0 1 1 3.6 2.2c-.8.5-1.1.9-1.1 1.8m0 2.6v.1M10 1.75a8.25 8.25 0 1 0 0 16.5 8.25 8.25 0 0 0 0-16.5',
};

/** The small drawing of a page, beside its name. */
export function Icon({ name }: { name: string }) {
  return (
    <svg className={styles['icon']} viewBox="0 0 20 20" aria-hidden="true">
      <path d={STROKES[name] ?? ''} />
    </svg>
  );
}
