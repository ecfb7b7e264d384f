import { canonicalBytes } from '../base/canonical.ts';
import { hashBytes, hashHex } from '../base/hash.ts';
import type { Example } from './example.ts';

/**
 * What an example is compared by where texts are: its text; where it has none, one word that only the same pixels, numbers or cells have,
 * so that they have exact duplicates and no near ones. Empty where it holds nothing.
 */
export function comparedText({
  text,
  image,
  vector,
  columns,
}: Pick<Example, 'text' | 'image' | 'vector' | 'columns'>): string {
  if (text !== '') return text;
  if (image !== undefined) return word(`image${image.width}x${image.height}x${image.channels}`, image.data);
  if (vector !== undefined)
    return word('vector', new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
  return columns === undefined ? '' : word('row', canonicalBytes(columns));
}

/** Letters alone: digits and letters may be tokens apart. */
function word(kind: string, bytes: Uint8Array): string {
  const digest = `${hashHex(hashBytes(bytes))}${hashHex(hashBytes(Buffer.from(kind)))}`;
  return digest.replaceAll(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]);
}
