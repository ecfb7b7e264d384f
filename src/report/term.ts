/** What a reader needs to know of one signal. Plain words; formulas and sources stand in `docs/signals.md`. */
export interface Term {
  /** Short name, at most 24 characters. */
  readonly title: string;
  /** One sentence: what is measured. */
  readonly meaning: string;
  /** One sentence: what a value says. */
  readonly reading: string;
  /** The side of human text on which collapse lies; `neither` is context that decides nothing. */
  readonly worse: 'lower' | 'higher' | 'neither';
}
