/** What a proof shows and what it does not, in plain sentences. They are signed with it. */
export interface Limits {
  readonly shows: readonly string[];
  readonly doesNotShow: readonly string[];
}

export const LIMITS: Limits = {
  shows: [
    'These files, these rows and these counts are what was recorded when the statement was signed, and whoever checks them finds every change since.',
    'Whoever holds the signing key recorded them, with the policy, the verdict and the manifest that stand here.',
  ],
  doesNotShow: [
    'That a label is true: a row that is recorded as human may have been written by a model. What the label rests on stands in its evidence.',
    'That nothing was left out before the set was built, or that only this set was trained on.',
    'When it was signed, unless somebody else keeps the time.',
  ],
};
