import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader, ByteWriter } from './bytes.ts';
import { OutcrossError } from './errors.ts';

const whole = fc.oneof(
  fc.integer({ min: 0, max: 300 }),
  fc.maxSafeNat(),
  fc.constant(Number.MAX_SAFE_INTEGER),
);

function written(write: (out: ByteWriter) => void): Uint8Array {
  const out = new ByteWriter();
  write(out);
  return out.done().slice();
}

const fails = (read: () => unknown) => {
  expect(read).toThrow(OutcrossError);
  expect(read).toThrow(expect.objectContaining({ code: 'E_PROFILE' }));
};

describe('bytes', () => {
  it('give back what was written, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(whole, fc.integer(), fc.uint8Array({ maxLength: 20 }))), (items) => {
        const bytes = written((out) => {
          for (const [n, word, raw] of items) {
            out.varint(n);
            out.uint32(word);
            out.varint(raw.length);
            out.raw(raw);
          }
        });
        const input = new ByteReader(bytes);
        for (const [n, word, raw] of items) {
          expect(input.varint()).toBe(n);
          expect(input.uint32()).toBe(word >>> 0);
          expect(input.raw(input.countOf(1))).toEqual(raw);
        }
        expect(input.left).toBe(0);
      }),
    );
  });

  it('hold varints as Protocol Buffers do', () => {
    const bytes = written((out) => {
      for (const n of [0, 127, 128, 300, 2 ** 32]) out.varint(n);
    });
    expect([...bytes]).toEqual([
      ...[0],
      ...[0x7f],
      ...[0x80, 0x01],
      ...[0xac, 0x02],
      ...[0x80, 0x80, 0x80, 0x80, 0x10],
    ]);
    expect([...written((out) => out.uint32(0x01020304))]).toEqual([4, 3, 2, 1]);
  });

  it('grow past the first buffer', () => {
    const large = new Uint8Array(1 << 18).fill(9);
    const bytes = written((out) => {
      for (let i = 0; i < 70_000; i++) out.varint(i % 128);
      out.raw(large);
    });
    expect(bytes.length).toBe(70_000 + large.length);
    expect(Buffer.compare(bytes.subarray(70_000), large)).toBe(0);
  });
});

describe('reading', () => {
  it('past the end is an error, whatever is read', () => {
    for (const bytes of [[], [0x80], [1, 2, 3]]) {
      const reader = () => new ByteReader(Uint8Array.from(bytes));
      if (bytes[0] !== 1) fails(() => reader().varint());
      fails(() => reader().uint32());
      fails(() => reader().raw(4));
    }
  });

  it('of a number out of range is an error', () => {
    fails(() => new ByteReader(Uint8Array.from([...Array(9).fill(0xff), 1])).varint());
    fails(() => new ByteReader(Uint8Array.from([...Array(7).fill(0xff), 0x7f])).varint());
    fails(() => new ByteReader(written((out) => out.varint(65))).atMost(64));
    expect(new ByteReader(written((out) => out.varint(64))).atMost(64)).toBe(64);
  });

  it('of more items than bytes are left is refused before anything is allocated', () => {
    const bytes = written((out) => {
      out.varint(2 ** 40);
      out.raw(new Uint8Array(100));
    });
    fails(() => new ByteReader(bytes).countOf(1));
    fails(() => new ByteReader(bytes).raw(2 ** 40));
  });
});
