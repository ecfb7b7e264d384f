import { OutcrossError } from '../base/errors.ts';
import type { Compression } from './source.ts';

/** Bytes of a file's beginning that `compressionOf` needs. */
export const MAGIC_BYTES = 10;

/**
 * How a file is compressed, by its first bytes: gzip (RFC 1952), zstd (RFC 8878, skippable frames included), else none.
 * Throws `E_FORMAT` for a known compression that is not read.
 */
export function compressionOf(head: Uint8Array, name: string): Compression {
  if (begins(head, [0x1f, 0x8b])) return 'gzip';
  if (begins(head, [0x28, 0xb5, 0x2f, 0xfd])) return 'zstd';
  if (begins(head.subarray(1), [0x2a, 0x4d, 0x18]) && (head[0] & 0xf0) === 0x50) return 'zstd';
  for (const [other, magic] of OTHERS) {
    if (!begins(head, magic)) continue;
    throw new OutcrossError('E_FORMAT', `${name}: compressed with ${other}, which is not read`, {
      where: name,
      hint: 'Decompress it, or compress it with gzip or zstd.',
    });
  }
  return 'none';
}

/** The bytes of each are no beginning of a text. */
const OTHERS: readonly (readonly [name: string, magic: readonly number[]])[] = [
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
  ['7-zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['bzip2', [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59]],
];

const UTF8_BOM = [0xef, 0xbb, 0xbf];

/** Bytes of a byte order mark at the start of UTF-8 text: 3 or 0. */
export function bomLength(head: Uint8Array): number {
  return begins(head, UTF8_BOM) ? UTF8_BOM.length : 0;
}

/** Throws `E_ENCODING` where text begins with the byte order mark of UTF-16 (or of UTF-32, which begins the same). */
export function refuseUtf16(head: Uint8Array, name: string): void {
  const little = begins(head, [0xff, 0xfe]);
  if (!little && !begins(head, [0xfe, 0xff])) return;
  throw new OutcrossError('E_ENCODING', `${name}: the text is UTF-16, not UTF-8`, {
    where: name,
    hint: `Convert it: iconv -f UTF-16 -t UTF-8 < old > new`,
  });
}

export function begins(bytes: Uint8Array, magic: readonly number[]): boolean {
  return bytes.length >= magic.length && magic.every((byte, i) => bytes[i] === byte);
}
