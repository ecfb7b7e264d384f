import type { Format } from '../source.ts';

const PICTURE = /\.(png|jpg|jpeg|jpe|jfif|webp|gif|bmp|tif|tiff|avif|heic|heif|jxl)$/;
const STACK = /(\.idx|[.-]idx[34]-ubyte|\.idx[34])$/;
const ARRAY = /\.npy$/;

/** Labels stand beside the pictures that they belong to, and are found from these. */
const LABELS = /(^|[^a-z])labels?([^a-z]|$)/;

const COMPRESSED = /\.(gz|zst|zstd)$/;

/**
 * The format of a file that holds pictures, by its name. Pictures of kinds that are not decoded count too: each is a malformed
 * row with its reason, not a file that nobody saw. Undefined for all else, labels included.
 */
export function pictureFormatOf(fileName: string): Format | undefined {
  const name = fileName.toLowerCase();
  if (PICTURE.test(name)) return 'image';
  const stored = name.replace(COMPRESSED, '');
  if (LABELS.test(stored)) return undefined;
  if (STACK.test(stored)) return 'idx';
  return ARRAY.test(stored) ? 'npy' : undefined;
}

/** What a folder is searched for, for messages. */
export const PICTURE_ENDINGS = '.png .jpg .jpeg .webp .gif .npy .idx -idx3-ubyte (also .gz)';
