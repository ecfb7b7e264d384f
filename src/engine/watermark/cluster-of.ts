import { hashText } from '../../base/hash.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import { CLUSTERS } from '../../watermark/clusters.ts';

/** The cluster of the group of a text: as the corpus names groups, else its source, else the text itself. */
export function clusterOf({ example }: CorpusRecord): number {
  const { id, group, provenance } = example;
  return (hashText(group === id ? (provenance?.source ?? id) : group).hi >>> 0) % CLUSTERS;
}
