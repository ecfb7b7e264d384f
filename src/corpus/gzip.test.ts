import { constants, gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { gunzip } from './gzip.ts';

async function* chunks(data: Buffer, chunkBytes: number) {
  const buffer = Buffer.alloc(chunkBytes);
  for (let at = 0; at < data.length; at += chunkBytes) {
    yield buffer.subarray(0, data.copy(buffer, 0, at, at + chunkBytes));
    buffer.fill(0);
  }
}

async function decode(data: Buffer, chunkBytes = 1000) {
  const parts: Buffer[] = [];
  try {
    for await (const bytes of gunzip(chunks(data, chunkBytes), 'a.gz')) parts.push(Buffer.from(bytes));
    return { text: Buffer.concat(parts).toString('latin1') };
  } catch (error) {
    return { text: Buffer.concat(parts).toString('latin1'), error };
  }
}

/** Text that does not compress away. */
const noise = (length: number) =>
  Array.from({ length }, (_, i) => ((Math.imul(i, 2654435761) >>> 16) % 256).toString(16)).join(' ');

describe('gunzip', () => {
  it('decodes every member, whatever the chunks', async () => {
    const parts = fc.array(fc.string({ maxLength: 50, unit: 'binary-ascii' }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(parts, fc.integer({ min: 1, max: 100 }), async (texts, chunkBytes) => {
        const stream = Buffer.concat(texts.map((text) => gzipSync(text)));
        expect(await decode(stream, chunkBytes)).toEqual({ text: texts.join('') });
      }),
      { numRuns: runs(50) },
    );
  });

  it('hands over all that stands before a cut, then says that the file is cut', async () => {
    const text = noise(100_000);
    const whole = gzipSync(text);
    const cut = whole.subarray(0, whole.length / 2);
    const { text: before, error } = await decode(cut, 4096);
    expect(before).toBe(gunzipSync(cut, { finishFlush: constants.Z_SYNC_FLUSH }).toString());
    expect(text.startsWith(before)).toBe(true);
    expect(error).toMatchObject({ code: 'E_TRUNCATED', where: 'a.gz' });
  });

  it('knows a cut in the header and in the checksum', async () => {
    const whole = gzipSync('some text');
    for (const length of [1, 5, 12, whole.length - 1]) {
      expect(await decode(whole.subarray(0, length))).toMatchObject({ error: { code: 'E_TRUNCATED' } });
    }
  });

  it('passes over zeros after the last member', async () => {
    const padded = Buffer.concat([gzipSync('some text'), Buffer.alloc(5000)]);
    for (const chunkBytes of [10, 1000, 1e6])
      expect(await decode(padded, chunkBytes)).toEqual({ text: 'some text' });
  });

  it('says that other bytes after the last member are damage', async () => {
    const { error } = await decode(Buffer.concat([gzipSync('some text'), Buffer.from('garbage')]));
    expect(error).toMatchObject({ code: 'E_UNREADABLE', hint: expect.stringContaining('damaged') });
  });

  it('says that data whose checksum is wrong are damage', async () => {
    const damaged = gzipSync('some text');
    damaged[damaged.length - 6] ^= 1;
    expect(await decode(damaged)).toMatchObject({ error: { code: 'E_UNREADABLE' } });
  });

  it('decodes a thousandfold without losing a byte', async () => {
    const { text } = await decode(gzipSync(Buffer.alloc(20_000_000, 0x61)), 1 << 16);
    expect(text.length).toBe(20_000_000);
  });
});
