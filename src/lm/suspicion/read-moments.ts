import { type LogMoments, logMoments, type TokenMoments } from './curvature.ts';

/** A row that was read, or why it could not be. */
export type ReadMoments =
  | { readonly id: string; readonly moments: TokenMoments; readonly reason?: undefined }
  | { readonly reason: string };

type Row = Readonly<Record<string, unknown>>;

/** Rounding may lift a probability of 1 a little. */
const ABOVE_ONE = 1e-4;

/**
 * Reads the log-probabilities (natural) of a text under a real model: `token_logprobs` (null first allowed), and for each of these tokens
 * either `token_means` and `token_variances`, the moments of ln p under the model, or `top_logprobs`, its distribution or the head of
 * it: a list of numbers, or an object of them by token. With `vocabulary`, what the head leaves is spread over the rest.
 */
export function readMoments(row: unknown): ReadMoments {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return { reason: 'not an object' };
  const fields = row as Row;
  const { id } = fields;
  if (typeof id !== 'string' && typeof id !== 'number') return { reason: 'no "id"' };
  const given = fields['token_logprobs'];
  if (!Array.isArray(given)) return { reason: '"token_logprobs" is no list' };
  const first = given.length > 0 && given[0] === null ? 1 : 0;
  const logprobs = numbers(given.slice(first));
  if (logprobs === undefined) return { reason: '"token_logprobs" holds what is no finite number' };
  if (logprobs.length === 0) return { reason: 'no token has a probability' };
  if (logprobs.some(isAboveOne)) return { reason: '"token_logprobs" holds one above 0' };
  const moments = momentsOf(fields, given.length, first);
  if ('reason' in moments) return moments;
  return { id: String(id), moments: { logprobs, ...moments } };
}

type Moments = Pick<TokenMoments, 'means' | 'variances'> | { readonly reason: string };

function momentsOf(fields: Row, length: number, first: number): Moments {
  const { token_means: means, token_variances: variances, top_logprobs: tops } = fields;
  if (Array.isArray(means) && Array.isArray(variances)) {
    if (means.length !== length || variances.length !== length)
      return { reason: `${means.length} means and ${variances.length} variances for ${length} tokens` };
    const read = [means, variances].map((list) => numbers(list.slice(first)));
    const [m, v] = read;
    if (m === undefined || v?.every((value) => value >= 0) !== true)
      return { reason: 'a mean is no number, or a variance none from 0' };
    if (m.some(isAboveOne)) return { reason: 'a mean is above 0' };
    return { means: m, variances: v };
  }
  if (!Array.isArray(tops))
    return { reason: 'neither "token_means" and "token_variances" nor "top_logprobs"' };
  if (tops.length !== length) return { reason: `${tops.length} distributions for ${length} tokens` };
  return momentsOfHeads(tops.slice(first), fields['vocabulary']);
}

function momentsOfHeads(tops: readonly unknown[], vocabulary: unknown): Moments {
  const found: LogMoments[] = [];
  for (const [i, top] of tops.entries()) {
    const values = typeof top === 'object' && top !== null ? numbers(Object.values(top)) : undefined;
    const others = typeof vocabulary === 'number' ? vocabulary - (values?.length ?? 0) : undefined;
    const moments = values === undefined ? undefined : logMoments(values, others);
    if (moments === undefined) return { reason: `distribution ${i + 1} holds no log-probabilities` };
    if (values!.some(isAboveOne)) return { reason: `distribution ${i + 1} holds one above 0` };
    found.push(moments);
  }
  return { means: found.map(({ mean }) => mean), variances: found.map(({ variance }) => variance) };
}

function isAboveOne(logprob: number): boolean {
  return logprob > ABOVE_ONE;
}

function numbers(values: readonly unknown[]): number[] | undefined {
  return values.every((value) => typeof value === 'number' && Number.isFinite(value))
    ? (values as number[])
    : undefined;
}
