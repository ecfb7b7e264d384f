import { createHash } from 'node:crypto';
import { canonicalJson } from '../base/canonical.ts';
import type { Example } from './example.ts';

/**
 * SHA-256 of what a person sees of an example: its text as UTF-8; of a picture its pixels, of a table's row its cells as canonical
 * JSON, of a vector its numbers. A decision about an example holds for this content and no other.
 */
export function contentDigest({ text, image, columns, vector }: Example): Buffer {
  const hash = createHash('sha256');
  if (image !== undefined)
    hash.update(`${image.width}x${image.height}x${image.channels}\n`).update(image.data);
  else if (columns !== undefined) hash.update(canonicalJson(columns));
  else if (text === '' && vector !== undefined)
    hash.update(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
  else hash.update(text);
  return hash.digest();
}
