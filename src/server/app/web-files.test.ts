import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { readWebFiles, webFile } from './web-files.ts';

const disk = scratch();

it('reads a folder and what is below it, by paths from the root', async () => {
  disk.write('web/index.html', '<!doctype html>');
  disk.write('web/assets/index-B7x9Qw1z.js', 'export {}');
  const files = await readWebFiles(join(disk.folder, 'web'));
  expect([...files!.keys()].sort()).toEqual(['/assets/index-B7x9Qw1z.js', '/index.html']);
});

it('follows no link out of the folder', async () => {
  disk.write('linked/index.html', '');
  disk.write('private.txt', 'private');
  symlinkSync(join(disk.folder, 'private.txt'), join(disk.folder, 'linked', 'public.txt'));
  expect([...(await readWebFiles(join(disk.folder, 'linked')))!.keys()]).toEqual(['/index.html']);
});

it('knows that nothing was built', async () => {
  expect(await readWebFiles(join(disk.folder, 'nothing'))).toBeUndefined();
});

it.each([
  ['/index.html', 'text/html; charset=utf-8', false],
  ['/theme.js', 'text/javascript; charset=utf-8', false],
  ['/assets/index-B7x9Qw1z.js', 'text/javascript; charset=utf-8', true],
  ['/assets/index-B7x9Qw1z.css', 'text/css; charset=utf-8', true],
  ['/assets/logo.svg', 'image/svg+xml', false],
  ['/other/index-B7x9Qw1z.js', 'text/javascript; charset=utf-8', false],
  ['/unknown.xyz', 'application/octet-stream', false],
])('serves %s as %s', (name, type, immutable) => {
  expect(webFile(name, new Uint8Array())).toMatchObject({ type, immutable });
});

it('compresses text that is worth it, and gives back what it was', async () => {
  const text = Buffer.from('a line of script;\n'.repeat(500));
  const file = webFile('/a.js', text);
  expect(file.encodings).toEqual(['br', 'gzip', 'identity']);
  expect(brotliDecompressSync(await file.bytes('br'))).toEqual(text);
  expect(gunzipSync(await file.bytes('gzip'))).toEqual(text);
  expect(await file.bytes('identity')).toEqual(text);
  expect(webFile('/a.js', text.subarray(0, 100)).encodings).toEqual(['identity']);
  expect(webFile('/a.png', text).encodings).toEqual(['identity']);
});

it('names a file by what is in it', () => {
  const etag = (text: string) => webFile('/a.js', Buffer.from(text)).etag;
  expect(etag('a')).toBe(etag('a'));
  expect(etag('a')).not.toBe(etag('b'));
  expect(etag('a')).toMatch(/^"[A-Za-z0-9_-]{22}"$/);
});
