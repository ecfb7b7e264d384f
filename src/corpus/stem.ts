/** Endings that say how a file is stored, not what it holds. */
const ENDINGS = /\.(jsonl|ndjson|json|parquet|csv|tsv|txt|text|md|npy|profile|gz|zst|zstd)$/i;

/** A path without the endings of its format and compression: `a/b` of `a/b.jsonl.gz`. A name is never cut to nothing. */
export function stemOf(path: string): string {
  let stem = path;
  while (ENDINGS.test(stem) && !/(^|\/)\.[^./]+$/.test(stem)) stem = stem.replace(ENDINGS, '');
  return stem;
}
