import { hashText } from '../../base/hash.ts';
import type { RowKernel } from './row-kernel.ts';

/** Who names whom as a parent: four lanes an edge, the hash of the child (hi, lo) and that of the parent. */
export interface ParentSummary {
  readonly edges: Uint32Array;
  /** The lower lane of the hash of every id, in order: tells where an example may stand. */
  readonly ids: Uint32Array;
}

/** Gathers the parents that examples name. */
export function parentRows(): RowKernel {
  const edges: number[] = [];
  const ids: number[] = [];
  return {
    map({ example: { id, provenance } }) {
      const child = hashText(id);
      ids.push(child.lo);
      for (const parent of provenance?.parents ?? []) {
        const { hi, lo } = hashText(parent);
        edges.push(child.hi, child.lo, hi, lo);
      }
    },
    end: (): ParentSummary => ({ edges: Uint32Array.from(edges), ids: Uint32Array.from(ids) }),
  };
}
