/** What becomes of a candidate, and why. A plan holds the code of each; codes are stable within a manifest. */
export const FATES = [
  { id: 'chosen', why: 'enters the mix' },
  { id: 'guarded', why: 'is, or nearly is, an example of the frozen holdout' },
  { id: 'rejected', why: 'was rejected in review' },
  { id: 'duplicate', why: 'repeats an example that was met before' },
  { id: 'unknown-origin', why: 'nobody knows its origin' },
  { id: 'replaced', why: 'is of a generation before the newest, and the mode is replace' },
  { id: 'too-deep', why: 'is of a generation after the last allowed' },
  { id: 'not-earned', why: 'adds less than other synthetic examples' },
  { id: 'capped', why: 'its source, model or generation has its full share' },
  { id: 'human-minimum', why: 'is synthetic, and more would push the human share below its minimum' },
  { id: 'surplus', why: 'the mix is full' },
] as const;

export type FateId = (typeof FATES)[number]['id'];

/** Code of each fate: its index in `FATES`. */
export const FATE = Object.fromEntries(FATES.map(({ id }, code) => [id, code])) as Readonly<
  Record<FateId, number>
>;
