import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { decodeUtf8, excerpt } from './decoding.ts';

/** The platform's strict decoder, which throws where bytes are no UTF-8. */
function isValid(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

describe('decodeUtf8', () => {
  it('calls bytes lossy exactly where a strict decoder refuses them', () => {
    const bytes = fc.array(fc.constantFrom(0x41, 0x80, 0xbf, 0xc3, 0xa9, 0xe2, 0xef, 0xbd, 0xf0, 0x9f, 0xff));
    fc.assert(
      fc.property(bytes, (given) => {
        const { text, lossy } = decodeUtf8(Buffer.from(given));
        expect(lossy).toBe(!isValid(Uint8Array.from(given)));
        expect(text).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(given)));
      }),
      { numRuns: runs(500) },
    );
  });

  it('does not call a replacement character lossy that stands in the file', () => {
    expect(decodeUtf8(Buffer.from('a\uFFFDb'))).toEqual({ text: 'a\uFFFDb', lossy: false });
  });

  it('judges the range alone: a character that a bound cuts is lossy, one outside is not seen', () => {
    const bytes = Buffer.concat([Buffer.from('aé'), Buffer.of(0xff)]);
    expect(decodeUtf8(bytes, 0, 3)).toEqual({ text: 'aé', lossy: false });
    expect(decodeUtf8(bytes, 0, 2).lossy).toBe(true);
    expect(decodeUtf8(bytes, 3).lossy).toBe(true);
  });
});

describe('excerpt', () => {
  it('shows the beginning, never beyond the end of the row', () => {
    const bytes = Buffer.from(`${'x'.repeat(10)}${'y'.repeat(9000)}`);
    expect(excerpt(bytes, 2, 10)).toBe('xxxxxxxx');
    expect(excerpt(bytes, 10)).toBe('y'.repeat(4000));
    expect(excerpt(bytes, 10, 10)).toBe('');
  });
});
