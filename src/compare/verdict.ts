/** What `check` says of one generation. */
export const VERDICTS = ['healthy', 'narrow', 'early', 'late', 'shifted', 'inconclusive'] as const;
export type Verdict = (typeof VERDICTS)[number];
