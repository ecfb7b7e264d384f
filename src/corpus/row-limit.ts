import { constants } from 'node:buffer';
import type { CorpusSpec } from './source.ts';

/** Rows longer than this, in bytes, are malformed, unless the spec says otherwise. */
const MAX_ROW_BYTES = 256 * 1024 * 1024;

/** The longest row that is read, in bytes: never more than a string can hold. */
export function rowLimit(spec: CorpusSpec): number {
  return Math.min(spec.maxRowBytes ?? MAX_ROW_BYTES, constants.MAX_STRING_LENGTH);
}
