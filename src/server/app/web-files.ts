import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Beyond this a file is compressed, in bytes: one packet holds less anyway. */
const WORTH = 1_400;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

const COMPRESSED = new Set([
  '.html',
  '.js',
  '.css',
  '.json',
  '.map',
  '.webmanifest',
  '.svg',
  '.txt',
  '.wasm',
]);

export type Encoding = 'identity' | 'gzip' | 'br';

/** A file of the pages, held in memory. */
export interface WebFile {
  readonly type: string;
  /** `"..."`, of the bytes before compression. */
  readonly etag: string;
  /** Its name has a hash of what is in it: it never changes. */
  readonly immutable: boolean;
  /** Encodings that it is to be had in, the smallest first. */
  readonly encodings: readonly Encoding[];
  bytes(encoding: Encoding): Promise<Uint8Array>;
}

/**
 * The pages, by their paths from `/`. They are read once, when the server starts: a request finds one by its name in this table or not
 * at all, and no path leads to any other file.
 */
export type WebFiles = ReadonlyMap<string, WebFile>;

/** Files of a folder, and of those in it; undefined where there is no folder. */
export async function readWebFiles(folder: string): Promise<WebFiles | undefined> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return undefined;
  const files = new Map<string, WebFile>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length).split(sep).join('/');
    files.set(name, webFile(name, await readFile(path)));
  }
  return files;
}

/** A file of the pages with the path `name` from `/`. */
export function webFile(name: string, content: Uint8Array): WebFile {
  const extension = extname(name).toLowerCase();
  const compressed = COMPRESSED.has(extension) && content.length > WORTH;
  const made = new Map<Encoding, Promise<Uint8Array>>();
  return {
    type: TYPES[extension] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`,
    immutable: name.startsWith('/assets/') && /-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/.test(name),
    encodings: compressed ? ['br', 'gzip', 'identity'] : ['identity'],
    bytes(encoding) {
      const found = made.get(encoding) ?? encode(content, encoding);
      made.set(encoding, found);
      return found;
    },
  };
}

async function encode(content: Uint8Array, encoding: Encoding): Promise<Uint8Array> {
  if (encoding === 'gzip') return promisify(gzip)(content, { level: 9 });
  if (encoding === 'identity') return content;
  // Level 6 of 11: within 6% of the smallest in a twentieth of its time, and the first visitor waits for it.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 6 };
  return promisify(brotliCompress)(content, { params });
}
