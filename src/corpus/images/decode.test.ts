import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import type { ImagePayload } from '../example.ts';
import { decodeImage } from './decode.ts';
import { flat, noise, picture } from './images.test.support.ts';
import { IMAGE_LIMITS } from './limits.ts';

async function decoded(bytes: Uint8Array): Promise<ImagePayload> {
  const image = await decodeImage(bytes);
  if (typeof image === 'string') throw new Error(image);
  return image;
}

const pixel = ({ data, channels, width }: ImagePayload, x: number, y: number) => [
  ...data.subarray((y * width + x) * channels, (y * width + x + 1) * channels),
];

describe('decodeImage', () => {
  const colours = noise(40, 30, 7);

  it('gives the pixels of formats without loss', async () => {
    for (const bytes of [
      await picture(colours, 40, 30).png().toBuffer(),
      await picture(colours, 40, 30).webp({ lossless: true }).toBuffer(),
    ]) {
      expect(await decoded(bytes)).toEqual({
        width: 40,
        height: 30,
        channels: 3,
        data: Buffer.from(colours),
      });
    }
  });

  it('gives nearly the pixels of a JPEG', async () => {
    const image = await decoded(await flat(40, 30, [200, 40, 90]).jpeg({ quality: 95 }).toBuffer());
    const [r, g, b] = pixel(image, 20, 15);
    expect(Math.abs(r - 200) + Math.abs(g - 40) + Math.abs(b - 90)).toBeLessThan(9);
  });

  it('gives one channel for grey, however grey was stored', async () => {
    const grey = noise(20, 20, 3, 1);
    const asColour = Uint8Array.from({ length: 1200 }, (_, i) => grey[Math.floor(i / 3)]);
    for (const bytes of [
      await picture(grey, 20, 20).toColourspace('b-w').png().toBuffer(),
      await picture(asColour, 20, 20).png().toBuffer(),
    ]) {
      const image = await decoded(bytes);
      expect(image.channels).toBe(1);
      expect([...image.data]).toEqual([...grey]);
    }
  });

  it('reduces 16 bits to 8, and lays transparency on white', async () => {
    const deep = await flat(4, 4, [10, 100, 250]).toColourspace('rgb16').png().toBuffer();
    expect(pixel(await decoded(deep), 1, 1)).toEqual([10, 100, 250]);
    const clear = await flat(4, 4, [0, 0, 0]).ensureAlpha(0).png().toBuffer();
    expect(pixel(await decoded(clear), 1, 1)).toEqual([255]);
  });

  it('turns a picture upright as its camera says', async () => {
    const wide = await flat(40, 20, [200, 0, 0]).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { width, height } = await decoded(wide);
    expect([width, height]).toEqual([20, 40]);
  });

  it('converts an embedded profile to sRGB', async () => {
    const vivid = await flat(4, 4, [200, 100, 50]).withIccProfile('p3').png().toBuffer();
    // Wide-gamut numbers are smaller than those of sRGB for the same colour; read as they stand they would come out dull.
    const [r, g, b] = pixel(await decoded(vivid), 1, 1);
    expect(Math.abs(r - 200) + Math.abs(g - 100) + Math.abs(b - 50)).toBeLessThan(6);
  });

  it('takes the first frame of an animation, and says how many there are', async () => {
    const frames = [
      await flat(8, 8, [255, 0, 0]).png().toBuffer(),
      await flat(8, 8, [0, 0, 255]).png().toBuffer(),
    ];
    const animated = await sharp(frames, { join: { animated: true } })
      .webp({ lossless: true })
      .toBuffer();
    const image = await decoded(animated);
    expect([image.width, image.height, image.frames]).toEqual([8, 8, 2]);
    expect(pixel(image, 4, 4)).toEqual([255, 0, 0]);
    expect((await decoded(frames[0])).frames).toBeUndefined();
  });

  it('reduces a large picture to 256 pixels, its shape kept', async () => {
    const image = await decoded(await flat(1000, 300, [9, 200, 77]).png().toBuffer());
    expect([image.width, image.height]).toEqual([256, 77]);
    expect(new Set(image.data)).toEqual(new Set([9, 200, 77]));
    const huge = await decoded(await flat(3000, 2000, [9, 200, 77]).png().toBuffer());
    expect([huge.width, huge.height]).toEqual([256, 171]);
  });

  it.each(['png', 'jpeg', 'webp', 'gif'] as const)(
    'says of a %s that was cut short that it was',
    async (format) => {
      const bytes = await picture(colours, 40, 30)[format]().toBuffer();
      for (const share of [0.2, 0.5, 0.9]) {
        expect(await decodeImage(bytes.subarray(0, Math.floor(bytes.length * share)))).toMatch(
          /^the picture (is cut|cannot)/,
        );
      }
    },
  );

  it('says what a file is that is no picture', async () => {
    const reasons = await Promise.all(
      [
        Buffer.alloc(0),
        Buffer.from('<!doctype html><p>Not found'),
        Buffer.from('II*\0rest of a TIFF'),
        Buffer.from('BM whatever'),
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
        Buffer.from([0, 1, 2, 3]),
      ].map((bytes) => decodeImage(bytes)),
    );
    expect(reasons).toEqual([
      'the file is empty',
      'it is text, perhaps a web page: PNG, JPEG, WebP and GIF are read',
      'it is a TIFF: PNG, JPEG, WebP and GIF are read',
      'it is a BMP: PNG, JPEG, WebP and GIF are read',
      'it is text, perhaps a web page: PNG, JPEG, WebP and GIF are read',
      'it is no picture: PNG, JPEG, WebP and GIF are read',
    ]);
  });

  it('does not unpack a bomb', async () => {
    const bomb = pngOf(60_000, 60_000);
    expect(bomb.length).toBeLessThan(200);
    const before = process.memoryUsage().rss;
    expect(await decodeImage(bomb)).toBe('the picture claims more than 100,000,000 pixels');
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
  });

  it('does not read more bytes than allowed', async () => {
    const bytes = await picture(colours, 40, 30).png().toBuffer();
    expect(await decodeImage(bytes, { ...IMAGE_LIMITS, bytes: 100 })).toMatch(/more than 100$/);
  });

  it('never throws, whatever the bytes', async () => {
    const starts = await Promise.all(
      (['png', 'jpeg', 'webp', 'gif'] as const).map((format) =>
        picture(colours, 40, 30)[format]().toBuffer(),
      ),
    );
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...starts), damage, async (start, changes) => {
        const bytes = Buffer.from(start);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const made = await decodeImage(bytes);
        if (typeof made === 'string') expect(made).not.toBe('');
        else expect(made.data.length).toBe(made.width * made.height * made.channels);
      }),
      { numRuns: runs(60) },
    );
  });
});

/** A PNG that claims a size and holds one row. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const chunks = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(100))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crcOf(body), body.length + 4);
  return out;
}

function crcOf(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
