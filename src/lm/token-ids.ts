import { OutcrossError } from '../base/errors.ts';

/** The word that ends every sequence, as a token id; no token may have it. */
export const END_OF_SEQUENCE = 0xfffffffe;

/** Sequences end to end: sequence `i` is `ids[offsets[i], offsets[i + 1])`, so offsets are one more than sequences. */
export interface PackedSequences {
  readonly ids: Uint32Array;
  readonly offsets: Uint32Array;
}

/** Throws `E_OPTION` unless `tokens[start, end)` lies within `tokens` and holds no id of 2^32 - 2 or more. */
export function requireTokenIds(tokens: Uint32Array, start: number, end: number): void {
  if (!(start >= 0 && start <= end && end <= tokens.length)) {
    throw new OutcrossError(
      'E_OPTION',
      `tokens ${start} to ${end} are not a range of ${tokens.length} tokens`,
    );
  }
  for (let i = start; i < end; i++) {
    if (tokens[i] < END_OF_SEQUENCE) continue;
    throw new OutcrossError('E_OPTION', `token id ${tokens[i]} is reserved for the ends of sequences`, {
      hint: `token ids are from 0 to ${END_OF_SEQUENCE - 1}`,
    });
  }
}
