import { hashText } from '../../base/hash.ts';

/** What decides on which side of an anchor a group stands. */
export interface Assignment {
  /** Share of groups that are held out, above 0, below 1. */
  readonly holdout: number;
  /** Another salt is another split. */
  readonly salt: string;
}

/**
 * Whether a group is held out. A function of the group alone: whatever is added to the data, no example changes sides; and a larger
 * share only adds groups to the holdout.
 */
export function isHeldOut(group: string, { holdout, salt }: Assignment): boolean {
  return hashText(group, `anchor:${salt}`).hi < holdout * 2 ** 32;
}
