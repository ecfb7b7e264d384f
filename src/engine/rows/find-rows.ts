import { contentDigest } from '../../corpus/content-digest.ts';
import type { Provenance } from '../../corpus/example.ts';
import { holdsId, type IdSetColumns } from './id-set.ts';
import type { RowKernel } from './row-kernel.ts';

export interface FindSettings {
  readonly wanted: IdSetColumns;
}

/** An example that was looked for. */
export interface FoundRow {
  readonly id: string;
  /** As in `CorpusRecord`. */
  readonly row: number;
  /** SHA-256 of its content, in hexadecimal; see `contentDigest`. */
  readonly seen: string;
  readonly provenance?: Provenance;
}

export interface FindSummary {
  readonly found: readonly FoundRow[];
}

/** Gathers the examples of some ids. */
export function findRows({ wanted }: FindSettings): RowKernel {
  const found: FoundRow[] = [];
  return {
    map({ example, row }) {
      if (!holdsId(wanted, example.id)) return;
      const { id, provenance } = example;
      const seen = contentDigest(example).toString('hex');
      found.push({ id, row, seen, ...(provenance === undefined ? {} : { provenance }) });
    },
    end: (): FindSummary => ({ found }),
  };
}
