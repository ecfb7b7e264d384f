import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { fmix32, HASH_ID, hashBytes, hashHex, hashText } from './hash.ts';

/** Ids as corpora have them: they differ in few characters, all of them digits. */
const ID_SHAPES: Readonly<Record<string, (i: number) => string>> = {
  'byte offsets of a file': (i) => `train/part-00${i % 7}.jsonl#${i * 137}`,
  'row numbers': (i) => `file.jsonl#${i}`,
  'plain numbers': (i) => String(i),
  'padded numbers': (i) => `doc-${String(i).padStart(9, '0')}`,
  'version 4 UUIDs that count': (i) => `00000000-0000-4000-8000-${i.toString(16).padStart(12, '0')}`,
  addresses: (i) => `https://example.org/a/${i >> 6}/${i & 63}.html`,
  'one letter, repeated': (i) => 'a'.repeat(i % 50) + String(Math.floor(i / 50)),
};

/** Pearson's statistic of how ids fall into `cells` cells; its mean is `cells` - 1. */
function chiSquare(
  cellOf: (id: string) => number,
  shape: (i: number) => string,
  cells: number,
  n: number,
): number {
  const counts = new Float64Array(cells);
  for (let i = 0; i < n; i++) counts[cellOf(shape(i))]++;
  const expected = n / cells;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** Five standard deviations above the mean: chance 3e-7 under uniformity. */
const limit = (cells: number) => cells - 1 + 5 * Math.sqrt(2 * (cells - 1));

describe('the hash', () => {
  it('is frozen: profiles made anywhere, at any time, keep the same types under this id', () => {
    const golden = {
      '': 'ab3e7c0b7a7e4a2d',
      a: '2a681819101c5a92',
      b: 'e803c75d17ee9192',
      the: '559d8f51bf75c04c',
      'corpus.jsonl#0': '130aa33d780c57a7',
      'corpus.jsonl#123': 'd66079a9a5275325',
      naïve: '12b7d2ccd4ec1f9b',
      漢字: '26ce29cd5b542526',
      '👩‍👩‍👧': '0be1f0b45912ed77',
      ['x'.repeat(1000)]: 'cda0b4b61717397e',
    };
    expect(HASH_ID).toBe('oc64-1');
    for (const [text, hex] of Object.entries(golden))
      expect([text, hashHex(hashText(text))]).toEqual([text, hex]);
    expect(hashHex(hashText('the', 'salt'))).toBe('658d27f0319c3cd8');
  });

  it('of a text is that of its UTF-8 bytes, whatever the text', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary-ascii' }),
      fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
    );
    fc.assert(
      fc.property(anything, fc.constantFrom('', 'salt', 'é'), (text, salt) => {
        const bytes = new TextEncoder().encode(salt === '' ? text : `${salt}\0${text}`);
        expect(hashHex(hashText(text, salt))).toBe(hashHex(hashBytes(bytes)));
      }),
      { numRuns: runs(1000) },
    );
  });

  it('of a range is that of its bytes alone', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(40), fc.nat(40), (bytes, a, b) => {
        const [from, to] = [Math.min(a, b, bytes.length), Math.min(Math.max(a, b), bytes.length)];
        expect(hashBytes(bytes, from, to)).toEqual(hashBytes(bytes.slice(from, to)));
      }),
    );
  });

  it('has two unsigned lanes of 32 bits', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const lane of Object.values(hashText(text))) {
          expect(Number.isInteger(lane) && lane >= 0 && lane < 2 ** 32).toBe(true);
        }
      }),
    );
  });

  it.each(Object.keys(ID_SHAPES))('spreads %s evenly over 64 blocks', (name) => {
    const statistic = chiSquare((id) => hashText(id).lo & 63, ID_SHAPES[name], 64, 100_000);
    expect(statistic).toBeLessThan(limit(64));
  });

  it.each(Object.keys(ID_SHAPES))(
    'spreads %s evenly over 256 shares of the high lane, by which types are sampled',
    (name) => {
      const statistic = chiSquare((id) => hashText(id).hi >>> 24, ID_SHAPES[name], 256, 100_000);
      expect(statistic).toBeLessThan(limit(256));
    },
  );

  it('draws block and share independently', () => {
    const cellOf = (id: string) => {
      const { hi, lo } = hashText(id);
      return (hi >>> 28) * 64 + (lo & 63);
    };
    expect(chiSquare(cellOf, ID_SHAPES['row numbers'], 1024, 200_000)).toBeLessThan(limit(1024));
  });

  it('gives 200,000 ids of every shape 200,000 values', () => {
    for (const [name, shape] of Object.entries(ID_SHAPES)) {
      // 53 of the 64 bits: a chance of 2e-6 that any two of 200,000 meet.
      const values = Float64Array.from({ length: 200_000 }, (_, i) => {
        const { hi, lo } = hashText(shape(i));
        return (hi & 0x1fffff) * 2 ** 32 + lo;
      }).sort();
      const met = values.findIndex((value, i) => i > 0 && value === values[i - 1]);
      expect([name, met]).toEqual([name, -1]);
    }
  });

  it('changes about half its bits with one bit of the text', () => {
    let changed = 0;
    for (let i = 0; i < 2000; i++) {
      const bytes = new TextEncoder().encode(`file.jsonl#${i}`);
      const before = hashBytes(bytes);
      bytes[i % bytes.length] ^= 1 << (i % 7);
      const after = hashBytes(bytes);
      changed += bits(before.hi ^ after.hi) + bits(before.lo ^ after.lo);
    }
    expect(changed / 2000).toBeGreaterThan(31.5);
    expect(changed / 2000).toBeLessThan(32.5);
  });

  it('tells texts of zeros by their length', () => {
    const seen = new Set(Array.from({ length: 5000 }, (_, n) => hashHex(hashBytes(new Uint8Array(n)))));
    expect(seen.size).toBe(5000);
  });
});

function bits(lane: number): number {
  let n = 0;
  for (let rest = lane >>> 0; rest > 0; rest = Math.floor(rest / 2)) n += rest & 1;
  return n;
}

describe('fmix32', () => {
  it('is the finaliser of MurmurHash3', () => {
    // From smhasher's reference: fmix32 of the counter 1, 2, 0xffffffff.
    expect([0, 1, 2, -1].map((h) => fmix32(h) >>> 0)).toEqual([0, 0x514e28b7, 0x30f4c306, 0x81f16f39]);
  });
});
