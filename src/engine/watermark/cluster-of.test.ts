import { describe, expect, it } from 'vitest';
import type { CorpusRecord } from '../../corpus/record.ts';
import { CLUSTERS } from '../../watermark/clusters.ts';
import { clusterOf } from './cluster-of.ts';

function record(id: string, group = id, source?: string): CorpusRecord {
  const provenance = source === undefined ? {} : { provenance: { origin: 'human', source } };
  return { example: { id, group, text: 'a', ...provenance }, row: 1, value: {} } as unknown as CorpusRecord;
}

describe('clusterOf', () => {
  it('puts texts of one group together, else those of one source', () => {
    expect(clusterOf(record('a', 'author', 'x'))).toBe(clusterOf(record('b', 'author', 'y')));
    expect(clusterOf(record('a', 'a', 'books'))).toBe(clusterOf(record('b', 'b', 'books')));
    expect(clusterOf(record('a', 'a', 'books'))).toBe(clusterOf(record('c', 'books')));
  });

  it('spreads texts that name neither over all clusters', () => {
    const found = Array.from({ length: 1000 }, (_, i) => clusterOf(record(`t${i}`)));
    expect(new Set(found).size).toBe(CLUSTERS);
    expect(Math.min(...found)).toBe(0);
    expect(Math.max(...found)).toBe(CLUSTERS - 1);
  });
});
