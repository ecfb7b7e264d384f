import type { KeptFile } from './facts.ts';
import type { Evidence } from './item.ts';

/** Whether a file is what was written. */
export function isAsWritten({ expected, actual }: KeptFile): boolean {
  return expected === actual;
}

/** Digits of a digest that a person compares. */
const SHOWN = 12;

export function digestEvidence({ name, expected, actual }: KeptFile): Evidence {
  const wanted = expected.slice(0, SHOWN);
  if (actual === expected) return { text: `sha256 ${wanted}, as written`, file: name };
  if (actual === undefined) return { text: 'is not there', file: name };
  return { text: `sha256 ${actual.slice(0, SHOWN)}, written was ${wanted}`, file: name };
}
