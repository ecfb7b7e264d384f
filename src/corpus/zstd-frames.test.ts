import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zstdFrame } from './fixtures.test.support.ts';
import { ZstdFrames } from './zstd-frames.ts';

/** The frames of a stream that comes in chunks, and whether it may end there. */
function cut(stream: Buffer, chunkBytes: number) {
  const frames = new ZstdFrames();
  const whole: Buffer[] = [];
  let open: Buffer[] = [];
  for (let at = 0; at < stream.length; at += chunkBytes) {
    for (const piece of frames.push(stream.subarray(at, at + chunkBytes))) {
      open.push(piece.bytes);
      if (!piece.last) continue;
      whole.push(Buffer.concat(open));
      open = [];
    }
  }
  return { whole, rest: Buffer.concat(open), atBoundary: frames.atBoundary };
}

function skippable(data: Uint8Array): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.of(0x5a, 0x2a, 0x4d, 0x18), size, data]);
}

describe('ZstdFrames', () => {
  it('gives back every frame whole, whatever the chunks, and leaves out skippable ones', () => {
    const bytes = fc.uint8Array({ maxLength: 30 }).map((data) => Buffer.from(data));
    const part = fc.oneof(
      bytes.map((data) => ({ frame: zstdFrame(data, 7), kept: true })),
      bytes.map((data) => ({ frame: skippable(data), kept: false })),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), fc.integer({ min: 1, max: 50 }), (parts, chunkBytes) => {
        const found = cut(Buffer.concat(parts.map((one) => one.frame)), chunkBytes);
        expect(found.whole).toEqual(parts.filter((one) => one.kept).map((one) => one.frame));
        expect(found.rest.length).toBe(0);
        expect(found.atBoundary).toBe(true);
      }),
    );
  });

  it('knows that a stream cut anywhere inside a frame is not whole', () => {
    const first = zstdFrame(Buffer.from('first'));
    const second = zstdFrame(Buffer.from('the second frame'), 5);
    const stream = Buffer.concat([first, second]);
    for (let length = 1; length < stream.length; length++) {
      expect(cut(stream.subarray(0, length), 4).atBoundary).toBe(length === first.length);
    }
  });

  it('reads every form of the frame header', () => {
    // Descriptor, then window, dictionary id and content size as it says; one raw block of one byte; checksum.
    const header = (descriptor: number, rest: number) =>
      Buffer.concat([
        Buffer.of(0x28, 0xb5, 0x2f, 0xfd, descriptor),
        Buffer.alloc(rest),
        Buffer.of(0x09, 0, 0, 0x61),
        Buffer.alloc(descriptor & 4),
      ]);
    const forms: [descriptor: number, rest: number][] = [
      [0x00, 1],
      [0x04, 1],
      [0x20, 1],
      [0x24, 1],
      [0x60, 2],
      [0x40, 3],
      [0x80, 5],
      [0xc0, 9],
      [0x01, 2],
      [0x02, 3],
      [0x03, 5],
      [0xe7, 12],
    ];
    for (const [descriptor, rest] of forms) {
      const frame = header(descriptor, rest);
      expect(cut(Buffer.concat([frame, frame]), 3).whole).toEqual([frame, frame]);
    }
  });

  it('passes blocks of one repeated byte', () => {
    const frame = Buffer.of(0x28, 0xb5, 0x2f, 0xfd, 0x20, 9, (9 << 3) | 2 | 1, 0, 0, 0x61);
    expect(cut(Buffer.concat([frame, frame]), 4).whole).toEqual([frame, frame]);
  });

  it('throws at what is no frame', () => {
    expect(() => cut(Buffer.from('not zstd at all'), 100)).toThrow(RangeError);
    expect(() => cut(Buffer.concat([zstdFrame(Buffer.from('a')), Buffer.from('garbage')]), 100)).toThrow(
      'magic number',
    );
    const reserved = Buffer.of(0x28, 0xb5, 0x2f, 0xfd, 0x20, 1, 7, 0, 0);
    expect(() => cut(reserved, 100)).toThrow('reserved');
  });
});
