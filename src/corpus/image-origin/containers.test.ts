import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { JPEG } from './jpeg.ts';
import { ATTRIBUTE, OTHER, packetOf, picture, pixels } from './pictures.test.support.ts';
import { PNG } from './png.ts';
import { WEBP } from './webp.ts';

describe('JPEG', () => {
  it('writes the packet behind JFIF and Exif, in front of all else', async () => {
    const plain = await picture('jpeg');
    const written = Buffer.from(JPEG.write(plain, ATTRIBUTE)!);
    const at = written.indexOf('http://ns.adobe.com/xap/1.0/');
    expect(written.subarray(at - 4, at - 2)).toEqual(Buffer.from([0xff, 0xe1]));
    expect(written.readUInt16BE(at - 2)).toBe(2 + 29 + Buffer.byteLength(ATTRIBUTE));
    // All that stood there stands there still.
    const length = written.length - plain.length;
    expect(
      Buffer.concat([written.subarray(0, at - 4), written.subarray(at - 4 + length)]).equals(plain),
    ).toBe(true);
  });

  it('passes over fill bytes before a marker', async () => {
    const plain = await picture('jpeg');
    const filled = Buffer.concat([plain.subarray(0, 2), Buffer.from([0xff, 0xff]), plain.subarray(2)]);
    expect(JPEG.read(filled)).toEqual({ xmp: undefined, c2pa: false });
    expect(JPEG.read(JPEG.write(filled, OTHER)!)?.xmp).toBe(OTHER);
  });

  it('takes a segment shorter than its length field for none', async () => {
    const plain = await picture('jpeg');
    const odd = Buffer.concat([plain.subarray(0, 2), Buffer.from([0xff, 0xe0, 0, 1]), plain.subarray(2)]);
    expect(JPEG.read(odd)).toBeUndefined();
    expect(JPEG.write(odd, OTHER)).toBeUndefined();
  });

  it('leaves what follows the picture as it is', async () => {
    const trailed = Buffer.concat([
      await picture('jpeg'),
      Buffer.from('a motion picture, as telephones append'),
    ]);
    const written = Buffer.from(JPEG.write(trailed, OTHER)!);
    expect(written.toString('latin1').endsWith('as telephones append')).toBe(true);
    expect((await pixels(written)).equals(await pixels(trailed))).toBe(true);
  });
});

describe('PNG', () => {
  const chunk = (type: string, content: string) => {
    const named = Buffer.from(type + content, 'latin1');
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(named.length - 4);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const withChunk = (bytes: Buffer, one: Buffer) =>
    Buffer.concat([bytes.subarray(0, 33), one, bytes.subarray(33)]);

  it('writes an iTXt chunk with a right checksum behind the header', async () => {
    const written = Buffer.from(PNG.write(await picture('png'), ATTRIBUTE)!);
    expect(written.toString('latin1', 37, 59)).toBe('iTXtXML:com.adobe.xmp\0');
    const end = 41 + written.readUInt32BE(33);
    expect(written.readUInt32BE(end)).toBe(crc32(written.subarray(37, end)));
    expect(await packetOf(written)).toBe(ATTRIBUTE);
  });

  it('reads the packet from other chunks of text, and puts one iTXt in their place', async () => {
    const text = withChunk(await picture('png'), chunk('tEXt', `XML:com.adobe.xmp\0${'<a/>'}`));
    expect(PNG.read(text)?.xmp).toBe('<a/>');
    const packed = await picture('png', { xmp: OTHER });
    expect(packed.includes('zTXt')).toBe(true);
    expect(PNG.read(packed)?.xmp).toContain('<dc:title>');
    const written = Buffer.from(PNG.write(packed, ATTRIBUTE)!);
    expect(written.includes('zTXt')).toBe(false);
    expect(PNG.read(written)?.xmp).toBe(ATTRIBUTE);
  });

  it('does not take other text for a packet', async () => {
    const comment = withChunk(await picture('png'), chunk('tEXt', 'Comment\0XML:com.adobe.xmp'));
    expect(PNG.read(comment)).toEqual({ xmp: undefined, c2pa: false });
  });

  it('refuses text with a wrong checksum, and a file that does not begin with its header', async () => {
    const bytes = Buffer.from(PNG.write(await picture('png'), ATTRIBUTE)!);
    bytes[80] ^= 1;
    expect(PNG.read(bytes)).toBeUndefined();
    const plain = await picture('png');
    const headless = Buffer.concat([plain.subarray(0, 8), plain.subarray(33)]);
    expect(PNG.read(headless)).toBeUndefined();
  });
});

describe('WebP', () => {
  it.each([
    [{}, 'VP8 ', 0x04],
    [{ lossless: true }, 'VP8L', 0x04],
    [{ lossless: true, alpha: true }, 'VP8L', 0x14],
  ] as const)(
    'brings a simple file (%o) into the extended format, its canvas and alpha stated',
    async (options, kind, flags) => {
      const plain = await picture('webp', options);
      expect(plain.toString('latin1', 12, 16)).toBe(kind);
      const written = Buffer.from(WEBP.write(plain, OTHER)!);
      expect(written.toString('latin1', 12, 16)).toBe('VP8X');
      expect(written[20]).toBe(flags);
      expect([written.readUIntLE(24, 3) + 1, written.readUIntLE(27, 3) + 1]).toEqual([37, 23]);
      expect(written.readUInt32LE(4)).toBe(written.length - 8);
      expect((await pixels(written)).equals(await pixels(plain))).toBe(true);
    },
  );

  it('keeps the flags and chunks of an extended file', async () => {
    const extended = await picture('webp', { alpha: true, exif: true });
    const written = Buffer.from(WEBP.write(extended, OTHER)!);
    expect(written[20]).toBe(extended[20] | 0x04);
    for (const type of ['ALPH', 'VP8 ', 'EXIF', 'XMP ']) expect(written.includes(type)).toBe(true);
    expect(WEBP.read(written)?.xmp).toBe(OTHER);
  });

  it('pads a packet of an odd length, and replaces it', async () => {
    for (const xmp of ['<a/>', '<ab/>']) {
      const written = WEBP.write(WEBP.write(await picture('webp'), OTHER)!, xmp)!;
      expect(written.length % 2).toBe(0);
      expect(WEBP.read(written)).toEqual({ xmp, c2pa: false });
      expect(Buffer.from(written).toString('latin1').split('XMP ')).toHaveLength(2);
    }
  });

  it('writes into nothing whose picture it does not know', async () => {
    const odd = Buffer.from(await picture('webp'));
    odd.write('VP9 ', 12, 'latin1');
    expect(WEBP.write(odd, OTHER)).toBeUndefined();
    const motion = Buffer.from(await picture('webp'));
    motion[20] |= 1;
    expect(WEBP.write(motion, OTHER)).toBeUndefined();
  });
});
