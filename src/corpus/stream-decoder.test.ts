import { createGunzip, createInflateRaw, deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { type Decoder, StreamDecoder } from './stream-decoder.ts';

async function decode(decoder: Decoder, pieces: readonly Buffer[]): Promise<Buffer> {
  const output: Uint8Array[] = [];
  for (const piece of pieces) {
    output.push(...(await decoder.push(piece)));
    piece.fill(0);
  }
  output.push(...(await decoder.end()));
  decoder.close();
  return Buffer.concat(output);
}

function cut(bytes: Buffer, size: number): Buffer[] {
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, i) => Buffer.from(bytes.subarray(i * size, (i + 1) * size)));
}

const lines = (count: number) =>
  Buffer.from(Array.from({ length: count }, (_, i) => `line ${i * i}\n`).join(''));

describe('StreamDecoder', () => {
  it('gives the content whatever the pieces, which may be written over once they were taken', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.integer({ min: 1, max: 50 }),
        async (given, size) => {
          const decoder = new StreamDecoder(createGunzip());
          const content = await decode(decoder, cut(gzipSync(given), size));
          expect(content.equals(given)).toBe(true);
          expect(decoder.failure).toBeUndefined();
        },
      ),
      { numRuns: runs(40) },
    );
  });

  it('gives what a piece holds many times over: all of it, before the next piece', async () => {
    const decoder = new StreamDecoder(createInflateRaw());
    const content = lines(200_000);
    const output = await decoder.push(deflateRawSync(content));
    expect(Buffer.concat([...output, ...(await decoder.end())]).equals(content)).toBe(true);
    decoder.close();
  });

  it('hands over what came before the damage, then says why it stopped', async () => {
    const content = lines(50_000);
    const packed = gzipSync(content);
    packed.fill(0xff, packed.length >> 1);
    const decoder = new StreamDecoder(createGunzip());
    const got = await decode(decoder, cut(packed, 4096));
    expect(decoder.failure).toBeInstanceOf(Error);
    expect(got.length).toBeGreaterThan(content.length / 4);
    expect(content.subarray(0, content.length / 4).equals(got.subarray(0, content.length / 4))).toBe(true);
  });

  it('answers after its end and after a failure: nobody waits for ever', async () => {
    const failed = new StreamDecoder(createGunzip());
    await failed.push(Buffer.from('this is no gzip'));
    expect(failed.failure).toBeInstanceOf(Error);
    expect(await failed.push(Buffer.from('more'))).toEqual([]);
    expect(await failed.end()).toEqual([]);
    const cutShort = new StreamDecoder(createGunzip());
    await decode(cutShort, [gzipSync('content').subarray(0, 15)]);
    expect(cutShort.failure).toBeInstanceOf(Error);
  });
});
