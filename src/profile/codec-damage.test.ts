import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { example, profileOf, zipfCorpus } from '../../test/oracles/corpus.ts';
import { OutcrossError } from '../base/errors.ts';
import { Rng } from '../base/rng.ts';
import type { TypeColumns } from '../sketch/type-table.ts';
import { ProfileAccumulator } from './accumulator.ts';
import { decodeProfile, encodeProfile } from './codec.ts';
import { decodeHeader, encodeHeader } from './codec-header.ts';
import { mergeProfiles } from './profile.ts';

/** Code of the error that decoding throws; 'none' where it gives a profile. Any other error goes through. */
function outcome(bytes: Uint8Array): string {
  try {
    decodeProfile(bytes);
    return 'none';
  } catch (error) {
    if (error instanceof OutcrossError) return error.code;
    throw error;
  }
}

function small(): Uint8Array {
  const accumulator = new ProfileAccumulator();
  accumulator.add(example('a', 'The cat — été', { category: 'c', provenance: { origin: 'human' } }));
  accumulator.add(example('b', 'the cat sat on the mat'));
  accumulator.badRow({ file: 'f', row: 1, reason: 'r', raw: '{' });
  return encodeProfile(accumulator.finish());
}

describe('a profile cut short', () => {
  it('anywhere is E_PROFILE', () => {
    const bytes = small();
    for (let n = 0; n < bytes.length; n++)
      expect([n, outcome(bytes.subarray(0, n))]).toEqual([n, 'E_PROFILE']);
    expect(outcome(bytes)).toBe('none');
  });
});

/** Writes the hash that the end of a profile has. */
function seal(bytes: Uint8Array): void {
  const end = bytes.length - 8;
  bytes.set(createHash('sha256').update(bytes.subarray(0, end)).digest().subarray(0, 8), end);
}

describe('a profile with a byte changed', () => {
  it('is E_PROFILE: every byte, three changes', () => {
    const bytes = small();
    const outcomes = new Set<string>();
    for (let i = 0; i < bytes.length; i++) {
      const kept = bytes[i];
      for (const change of [1, 0x80, 0xff]) {
        bytes[i] = kept ^ change;
        outcomes.add(outcome(bytes));
      }
      bytes[i] = kept;
    }
    expect([...outcomes]).toEqual(['E_PROFILE']);
  });

  it('holds, even where its seal was made anew, to what tables promise', () => {
    const source = encodeProfile(
      profileOf(zipfCorpus({ seed: 'flip', examples: 60 }), { unigramPairs: 90, pairs: 60 }),
    );
    const rng = new Rng('flips');
    let taken = 0;
    for (let trial = 0; trial < runs(800); trial++) {
      const bytes = source.slice();
      for (let n = 1 + rng.int(3); n > 0; n--) bytes[rng.int(bytes.length - 8)] = rng.int(256);
      seal(bytes);
      if (outcome(bytes) !== 'none') continue;
      taken++;
      const profile = decodeProfile(bytes);
      expect(profile.tables.every(({ columns }) => keepsItsPromise(columns))).toBe(true);
      expect(() => mergeProfiles(profile, profile)).not.toThrow();
      expect(outcome(encodeProfile(profile))).toBe('none');
    }
    expect(taken).toBeGreaterThan(runs(100));
  });

  it('does not make room for more than its bytes can hold', () => {
    // A table that claims 2^35 types, in a file of a few kilobytes.
    const bytes = small();
    const header = new DataView(bytes.buffer, bytes.byteOffset).getUint32(17, true);
    const at = 17 + 4 + header + 1 + countVarints(bytes, 17 + 4 + header + 1, 64);
    const claim = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x7f);
    const hostile = Buffer.concat([bytes.subarray(0, at), claim, bytes.subarray(at + 1)]);
    expect(outcome(hostile)).toBe('E_PROFILE');
  });
});

/** Types in strict order of hash; documents from 1 to the count. */
function keepsItsPromise({ hi, lo, count, documents }: TypeColumns): boolean {
  for (let t = 1; t < hi.length; t++) if ((hi[t] - hi[t - 1] || lo[t] - lo[t - 1]) <= 0) return false;
  return count.every((n, p) => documents[p] >= 1 && documents[p] <= n);
}

/** Bytes that `n` varints from `at` on take. */
function countVarints(bytes: Uint8Array, at: number, n: number): number {
  let end = at;
  for (let left = n; left > 0; left--) {
    while (bytes[end] > 127) end++;
    end++;
  }
  return end - at;
}

describe('a damaged header', () => {
  const header = JSON.parse(encodeHeader(decodeProfile(small())));
  const code = (value: unknown) => {
    try {
      decodeHeader(typeof value === 'string' ? value : JSON.stringify(value));
      return 'none';
    } catch (error) {
      if (error instanceof OutcrossError) return `${error.code} ${error.message}`;
      throw error;
    }
  };

  it('is refused whichever part is missing or of another kind', () => {
    expect(code(header)).toBe('none');
    for (const key of Object.keys(header)) {
      for (const wrong of [undefined, null, 1, 'x', [], {}, [1], [[1, 2]], [['a', 1.5]], [['a', [1]]]]) {
        if (JSON.stringify(header[key]) === JSON.stringify(wrong)) continue;
        const harmless =
          (key === 'categories' || key === 'provenance') && Array.isArray(wrong) && wrong.length === 0;
        expect([key, wrong, code({ ...header, [key]: wrong })]).toEqual([
          key,
          wrong,
          harmless ? 'none' : expect.stringContaining('E_PROFILE'),
        ]);
      }
    }
  });

  it('names what is damaged', () => {
    const tally = { ...header.tally, tokens: header.tally.tokens.slice(1) };
    expect(code({ ...header, tally })).toBe("E_PROFILE the profile's tokens is damaged");
    expect(code({ ...header, settings: { ...header.settings, pairs: -1 } })).toMatch('settings is damaged');
    expect(code({ ...header, trouble: { ...header.trouble, rows: [{ file: 1 }] } })).toMatch(
      'trouble is damaged',
    );
    expect(code('null')).toMatch('header is damaged');
    expect(code('{')).toMatch('header is damaged');
  });
});
