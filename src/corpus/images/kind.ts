import { begins } from '../magic.ts';

/** What is decoded. `gif`, like an animated WebP, gives its first frame. */
export type ImageKind = 'png' | 'jpeg' | 'webp' | 'gif';

/** Bytes of a file's beginning that `imageKind` needs. */
export const KIND_BYTES = 16;

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];

/** The kind that the bytes themselves tell: endings lie. Undefined for what is not decoded. */
export function imageKind(bytes: Uint8Array): ImageKind | undefined {
  if (begins(bytes, PNG)) return 'png';
  if (begins(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (begins(bytes, RIFF) && begins(bytes.subarray(8), WEBP)) return 'webp';
  if (begins(bytes, [0x47, 0x49, 0x46, 0x38])) return 'gif';
  return undefined;
}

/** Kinds that are known and not decoded: none of them is needed by those who train, and each is one more decoder to attack. */
const REFUSED: readonly (readonly [name: string, matches: (bytes: Uint8Array) => boolean])[] = [
  ['a TIFF', (b) => begins(b, [0x49, 0x49, 0x2a, 0]) || begins(b, [0x4d, 0x4d, 0, 0x2a])],
  ['a BMP', (b) => begins(b, [0x42, 0x4d])],
  ['an AVIF or HEIF', (b) => begins(b.subarray(4), [0x66, 0x74, 0x79, 0x70])],
  ['a JPEG XL', (b) => begins(b, [0xff, 0x0a]) || begins(b.subarray(4), [0x4a, 0x58, 0x4c, 0x20])],
  ['a PDF', (b) => begins(b, [0x25, 0x50, 0x44, 0x46])],
  [
    'text, perhaps a web page',
    (b) => b.every((byte) => byte === 9 || byte === 10 || byte === 13 || byte >= 32),
  ],
];

/** Why bytes of no known kind cannot be read. */
export function whyNotImage(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'the file is empty';
  const head = bytes.subarray(0, KIND_BYTES);
  const known = REFUSED.find(([, matches]) => matches(head));
  const read = 'PNG, JPEG, WebP and GIF are read';
  return known === undefined ? `it is no picture: ${read}` : `it is ${known[0]}: ${read}`;
}
