import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fileBytes, stdinBytes } from './bytes.ts';
import { openFiles, scratch } from './fixtures.test.support.ts';

const files = scratch();

async function all(source: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const bytes of source) parts.push(Buffer.from(bytes));
  return Buffer.concat(parts).toString();
}

describe('fileBytes', () => {
  it('reads a file in chunks, from its start or later, and tells what it read', async () => {
    const path = files.write('a.txt', 'abcdefghij');
    let read = 0;
    const onRead = (bytes: number) => {
      read += bytes;
    };
    expect(await all(fileBytes({ path, name: 'a.txt', chunkBytes: 3, onRead }))).toBe('abcdefghij');
    expect(read).toBe(10);
    expect(await all(fileBytes({ path, name: 'a.txt', chunkBytes: 3, start: 4 }))).toBe('efghij');
    expect(await all(fileBytes({ path, name: 'a.txt', start: 99 }))).toBe('');
  });

  it('gives coded errors that name the file', async () => {
    const folder = files.folder;
    await expect(all(fileBytes({ path: join(folder, 'none'), name: 'none' }))).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      where: 'none',
    });
    await expect(all(fileBytes({ path: folder, name: 'folder' }))).rejects.toMatchObject({
      code: 'E_UNREADABLE',
      where: 'folder',
    });
  });

  it.runIf(existsSync('/proc/self/fd'))('closes the file when it is left early', async () => {
    const path = files.write('open.txt', 'x'.repeat(1000));
    const source = fileBytes({ path, name: 'open.txt', chunkBytes: 10 });
    await source.next();
    expect(openFiles()).toContain(path);
    await source.return();
    expect(openFiles()).not.toContain(path);
  });
});

describe('stdinBytes', () => {
  afterEach(() => vi.restoreAllMocks());

  it('reads standard input, be it bytes or text', async () => {
    let read = 0;
    const pieces = [Buffer.from('naïve '), 'text'];
    vi.spyOn(process, 'stdin', 'get').mockReturnValue(
      Readable.from(pieces) as unknown as typeof process.stdin,
    );
    expect(
      await all(
        stdinBytes((bytes) => {
          read += bytes;
        }),
      ),
    ).toBe('naïve text');
    expect(read).toBe(11);
  });
});
