import type { Rng } from '../../base/rng.ts';
import { requireShare } from '../theory/parameters.ts';

/** How well provenance is known. */
export interface ProvenanceFilter {
  /** P(refused | synthetic), 0 to 1. */
  readonly recall: number;
  /** P(refused | real), 0 to 1. */
  readonly falsePositive: number;
}

/** Throws `E_PARAMETER` for a rate outside 0 to 1. */
export function requireFilter(filter: ProvenanceFilter): ProvenanceFilter {
  requireShare('the recall of the provenance filter', filter.recall);
  requireShare('the false positive rate of the provenance filter', filter.falsePositive);
  return filter;
}

/**
 * Which rows pass, as 1: `real` real rows first, then `synthetic` ones. One draw a row whatever the rates, so that runs that
 * differ in them alone stay paired.
 */
export function passing(filter: ProvenanceFilter, real: number, synthetic: number, rng: Rng): Uint8Array {
  const passes = new Uint8Array(real + synthetic);
  for (let i = 0; i < passes.length; i++) {
    passes[i] = rng.next() < (i < real ? filter.falsePositive : filter.recall) ? 0 : 1;
  }
  return passes;
}
