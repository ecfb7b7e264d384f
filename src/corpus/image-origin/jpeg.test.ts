import { describe, expect, it } from 'vitest';
import { JPEG } from './jpeg.ts';
import { OTHER } from './pictures.test.support.ts';

const segment = (marker: number, content: string) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, Buffer.from(content, 'latin1')]);
};
const file = (...segments: Buffer[]) =>
  Buffer.concat([Buffer.from([0xff, 0xd8]), ...segments, Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3])]);
const XMP = 'http://ns.adobe.com/xap/1.0/\0';
const EXTENSION = 'http://ns.adobe.com/xmp/extension/\0';
/** Room of a packet: 65,535 less the length's own two bytes and the 29 of the name. */
const ROOM = 65_504;

describe('a JPEG file', () => {
  it('of no segments at all is one: it says nothing, and takes a packet', () => {
    expect(JPEG.read(file())).toEqual({ xmp: undefined, c2pa: false });
    expect(JPEG.read(JPEG.write(file(), OTHER)!)?.xmp).toBe(OTHER);
  });

  it('takes a packet up to the last byte that a segment has, and not one more', () => {
    const full = JPEG.write(file(), 'x'.repeat(ROOM))!;
    expect(JPEG.read(full)?.xmp).toHaveLength(ROOM);
    expect(JPEG.write(file(), 'x'.repeat(ROOM + 1))).toBeUndefined();
    // Bytes count, not letters.
    expect(JPEG.write(file(), '\u56fe'.repeat(ROOM / 3 + 1))).toBeUndefined();
  });

  it('takes an extension of a packet, Exif, or the name in another segment for no packet', () => {
    for (const other of [
      segment(0xe1, `${EXTENSION}x`),
      segment(0xe1, 'Exif\0\0x'),
      segment(0xe1, XMP.slice(0, -1)),
      segment(0xe2, `${XMP}<x/>`),
      segment(0xfe, `${XMP}<x/>`),
    ])
      expect(JPEG.read(file(other))?.xmp).toBeUndefined();
    expect(JPEG.read(file(segment(0xe1, XMP)))?.xmp).toBe('');
  });

  it('replaces the packet where it stands, and leaves its extension', () => {
    const [exif, extension, comment] = [
      segment(0xe1, 'Exif\0\0x'),
      segment(0xe1, `${EXTENSION}rest`),
      segment(0xfe, 'a comment'),
    ];
    const before = file(exif, segment(0xe1, `${XMP}<old/>`), extension, comment);
    const after = file(exif, segment(0xe1, `${XMP}<new/>`), extension, comment);
    expect(Buffer.from(JPEG.write(before, '<new/>')!).equals(after)).toBe(true);
  });

  it('puts the packet behind the last of JFIF, its thumbnail and Exif', () => {
    const head = [segment(0xe0, 'JFIF\0'), segment(0xe0, 'JFXX\0'), segment(0xe1, 'Exif\0\0')];
    const rest = [segment(0xe2, 'ICC_PROFILE\0'), segment(0xed, 'Photoshop 3.0\0')];
    const expected = file(...head, segment(0xe1, `${XMP}<x/>`), ...rest);
    expect(Buffer.from(JPEG.write(file(...head, ...rest), '<x/>')!).equals(expected)).toBe(true);
  });

  it('sees a manifest by its box and label, not by letters elsewhere', () => {
    const manifest = 'JP\0\x01\0\0\0\x01\0\0\0\x20jumb\0\0\0\x18jumdc2pa';
    expect(JPEG.read(file(segment(0xeb, manifest)))?.c2pa).toBe(true);
    expect(JPEG.read(file(segment(0xfe, 'x'), segment(0xeb, manifest)))?.c2pa).toBe(true);
    for (const other of [
      segment(0xea, manifest),
      segment(0xfe, 'JP c2pa'),
      segment(0xeb, 'JP jumb of another kind'),
      segment(0xeb, ''),
    ])
      expect(JPEG.read(file(other, segment(0xfe, 'c2pa')))?.c2pa).toBe(false);
  });

  it('does not look into the coded picture, where anything may stand', () => {
    const tail = Buffer.concat([file(), segment(0xe1, `${XMP}<x/>`)]);
    expect(JPEG.read(tail)?.xmp).toBeUndefined();
    expect(Buffer.from(JPEG.write(tail, OTHER)!).subarray(-tail.length + 2)).toEqual(tail.subarray(2));
  });

  it('that ends before a picture, or in fill bytes without end, is none', () => {
    for (const bytes of [
      [0xff, 0xd8, 0xff],
      [0xff, 0xd8, 0xff, 0xd9],
      [0xff, 0xd8, 0xff, 0xd9, 0, 0],
      [0xff, 0xd8, ...Array(100).fill(0xff)],
      [0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 0, 0],
      [0xff, 0xd8, 0xff, 0xe0, 0, 2, 0x00, 0xff, 0xda],
    ]) {
      expect(JPEG.read(Uint8Array.from(bytes))).toBeUndefined();
      expect(JPEG.write(Uint8Array.from(bytes), OTHER)).toBeUndefined();
    }
  });

  it('is read from where it lies in a larger buffer', () => {
    const whole = Buffer.concat([Buffer.alloc(13, 7), file(segment(0xe1, `${XMP}<x/>`)), Buffer.alloc(9, 7)]);
    expect(JPEG.read(whole.subarray(13, -9))?.xmp).toBe('<x/>');
    expect(Buffer.from(JPEG.write(whole.subarray(13, -9), '<y/>')!)).toEqual(
      file(segment(0xe1, `${XMP}<y/>`)),
    );
  });
});
