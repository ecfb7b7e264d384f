import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { contentBytes } from './content.ts';
import { scratch, zstdFrame } from './fixtures.test.support.ts';
import type { Compression, Shard } from './source.ts';

const files = scratch();

function shard(path: string, compression: Compression = 'none', bytes = 1): Shard {
  return { path, name: 'a', format: 'text', compression, bytes };
}

async function content(of: Shard, onRead?: (bytes: number) => void): Promise<string> {
  const parts: Buffer[] = [];
  for await (const bytes of contentBytes(of, onRead)) parts.push(Buffer.from(bytes));
  return Buffer.concat(parts).toString();
}

function stdin(pieces: readonly Buffer[]): Shard {
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from(pieces) as unknown as typeof process.stdin);
  return shard('-', 'none', 0);
}

const inPieces = (data: Buffer, size: number) =>
  Array.from({ length: Math.ceil(data.length / size) }, (_, i) => data.subarray(i * size, (i + 1) * size));

describe('contentBytes', () => {
  afterEach(() => vi.restoreAllMocks());

  it('decompresses, and counts bytes as stored', async () => {
    const text = 'the same words '.repeat(1000);
    for (const [compression, data] of [
      ['none', Buffer.from(text)],
      ['gzip', gzipSync(text)],
      ['zstd', zstdFrame(Buffer.from(text))],
    ] as const) {
      let read = 0;
      const path = files.write(`a.${compression}`, data);
      expect(
        await content(shard(path, compression), (bytes) => {
          read += bytes;
        }),
      ).toBe(text);
      expect(read).toBe(data.length);
    }
  });

  it('finds out how standard input is compressed, in whatever pieces it comes', async () => {
    for (const data of [
      Buffer.from('plain text'),
      gzipSync('plain text'),
      zstdFrame(Buffer.from('plain text')),
    ]) {
      for (const size of [1, 3, 1000]) expect(await content(stdin(inPieces(data, size)))).toBe('plain text');
    }
  });

  it.skipIf(process.platform === 'win32')('reads a pipe', async () => {
    const path = join(files.folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const written = pipeline(Readable.from([gzipSync('through a pipe')]), createWriteStream(path));
    expect(await content(shard(path, 'none', 0))).toBe('through a pipe');
    await written;
  });

  it('says that a file without content is empty, be it compressed', async () => {
    for (const [name, data, compression] of [
      ['empty', '', 'none'],
      ['empty.gz', gzipSync(''), 'gzip'],
      ['empty.zst', zstdFrame(Buffer.alloc(0)), 'zstd'],
    ] as const) {
      await expect(content(shard(files.write(name, data), compression))).rejects.toMatchObject({
        code: 'E_EMPTY',
        where: 'a',
      });
    }
    await expect(content(stdin([]))).rejects.toMatchObject({ code: 'E_EMPTY' });
  });

  it('refuses UTF-16, be it compressed or in single bytes', async () => {
    const utf16 = Buffer.from('\uFEFFtext', 'utf16le');
    const plain = shard(files.write('utf16.txt', utf16));
    const compressed = shard(files.write('utf16.gz', gzipSync(utf16)), 'gzip');
    for (const one of [plain, compressed]) {
      await expect(content(one)).rejects.toMatchObject({ code: 'E_ENCODING' });
    }
    await expect(content(stdin(inPieces(utf16, 1)))).rejects.toMatchObject({ code: 'E_ENCODING' });
  });

  it('gives content shorter than any mark', async () => {
    expect(await content(shard(files.write('short', 'a')))).toBe('a');
    expect(await content(stdin([Buffer.from('b')]))).toBe('b');
  });
});
