import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { NearIndex, SIGNATURE_ID } from './near-index.ts';
import { decodeNearIndex, encodeNearIndex, nearIndexDigest } from './near-index-codec.ts';
import { type NearSettings, PRESETS } from './settings.ts';
import { Signer } from './signature.ts';

const SMALL: NearSettings = { unit: 'words', shingle: 2, bands: 2, rows: 2, threshold: 0.5 };

function indexOf(entries: readonly (readonly [id: string, text: string])[], settings = SMALL): NearIndex {
  const signer = new Signer(settings);
  const index = new NearIndex(settings);
  for (const [id, text] of entries) index.add(id, signer.sign(text));
  return index;
}

const entry = fc.tuple(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.array(fc.constantFrom('a', 'b', 'c', '!'), { maxLength: 6 }).map((words) => words.join(' ')),
);

/** The same bytes with another header, and with a digest that fits. */
function withHeader(bytes: Uint8Array, change: (header: Record<string, unknown>) => unknown): Uint8Array {
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(16, 16 + size))) as Record<
    string,
    unknown
  >;
  const changed = change(header);
  const head = Buffer.from(typeof changed === 'string' ? changed : JSON.stringify(changed));
  const start = Buffer.from(bytes.subarray(0, 16));
  start.writeUInt32LE(head.length, 8);
  return signed(Buffer.concat([start, head, bytes.subarray(16 + size, bytes.length - 32)]));
}

function signed(body: Uint8Array): Uint8Array {
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

const REFUSED = expect.objectContaining({ code: 'E_FORMAT' });

describe('an encoded index', () => {
  it('comes back whole, whatever the ids and texts, and from any place in a block', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), fc.nat(9), (entries, offset) => {
        const bytes = encodeNearIndex(indexOf(entries));
        const block = new Uint8Array(bytes.length + offset);
        block.set(bytes, offset);
        const again = decodeNearIndex(block.subarray(offset));
        expect(again.length).toBe(entries.length);
        expect(encodeNearIndex(again)).toEqual(bytes);
        const signer = new Signer(SMALL);
        for (const [, text] of [...entries, ['', 'a b c a'], ['', '']] as const) {
          expect(again.nearest(signer.sign(text))).toEqual(indexOf(entries).nearest(signer.sign(text)));
        }
        entries.forEach(([id], i) => void expect(again.ids.at(i)).toBe(id));
      }),
      { numRuns: runs(60) },
    );
  });

  it('comes back from the buffer of a file, whose memory others use', () => {
    const bytes = Buffer.from(
      encodeNearIndex(
        indexOf([
          ['x', 'a b c'],
          ['y', 'c b a'],
        ]),
      ),
    );
    const again = decodeNearIndex(bytes);
    bytes.fill(0);
    expect(again.nearest(new Signer(SMALL).sign('a b c'))).toMatchObject({ id: 'x', exact: true });
  });

  it('keeps its settings, and so its answers, under each preset', () => {
    for (const settings of Object.values(PRESETS)) {
      const again = decodeNearIndex(
        encodeNearIndex(indexOf([['x', 'one two three four five six seven']], settings)),
      );
      expect(again.settings).toEqual(settings);
    }
  });

  it('is a few bytes where nothing is in it', () => {
    const again = decodeNearIndex(encodeNearIndex(indexOf([])));
    expect(again.length).toBe(0);
    expect(again.nearest(new Signer(SMALL).sign('a b'))).toBeUndefined();
  });

  it('has other bytes for another order, id, text or threshold', () => {
    const digest = (...args: Parameters<typeof indexOf>) =>
      nearIndexDigest(encodeNearIndex(indexOf(...args)));
    const all = [
      digest([
        ['x', 'a b'],
        ['y', 'b a'],
      ]),
      digest([
        ['y', 'b a'],
        ['x', 'a b'],
      ]),
      digest([
        ['x', 'a b'],
        ['z', 'b a'],
      ]),
      digest([
        ['x', 'a b'],
        ['y', 'b c'],
      ]),
      digest(
        [
          ['x', 'a b'],
          ['y', 'b a'],
        ],
        { ...SMALL, threshold: 0.6 },
      ),
      digest([['x', 'a b']]),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('has the digest that its last bytes are', () => {
    const bytes = encodeNearIndex(indexOf([['x', 'a b']]));
    const body = bytes.subarray(0, bytes.length - 32);
    expect(nearIndexDigest(bytes)).toBe(createHash('sha256').update(body).digest('hex'));
  });
});

describe('bytes that somebody else made, with a digest that fits,', () => {
  const bytes = encodeNearIndex(
    indexOf([
      ['x', 'a b c'],
      ['y', 'c d'],
    ]),
  );

  it('are refused where their header is none', () => {
    for (const header of ['', 'no json', 'null', '[]', '7', '{}']) {
      expect(() => decodeNearIndex(withHeader(bytes, () => header)), header).toThrow(REFUSED);
    }
  });

  it('are refused where another scheme made them, by its name', () => {
    const other = withHeader(bytes, (header) => ({ ...header, signature: 'theirs-9' }));
    expect(() => decodeNearIndex(other)).toThrow(/theirs-9.*fss64/);
    expect(SIGNATURE_ID).toMatch(/^fss64-1 words-1 oc64-1$/);
  });

  it.each([1, 3, 1e9, -1, 0.5, Number.MAX_SAFE_INTEGER, null, 'x'])(
    'are refused where they claim %o entries',
    (entries) => {
      expect(() => decodeNearIndex(withHeader(bytes, (header) => ({ ...header, entries })))).toThrow(REFUSED);
    },
  );

  it('are refused where settings are out of bounds', () => {
    const change = { unit: 'words', shingle: 2, bands: 0, rows: 2, threshold: 0.5 };
    const attempt = () => decodeNearIndex(withHeader(bytes, (header) => ({ ...header, settings: change })));
    expect(attempt).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^E_(FORMAT|PARAMETER)$/) }),
    );
  });

  it('are refused where they are cut off behind the beginning', () => {
    expect(() => decodeNearIndex(signed(Buffer.from('OCNEAR1\n')))).toThrow(REFUSED);
    expect(() =>
      decodeNearIndex(signed(Buffer.concat([Buffer.from('OCNEAR1\n'), Buffer.alloc(8, 255)]))),
    ).toThrow(REFUSED);
    expect(() => decodeNearIndex(new Uint8Array(0))).toThrow(REFUSED);
  });
});
