import { plainScoreRow } from './score-shapes.ts';
import { measureText, type TextScore } from './text-score.ts';

/** Base of the logarithms in a file. */
export const LOG_BASES = ['e', '2', '10'] as const;
export type LogBase = (typeof LOG_BASES)[number];

/** Logarithms of probability 0 are written as this by servers that must write JSON; nothing real lies below. */
export const CLAMPED = -9999;

/** Rounding may lift a probability of 1 a little. */
const ABOVE_ONE = 1e-4;

const NATS: Readonly<Record<LogBase, number>> = { e: 1, '2': Math.LN2, '10': Math.LN10 };

type Row = Readonly<Record<string, unknown>>;

/** A row that was read, or why it could not be. */
export type ReadScore = { readonly score: TextScore } | { readonly reason: string };

/**
 * Reads `{id, token_logprobs}` (null allowed first) or `{id, total, tokens}`; beside them `group`, and `text` or `bytes` and
 * `words` to tell a perplexity by. Rows as servers write them are taken too: see `plainScoreRow`. Gives the reason where a row cannot be read: nothing is guessed.
 */
export function readTextScore(row: unknown, base: LogBase = 'e'): ReadScore {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return { reason: 'not an object' };
  const plain = plainScoreRow(row as Row);
  if ('reason' in plain) return plain;
  const fields = plain.row;
  const id = nameOf(fields['id']);
  if (id === undefined) return { reason: 'no "id"' };
  const sums = 'token_logprobs' in fields ? sumsOfTokens(fields, base) : sumsGiven(fields, base);
  if ('reason' in sums) return sums;
  const sizes = sizesOf(fields);
  if ('reason' in sizes) return sizes;
  return { score: { id, group: nameOf(fields['group']) ?? id, ...sums, ...sizes } };
}

function nameOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

type Sums = Pick<TextScore, 'total' | 'tokens' | 'logprobs'> | { readonly reason: string };

function sumsOfTokens(fields: Row, base: LogBase): Sums {
  const given = fields['token_logprobs'];
  if (!Array.isArray(given)) return { reason: '"token_logprobs" is no list' };
  const { tokens } = fields;
  const count = Array.isArray(tokens) ? tokens.length : tokens;
  const skipped = given.length > 0 && given[0] === null ? 1 : 0;
  if (count !== undefined && count !== given.length && count !== given.length - skipped)
    return { reason: `${given.length} log-probabilities for ${String(count)} tokens` };
  const found = scoredTokens(given.slice(skipped));
  if ('reason' in found) return found;
  const logprobs = found.logprobs.map((value) => value * NATS[base]);
  return { total: logprobs.reduce((a, b) => a + b, 0), tokens: logprobs.length, logprobs };
}

/** Log-probabilities as numbers, or what is wrong with them: not finite, above 0, of a token that cannot be, none at all. */
export function scoredTokens(
  values: readonly unknown[],
): { readonly logprobs: Float64Array } | { readonly reason: string } {
  if (values.length === 0) return { reason: 'no token has a probability' };
  const logprobs = new Float64Array(values.length);
  for (const [i, value] of values.entries()) {
    if (value === null)
      return { reason: `token ${i + 1} has no log-probability: only the first may lack it` };
    if (typeof value !== 'number' || !Number.isFinite(value))
      return { reason: `the log-probability of token ${i + 1} is no finite number` };
    if (value > ABOVE_ONE) return { reason: `the log-probability of token ${i + 1} is above 0 (${value})` };
    if (value <= CLAMPED) return { reason: `token ${i + 1} has probability 0` };
    logprobs[i] = Math.min(0, value);
  }
  return { logprobs };
}

function sumsGiven(fields: Row, base: LogBase): Sums {
  const { total, tokens } = fields;
  if (total === undefined || tokens === undefined)
    return { reason: 'neither "token_logprobs" nor "total" and "tokens"' };
  if (typeof total !== 'number' || !Number.isFinite(total)) return { reason: '"total" is no finite number' };
  if (typeof tokens !== 'number' || !Number.isSafeInteger(tokens) || tokens < 1)
    return { reason: '"tokens" is no whole number from 1' };
  if (total > ABOVE_ONE * tokens) return { reason: `"total" is above 0 (${total})` };
  if (total <= CLAMPED * tokens) return { reason: 'the tokens have probability 0' };
  return { total: Math.min(0, total) * NATS[base], tokens };
}

function sizesOf(fields: Row): Pick<TextScore, 'bytes' | 'words'> | { readonly reason: string } {
  // Tables have null where a row lacks a column.
  const text = fields['text'] ?? undefined;
  if (text !== undefined && typeof text !== 'string') return { reason: '"text" is no text' };
  const sizes: { bytes?: number; words?: number } = text === undefined ? {} : measureText(text);
  for (const key of ['bytes', 'words'] as const) {
    const value = fields[key];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'number' || !(value >= 0) || !Number.isFinite(value))
      return { reason: `"${key}" is no number from 0` };
    sizes[key] = value;
  }
  return sizes;
}
