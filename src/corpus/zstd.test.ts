import { Transform, type TransformCallback } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import * as zlib from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { zstdFrame } from './fixtures.test.support.ts';
import { unzstd, zstdDecoder } from './zstd.ts';

/** 200 rows, by `zstd -19 --check`: compressed blocks and a checksum. */
const COMPRESSED = [
  'KLUv/WTUNBUWAKa6cyCQqZwDf6v/f3/1QN8vhC59heepqhYkIiIiFNJb3XlwAosAcABUAEhIR0dGRkVFRERDQ0JC0xQUlJODg3Nz',
  'Y2NTU0NDMzMjI/M8MTEpKSgoJycmJiUlJCQjIyIiyxISkuc4ft+2Xdc0Pc+y/H/PRLwzqyKaEXkAExYcDjAgWFACDgxteEChAoND',
  'AzQgWJCAoUEbDDy0gIJGGTQMSODAoRAUPERoeFgIsBAMFgQsEDiwICHHjePGceO4cdw4bpyZiYl5eWlpWVlJSTk5KSl5npGRiYmI',
  'iIeHhoaFhYSEg4OCguMYGJiXh4d3d2dnV1dHRzc3Jyf3fXFxaWloaGdnZmZlZWRkY2NiYtsWFpaVhYV1dWVlVVVFRTU1JSV1XVFR',
  'SUkB163r1nVrujRdmi5Nl6ZL06Xp0nRpujRdeu48d547z53nznPnufPcee48d5Yry5XlynJlubJcWa4sV5Yry5W///3vf//73//+',
  '97///bhx3DhuHDcCefO8ed48b543z5vnzfPmefO8OV4cL44Xx4vjxfHieHG8OF4cL373vnvfve/ed++799377n33vnvbte3a17Zr',
  '27Xt2nZtu7Zd265dt65b163r1nXrunXdCoGQqBFAuL1f2wGRKygpuQYSQBBQEPj9Bf8IgX853JC265TpnDCfEbYr2uZMm70R9ifS',
  '7EQZ3SnLhe7GbrIynRPmO8J2RducabM3wv5Emp0ooztlfSe1naimM810I9hvRPs5zXRLmG8I2xltO6bN9n7pvhT1UryU7dJ16cul',
  '4lJ0S9nSVkunpW6WKktRLA1L2SvVlbpWOqsIJlECUAATgACKQEolAAUgARSgCKRQAlgAEkAASkEKJQAFkAEEoASkaAJQABFACEpA',
  'iiSABhABBKCEpEiADlemJzAFtAvAaAWaBWC8AMwiNF4EGXDhTysHTGpqluIj',
].join('');

function rows(): string {
  let lines = '';
  for (let i = 0; i < 200; i++) {
    lines += `${JSON.stringify({ id: `r${i}`, text: `row number ${i} of the sample, naïve and plain` })}\n`;
  }
  return lines;
}

async function* chunks(data: Buffer, chunkBytes: number) {
  const buffer = Buffer.alloc(chunkBytes);
  for (let at = 0; at < data.length; at += chunkBytes) {
    yield buffer.subarray(0, data.copy(buffer, 0, at, at + chunkBytes));
    buffer.fill(0);
  }
}

async function decode(data: Buffer, chunkBytes = 64, makeDecoder = fallback) {
  const parts: Buffer[] = [];
  try {
    for await (const bytes of unzstd(chunks(data, chunkBytes), 'a.zst', makeDecoder))
      parts.push(Buffer.from(bytes));
    return { text: Buffer.concat(parts).toString() };
  } catch (error) {
    return { text: Buffer.concat(parts).toString(), error };
  }
}

const fallback = () => zstdDecoder({ constants: {} });

describe('unzstd', () => {
  const compressed = Buffer.from(COMPRESSED, 'base64');

  it('decodes compressed blocks, whatever the chunks', async () => {
    for (const chunkBytes of [1, 7, 100, 1e6])
      expect(await decode(compressed, chunkBytes)).toEqual({ text: rows() });
  });

  it('decodes with the decoder that this Node has', async () => {
    expect(await decode(compressed, 100, zstdDecoder)).toEqual({ text: rows() });
    const two = Buffer.concat([compressed, compressed]);
    expect(await decode(two, 1e6, zstdDecoder)).toEqual({ text: rows() + rows() });
  });

  it('decodes many frames in one chunk, and one in many', async () => {
    const data = fc.array(fc.string({ maxLength: 20 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(data, fc.integer({ min: 1, max: 200 }), async (parts, chunkBytes) => {
        const stream = Buffer.concat(parts.map((part) => zstdFrame(Buffer.from(part), 8)));
        expect(await decode(stream, chunkBytes)).toEqual({ text: Buffer.from(parts.join('')).toString() });
      }),
      { numRuns: runs(50) },
    );
  });

  it('decodes ten thousand small frames', async () => {
    const frame = zstdFrame(Buffer.from('x'));
    const { text } = await decode(Buffer.concat(Array(10_000).fill(frame)), 1 << 16);
    expect(text).toBe('x'.repeat(10_000));
  });

  it('hands over what stands before a cut, then says that the file is cut', async () => {
    const first = zstdFrame(Buffer.from('whole frame'));
    const cut = Buffer.concat([first, zstdFrame(Buffer.alloc(50, 0x61), 10).subarray(0, 40)]);
    const { text, error } = await decode(cut, 1000);
    expect(text).toMatch(/^whole framea+$/);
    expect(error).toMatchObject({ code: 'E_TRUNCATED', where: 'a.zst' });
    for (const length of [1, 3, 5, 20, compressed.length - 1]) {
      expect(await decode(compressed.subarray(0, length))).toMatchObject({ error: { code: 'E_TRUNCATED' } });
    }
  });

  it('says that what follows the last frame is damage', async () => {
    const { text, error } = await decode(
      Buffer.concat([zstdFrame(Buffer.from('good')), Buffer.from('garbage')]),
      16,
    );
    expect(text).toBe('good');
    expect(error).toMatchObject({ code: 'E_UNREADABLE' });
  });

  it('says that a block that cannot be decoded is damage', async () => {
    const damaged = Buffer.from(compressed);
    damaged.fill(0xff, 20, 60);
    expect(await decode(damaged)).toMatchObject({ error: { code: 'E_UNREADABLE' } });
  });
});

describe('unzstd with the decoder of node:zlib', () => {
  /** Behaves as node:zlib does: one frame only, and no error at the end of a cut one. */
  function native(made: object[]) {
    return {
      constants: { ZSTD_d_windowLogMax: 100 },
      createZstdDecompress(options: object) {
        made.push(options);
        const inner = fallback();
        const hand = async (stream: Transform, out: Promise<Uint8Array[]>, done: TransformCallback) => {
          for (const bytes of await out) stream.push(bytes);
          await setImmediate();
          done();
        };
        return new Transform({
          transform(chunk, _, done) {
            void hand(this, inner.push(chunk), done);
          },
          flush(done) {
            void hand(this, inner.end(), done);
          },
        });
      },
    };
  }

  it('gives each frame a decoder of its own, with the largest window', async () => {
    const made: object[] = [];
    const stream = Buffer.concat(['one ', 'two ', 'three'].map((part) => zstdFrame(Buffer.from(part))));
    expect(await decode(stream, 1000, () => zstdDecoder(native(made)))).toEqual({ text: 'one two three' });
    expect(made.length).toBe(3);
    expect(made[0]).toMatchObject({ params: { 100: 31 } });
  });

  it('does not take a cut stream for a whole one', async () => {
    const cut = zstdFrame(Buffer.alloc(1000, 0x61), 100).subarray(0, 700);
    const { text, error } = await decode(cut, 64, () => zstdDecoder(native([])));
    expect(text).toMatch(/^a{500,}$/);
    expect(error).toMatchObject({ code: 'E_TRUNCATED' });
  });

  it('is the default where Node has it, and only there', () => {
    expect(zstdDecoder().constructor.name === 'StreamDecoder').toBe('createZstdDecompress' in zlib);
  });
});
