import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { readImageOrigin, writeImageOrigin } from './image-origin.ts';
import { JPEG } from './jpeg.ts';
import {
  ATTRIBUTE,
  ELEMENT,
  FORMATS,
  OTHER,
  packetOf,
  picture,
  pixels,
  RESOURCE,
} from './pictures.test.support.ts';
import { sourceTypeUri } from './source-type.ts';

const TERM = 'trainedAlgorithmicMedia';

/** A chunk or segment that says that a C2PA manifest stands there. */
function withC2pa(bytes: Buffer, format: (typeof FORMATS)[number]): Buffer {
  if (format === 'jpeg') {
    const content = Buffer.from('JP\0\x01\0\0\0\x01\0\0\0\x20jumb\0\0\0\x18jumdc2pa', 'latin1');
    const head = Buffer.from([0xff, 0xeb, 0, content.length + 2]);
    return Buffer.concat([bytes.subarray(0, 2), head, content, bytes.subarray(2)]);
  }
  if (format === 'png') {
    const chunk = Buffer.alloc(16);
    chunk.writeUInt32BE(4);
    chunk.write('caBXdata', 4, 'latin1');
    chunk.writeUInt32BE(crc32(chunk.subarray(4, 12)), 12);
    return Buffer.concat([bytes.subarray(0, 33), chunk, bytes.subarray(33)]);
  }
  const whole = Buffer.concat([bytes, Buffer.from('C2PA\x04\0\0\0data', 'latin1')]);
  whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
}

describe.each(FORMATS)('a file of %s', (format) => {
  it('says nothing where nothing is stated', async () => {
    expect(readImageOrigin(await picture(format), 'a')).toEqual({ format, c2pa: false });
    expect(readImageOrigin(await picture(format, { xmp: OTHER }), 'a')).toEqual({ format, c2pa: false });
  });

  it('says what its XMP says, in all its forms', async () => {
    for (const xmp of [ATTRIBUTE, ELEMENT, RESOURCE]) {
      expect(readImageOrigin(await picture(format, { xmp }), 'a')).toEqual({
        format,
        c2pa: false,
        digitalSourceType: sourceTypeUri('digitalCapture'),
        origin: 'human',
      });
    }
  });

  it('is written without a change to any point, with and without other metadata', async () => {
    for (const options of [
      {},
      { xmp: OTHER },
      { xmp: ATTRIBUTE },
      { exif: true },
      { alpha: true },
      { lossless: true },
      { alpha: true, lossless: true },
    ]) {
      const before = await picture(format, options);
      const after = writeImageOrigin(before, 'a', TERM);
      expect(readImageOrigin(after, 'a')).toMatchObject({
        digitalSourceType: sourceTypeUri(TERM),
        origin: 'synthetic',
      });
      expect((await pixels(after)).equals(await pixels(before))).toBe(true);
      // Another reader finds the same packet, and one only.
      const packet = (await packetOf(after))!;
      expect(packet.split(sourceTypeUri(TERM))).toHaveLength(2);
      expect(packet.includes('dc:title')).toBe('xmp' in options && options.xmp === OTHER);
      expect(Buffer.from(after).toString('latin1').split('adobe:ns:meta')).toHaveLength(2);
    }
  });

  it('gives the same bytes when it is written twice, and the first bytes of its coded picture in between', async () => {
    const once = writeImageOrigin(await picture(format), 'a', TERM);
    expect(Buffer.from(writeImageOrigin(once, 'a', TERM)).equals(once)).toBe(true);
    const other = writeImageOrigin(once, 'a', 'print');
    expect(Buffer.from(writeImageOrigin(other, 'a', TERM)).equals(once)).toBe(true);
  });

  it('keeps Exif where programs look for it', async () => {
    const after = writeImageOrigin(await picture(format, { exif: true }), 'a', TERM);
    expect(Buffer.from(after).toString('latin1')).toContain('Example');
    if (format === 'jpeg') {
      const text = Buffer.from(after).toString('latin1');
      expect(text.indexOf('Exif\0')).toBeLessThan(text.indexOf('http://ns.adobe.com/xap/1.0/'));
    }
  });

  it('is left alone where a C2PA manifest would be broken, unless that is wanted', async () => {
    const bytes = withC2pa(await picture(format, { xmp: OTHER }), format);
    expect(readImageOrigin(bytes, 'a')).toEqual({ format, c2pa: true });
    expect(() => writeImageOrigin(bytes, 'a', TERM)).toThrow(expect.objectContaining({ code: 'E_CONFLICT' }));
    const written = writeImageOrigin(bytes, 'a', TERM, { breakC2pa: true });
    expect(readImageOrigin(written, 'a')).toMatchObject({ c2pa: true, origin: 'synthetic' });
  });

  it('is refused where it is cut short, at every place before the coded picture ends', async () => {
    const whole = writeImageOrigin(await picture(format), 'a', TERM);
    const header = format === 'jpeg' ? 600 : whole.length - 1;
    for (let end = 20; end < header; end += 13) {
      const cut = whole.slice(0, end);
      expect(() => readImageOrigin(cut, 'a.img')).toThrow(expect.objectContaining({ code: 'E_FORMAT' }));
      expect(() => writeImageOrigin(cut, 'a.img', TERM)).toThrow(
        expect.objectContaining({ code: 'E_FORMAT' }),
      );
    }
  });

  it('is refused where its XMP cannot be understood', async () => {
    const bytes = Buffer.from(writeImageOrigin(await picture(format, { xmp: OTHER }), 'a', TERM));
    const broken = Buffer.from(bytes.toString('latin1').replace('</rdf:RDF>', '</rdf:RDX>'), 'latin1');
    if (format === 'png') {
      const at = broken.indexOf('iTXt');
      const end = at + 4 + broken.readUInt32BE(at - 4);
      broken.writeUInt32BE(crc32(broken.subarray(at, end)), end);
    }
    expect(() => readImageOrigin(broken, 'a')).toThrow(expect.objectContaining({ code: 'E_FORMAT' }));
    expect(() => writeImageOrigin(broken, 'a', TERM)).toThrow(expect.objectContaining({ code: 'E_FORMAT' }));
  });

  it('throws nothing but coded errors, whatever byte is changed', async () => {
    const whole = Buffer.from(writeImageOrigin(await picture(format, { xmp: ATTRIBUTE }), 'a', TERM));
    fc.assert(
      fc.property(fc.nat(Math.min(whole.length - 1, 1200)), fc.nat(255), (at, byte) => {
        const changed = Buffer.from(whole);
        changed[at] = byte;
        for (const work of [
          () => readImageOrigin(changed, 'a'),
          () => writeImageOrigin(changed, 'a', TERM),
        ]) {
          try {
            work();
          } catch (error) {
            expect(error).toMatchObject({ code: expect.stringMatching(/^E_(FORMAT|CONFLICT)$/) });
          }
        }
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('files of pictures', () => {
  it('are known by their bytes, and others are refused', () => {
    for (const bytes of [
      new Uint8Array(),
      Buffer.from('GIF89a'),
      Buffer.from('RIFF\0\0\0\0WAVEfmt '),
      Buffer.alloc(100),
    ])
      expect(() => readImageOrigin(bytes, 'a.jpg')).toThrow(
        expect.objectContaining({ code: 'E_FORMAT', where: 'a.jpg' }),
      );
  });

  it('may hold compressed XMP in PNG, but no bomb', async () => {
    const png = await picture('png');
    const chunkOf = (text: Buffer) => {
      const content = Buffer.concat([
        Buffer.from('iTXtXML:com.adobe.xmp\0\x01\0\0\0', 'latin1'),
        deflateSync(text),
      ]);
      const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
      length.writeUInt32BE(content.length - 4);
      sum.writeUInt32BE(crc32(content));
      return Buffer.concat([png.subarray(0, 33), length, content, sum, png.subarray(33)]);
    };
    expect(readImageOrigin(chunkOf(Buffer.from(ATTRIBUTE)), 'a').origin).toBe('human');
    const after = writeImageOrigin(chunkOf(Buffer.from(OTHER)), 'a', TERM);
    expect(readImageOrigin(after, 'a').origin).toBe('synthetic');
    expect((await pixels(after)).equals(await pixels(png))).toBe(true);
    expect(() => readImageOrigin(chunkOf(Buffer.alloc(1 << 25, ' ')), 'a')).toThrow(
      expect.objectContaining({ code: 'E_FORMAT' }),
    );
  });

  it('have no room in JPEG for a packet beyond a segment', async () => {
    const long = OTHER.replace('a &amp; b', 'x'.repeat(65_400 - OTHER.length));
    const jpeg = JPEG.write(await picture('jpeg'), long)!;
    expect(readImageOrigin(jpeg, 'a')).toEqual({ format: 'jpeg', c2pa: false });
    expect(() => writeImageOrigin(jpeg, 'a', TERM)).toThrow(expect.objectContaining({ code: 'E_FORMAT' }));
  });
});
