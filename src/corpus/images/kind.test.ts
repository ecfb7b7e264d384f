import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noise, picture } from './images.test.support.ts';
import { imageKind, whyNotImage } from './kind.ts';

describe('imageKind', () => {
  it.each(['png', 'jpeg', 'webp', 'gif'] as const)('knows a %s by its first bytes', async (kind) => {
    const bytes = await picture(noise(8, 8), 8, 8)[kind]().toBuffer();
    expect(imageKind(bytes)).toBe(kind);
    expect(imageKind(bytes.subarray(0, 16))).toBe(kind);
    expect(imageKind(bytes.subarray(0, 2))).toBeUndefined();
    expect(imageKind(bytes.subarray(1))).toBeUndefined();
  });

  it('does not take another RIFF file, such as sound, for a WebP', () => {
    expect(imageKind(Buffer.from('RIFF\0\0\0\0WAVEfmt '))).toBeUndefined();
  });
});

describe('whyNotImage', () => {
  it('names kinds that are known and not read', () => {
    const cases: [string, RegExp][] = [
      ['MM\0*....', /a TIFF/],
      ['\0\0\0\x20ftypavif', /an AVIF or HEIF/],
      ['\0\0\0\x0cJXL ....', /a JPEG XL/],
      ['%PDF-1.7', /a PDF/],
      ['{"not": "a picture"}', /it is text/],
      ['\0\0\0\0', /no picture/],
    ];
    for (const [bytes, reason] of cases) expect(whyNotImage(Buffer.from(bytes, 'latin1'))).toMatch(reason);
  });

  it('always says what is read, or that there is nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const reason = whyNotImage(bytes);
        if (bytes.length === 0) expect(reason).toBe('the file is empty');
        else expect(reason).toMatch(/: PNG, JPEG, WebP and GIF are read$/);
      }),
    );
  });
});
