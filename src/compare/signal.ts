/** Which way a signal moves when a line collapses. `flag` is context: it never decides a verdict. */
export type Direction = 'falls' | 'rises' | 'flag';

/** Families, in the order reports show them. */
export type SignalFamily =
  | 'tail'
  | 'richness'
  | 'spread'
  | 'diversity'
  | 'repetition'
  | 'perplexity'
  | 'divergence'
  | 'category'
  | 'space'
  | 'copying'
  | 'code'
  | 'column';

/**
 * One distributional quantity of a generation, measured at equal sample size and set against the same quantity of a
 * second human sample. `ratio` is 1 where the generation is like human text.
 */
export interface Signal {
  /** Dotted and stable, e.g. `tail.coverage`, `distinct`, `self-bleu`. */
  readonly id: string;
  readonly family: SignalFamily;
  /** N-gram order, where the signal has one. */
  readonly order?: number;
  /** Share of the human token mass that the band holds: .1, .05 or .01, where the signal has one. */
  readonly band?: number;
  /** Of the generation. */
  readonly value: number;
  /** Of the reservoir, measured the same way: what human against human gives. */
  readonly baseline: number;
  /** `value / baseline`. */
  readonly ratio: number;
  /** Confidence interval of `ratio` at the report's `alpha`. */
  readonly interval: readonly [number, number];
  /** Standard error of ln(ratio), by delete-a-block jackknife. */
  readonly logError: number;
  /** What both sides were brought to. */
  readonly sampleSize: { readonly tokens: number; readonly examples: number };
  readonly direction: Direction;
  /** The bound that the level test holds `ratio` against, where one does. */
  readonly margin?: number;
  /** True where nothing was sampled: every type or example entered. */
  readonly exact: boolean;
}

/** `tail.coverage` of order 1 at band .1 becomes `tail.coverage[1,10%]`: the key that trends and tables use. */
export function signalKey(signal: Pick<Signal, 'id' | 'order' | 'band'>): string {
  const parts: string[] = [];
  if (signal.order !== undefined) parts.push(String(signal.order));
  if (signal.band !== undefined) parts.push(`${Math.round(signal.band * 100)}%`);
  return parts.length === 0 ? signal.id : `${signal.id}[${parts.join(',')}]`;
}
