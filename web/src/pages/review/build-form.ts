/** The dialog that builds a queue, as its fields stand. */
export interface BuildForm {
  readonly corpora: string;
  readonly size: string;
  /** Percent. */
  readonly error: string;
  readonly reviewers: string;
}

export const EMPTY: BuildForm = { corpora: '', size: '', error: '', reviewers: '1' };

/** What is wrong, by field. */
export function buildProblems({ size, error }: BuildForm): {
  readonly size?: string;
  readonly error?: string;
} {
  const percent = Number(error);
  const isShare = error.trim() === '' || (percent > 0 && percent < 50);
  return {
    ...(/^\s*(?:[1-9]\d{0,8})?\s*$/.test(size) ? {} : { size: 'A whole number from 1, or nothing.' }),
    ...(isShare ? {} : { error: 'Above 0 and below 50, or nothing.' }),
  };
}

/** Options of the job. */
export function buildOptions({ corpora, size, error, reviewers }: BuildForm): Record<string, unknown> {
  const paths = corpora
    .split('\n')
    .map((path) => path.trim())
    .filter((path) => path !== '');
  return {
    ...(paths.length === 0 ? {} : { corpora: paths }),
    ...(size.trim() === '' ? {} : { size: Number(size) }),
    // Percent to a share without the dust of binary fractions.
    ...(error.trim() === '' ? {} : { error: Number((Number(error) / 100).toPrecision(12)) }),
    ...(reviewers === '1' ? {} : { reviewers: Number(reviewers) }),
  };
}
