import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { zstdFrame } from './fixtures.test.support.ts';
import { bomLength, compressionOf, refuseUtf16 } from './magic.ts';

describe('compressionOf', () => {
  it('goes by the first bytes', () => {
    expect(compressionOf(gzipSync('a'), 'a')).toBe('gzip');
    expect(compressionOf(zstdFrame(Buffer.from('a')), 'a')).toBe('zstd');
    expect(compressionOf(Buffer.of(0x5f, 0x2a, 0x4d, 0x18, 0, 0, 0, 0), 'a')).toBe('zstd');
    expect(compressionOf(Buffer.from('{"text":"a"}'), 'a')).toBe('none');
    expect(compressionOf(Buffer.alloc(0), 'a')).toBe('none');
    expect(compressionOf(Buffer.of(0x1f), 'a')).toBe('none');
  });

  it('refuses compressions that are not read, by name', () => {
    const heads = {
      xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
      zip: [0x50, 0x4b, 0x03, 0x04],
      bzip2: [...Buffer.from('BZh9'), 0x31, 0x41, 0x59, 0x26, 0x53, 0x59],
    };
    for (const [name, head] of Object.entries(heads)) {
      expect(() => compressionOf(Uint8Array.from(head), 'a.jsonl')).toThrow(`compressed with ${name}`);
    }
    expect(compressionOf(Buffer.from('BZh9 is how bzip2 begins'), 'a')).toBe('none');
  });
});

describe('byte order marks', () => {
  it('of UTF-8 are three bytes', () => {
    expect(bomLength(Buffer.from('\uFEFFa'))).toBe(3);
    expect(bomLength(Buffer.from('a'))).toBe(0);
    expect(bomLength(Buffer.alloc(0))).toBe(0);
  });

  it('of UTF-16 are refused with the way to convert', () => {
    for (const head of [
      Buffer.of(0xff, 0xfe, 0x41, 0),
      Buffer.of(0xfe, 0xff, 0, 0x41),
      Buffer.of(0xff, 0xfe),
    ]) {
      expect(() => refuseUtf16(head, 'a.txt')).toThrow(
        expect.objectContaining({
          code: 'E_ENCODING',
          hint: expect.stringContaining('iconv -f UTF-16 -t UTF-8'),
        }),
      );
    }
    expect(() => refuseUtf16(Buffer.of(0xff), 'a')).not.toThrow();
  });
});
