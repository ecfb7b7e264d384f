import { describe, expect, it } from 'vitest';
import { ATTRIBUTE, OTHER, packetOf, picture, pixels } from './pictures.test.support.ts';
import { WEBP } from './webp.ts';

const TRAILER = Buffer.from('a motion picture, as telephones append');

/** A WebP of these chunks. */
function riff(...chunks: readonly (readonly [type: string, content: Uint8Array])[]): Buffer {
  const body = chunks.flatMap(([type, content]) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32LE(content.length, 4);
    return [head, content, Buffer.alloc(content.length & 1)];
  });
  const whole = Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBP', 'latin1'), ...body]);
  whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
}

/** The header of a key frame of lossy coding (RFC 6386, 9.1). */
function keyFrame(width: number, height: number): Buffer {
  const frame = Buffer.from([0x10, 0, 0, 0x9d, 0x01, 0x2a, 0, 0, 0, 0]);
  frame.writeUInt16LE(width, 6);
  frame.writeUInt16LE(height, 8);
  return frame;
}

/** The header of lossless coding (RFC 9649, 3.4): sizes less one in 14 bits each, then whether there is alpha. */
function lossless(width: number, height: number, alpha: boolean): Buffer {
  const head = Buffer.alloc(10);
  head[0] = 0x2f;
  head.writeUInt32LE(((width - 1) | ((height - 1) << 14) | (alpha ? 1 << 28 : 0)) >>> 0, 1);
  return head;
}

const canvas = (file: Uint8Array) => {
  const bytes = Buffer.from(file);
  return [
    bytes.toString('latin1', 12, 16),
    bytes[20],
    bytes.readUIntLE(24, 3) + 1,
    bytes.readUIntLE(27, 3) + 1,
  ];
};

describe('a WebP file', () => {
  it.each([
    [1, 1],
    [37, 23],
    [256, 255],
    [16383, 16383],
  ])('of %d x %d points says so in the extended header, in both codings', (width, height) => {
    const lossy = WEBP.write(riff(['VP8 ', keyFrame(width, height)]), OTHER)!;
    expect(canvas(lossy)).toEqual(['VP8X', 0x04, width, height]);
    for (const alpha of [false, true]) {
      const plain = WEBP.write(riff(['VP8L', lossless(width, height, alpha)]), OTHER)!;
      expect(canvas(plain)).toEqual(['VP8X', alpha ? 0x14 : 0x04, width, height]);
    }
  });

  it('takes no hint of how a decoder may scale for a part of a size', () => {
    const scaled = keyFrame(37 | 0x4000, 23 | 0xc000);
    expect(canvas(WEBP.write(riff(['VP8 ', scaled]), OTHER)!)).toEqual(['VP8X', 0x04, 37, 23]);
  });

  it('whose key frame has no width or height is refused, not written with a broken header', () => {
    for (const [width, height] of [
      [0, 5],
      [5, 0],
      [0x4000, 5],
    ])
      expect(WEBP.write(riff(['VP8 ', keyFrame(width, height)]), OTHER)).toBeUndefined();
  });

  it('that begins with no key frame, or with a header of another length, is refused', () => {
    const between = keyFrame(5, 5);
    between[0] |= 1;
    const unsigned = lossless(5, 5, false);
    unsigned[0] = 0;
    for (const [type, content] of [
      ['VP8 ', between],
      ['VP8 ', keyFrame(5, 5).subarray(0, 9)],
      ['VP8L', unsigned],
      ['VP8X', Buffer.alloc(12)],
      ['ANIM', Buffer.alloc(10)],
    ] as const)
      expect(WEBP.write(riff([type, content]), OTHER), type).toBeUndefined();
  });

  it('keeps what is appended to it, and says its own length without it', async () => {
    for (const lossless of [false, true]) {
      const plain = await picture('webp', { lossless });
      const written = Buffer.from(WEBP.write(Buffer.concat([plain, TRAILER]), ATTRIBUTE)!);
      expect(written.subarray(-TRAILER.length).equals(TRAILER)).toBe(true);
      expect(written.readUInt32LE(4)).toBe(written.length - TRAILER.length - 8);
      expect(WEBP.read(written)?.xmp).toBe(ATTRIBUTE);
      expect(await packetOf(written)).toBe(ATTRIBUTE);
      expect((await pixels(written)).equals(await pixels(plain))).toBe(true);
      // Once more: the same bytes.
      expect(Buffer.from(WEBP.write(written, ATTRIBUTE)!).equals(written)).toBe(true);
    }
  });

  it('may leave out the byte that pads its last chunk, or count without it', () => {
    const whole = riff(['VP8 ', keyFrame(5, 5)], ['EXIF', Buffer.from('odd')]);
    const short = Buffer.from(whole.subarray(0, -1));
    short.writeUInt32LE(short.length - 8, 4);
    const uncounted = Buffer.from(whole);
    uncounted.writeUInt32LE(whole.length - 9, 4);
    const expected = WEBP.write(whole, OTHER)!;
    expect(expected.length % 2).toBe(0);
    expect(WEBP.write(short, OTHER)).toEqual(expected);
    expect(WEBP.write(uncounted, OTHER)).toEqual(expected);
  });

  it('keeps the order of its chunks, of kinds that nobody knows too, and one packet behind them', () => {
    const file = riff(
      ['VP8 ', keyFrame(5, 5)],
      ['XMP ', Buffer.from('<old/>')],
      ['?!\0\n', Buffer.from('12345')],
      ['XMP ', Buffer.from('<older/>')],
      ['EXIF', Buffer.from('MM')],
    );
    const written = Buffer.from(WEBP.write(file, '<new/>')!).toString('latin1');
    const places = ['VP8X', 'VP8 ', '?!\0\n', 'EXIF', 'XMP ', '<new/>'].map((part) => written.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(Math.min(...places)).toBe(12);
    expect(written).not.toContain('<old');
  });

  it('sees a manifest wherever it stands', () => {
    const manifest = ['C2PA', Buffer.from('data')] as const;
    const frame = ['VP8 ', keyFrame(5, 5)] as const;
    expect(WEBP.read(riff(frame, manifest))?.c2pa).toBe(true);
    expect(WEBP.read(riff(manifest, frame))?.c2pa).toBe(true);
    expect(WEBP.read(riff(frame, ['EXIF', Buffer.from('C2PA')]))?.c2pa).toBe(false);
  });

  it('whose lengths lie is undefined, at both ends of what they may claim', () => {
    const file = riff(['VP8 ', keyFrame(5, 5)]);
    for (const [at, value] of [
      [4, 0xffffffff],
      [4, file.length - 7],
      [4, 0],
      [16, 0xffffffff],
      [16, 11],
    ]) {
      const lie = Buffer.from(file);
      lie.writeUInt32LE(value, at);
      expect(WEBP.read(lie), `${at}: ${value}`).toBeUndefined();
      expect(WEBP.write(lie, OTHER)).toBeUndefined();
    }
  });
});
