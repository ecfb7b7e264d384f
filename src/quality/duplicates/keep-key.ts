import { type Candidate, DEFAULT_KEEP, generationOf, type KeepRule, PREFERENCE } from './keep.ts';

/**
 * The order of `keepOrder` as bytes: of two candidates the one whose key comes first, byte by byte and unsigned, stays. Equal keys where
 * the rules leave it open. So whoever sorts or groups bytes can apply the rules without knowing them.
 */
export function keepKey(candidate: Candidate, rules: readonly KeepRule[] = DEFAULT_KEEP): Uint8Array {
  const bytes: number[] = [];
  for (const rule of rules) KEYS[rule](candidate, bytes);
  return Uint8Array.from(bytes);
}

const KEYS: Readonly<Record<KeepRule, (candidate: Candidate, out: number[]) => void>> = {
  human: ({ origin }, out) => void out.push(PREFERENCE[origin]),
  // Unknown generations, and whatever may lie beyond, come last.
  earliest: (candidate, out) => word(Math.min(generationOf(candidate), 0xffffffff), out),
  longest: ({ length }, out) => word(0xffffffff - length, out),
  shortest: ({ length }, out) => word(length, out),
  id: ({ id }, out) => units(id, out),
};

function word(value: number, out: number[]): void {
  out.push(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

/**
 * UTF-16 units, big-endian, up to an end that comes before all units, so that a string comes before those that go on from it; a unit of
 * 0 is told from the end by a 1 behind it.
 */
function units(text: string, out: number[]): void {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    out.push(unit >>> 8, unit & 255);
    if (unit === 0) out.push(0, 1);
  }
  out.push(0, 0, 0, 0);
}
