import { hashText } from '../../base/hash.ts';
import type { RowKernel } from './row-kernel.ts';

/** Who names whom as a parent: four lanes an edge, the hash of the child (hi, lo) and that of the parent. */
export interface ParentSummary {
  readonly edges: Uint32Array;
}

/** Gathers the parents that examples name. */
export function parentRows(): RowKernel {
  const edges: number[] = [];
  return {
    map({ example: { id, provenance } }) {
      const parents = provenance?.parents;
      if (parents === undefined || parents.length === 0) return;
      const child = hashText(id);
      for (const parent of parents) {
        const { hi, lo } = hashText(parent);
        edges.push(child.hi, child.lo, hi, lo);
      }
    },
    end: (): ParentSummary => ({ edges: Uint32Array.from(edges) }),
  };
}
