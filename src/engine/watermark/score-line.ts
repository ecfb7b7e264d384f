import type { CorpusRecord } from '../../corpus/record.ts';
import type { Examined, KeyVerdict } from './examiner.ts';
import type { TokensOrFault } from './token-reader.ts';

const encoder = new TextEncoder();

/** What was found in an example, as a line of JSON: the strongest key, then all where there are several. */
export function scoreLine(
  { example }: CorpusRecord,
  { best, all }: Examined,
  read: TokensOrFault,
): Uint8Array {
  const line = {
    id: example.id,
    ...shown(best),
    tokens: read.fault === undefined ? read.tokens.length : null,
    ...(all.length === 1 ? {} : { keys: all.map(shown) }),
  };
  return encoder.encode(`${JSON.stringify(line)}\n`);
}

function shown({
  key,
  scheme,
  state,
  score,
  pValue,
  calibrated,
  corrected,
  scored,
  repeated,
  reason,
}: KeyVerdict): object {
  return {
    state,
    key,
    scheme,
    score,
    pValue: pValue ?? null,
    ...(calibrated === undefined ? {} : { calibrated }),
    corrected: corrected ?? null,
    scored,
    repeated,
    ...(reason === undefined ? {} : { reason }),
  };
}
