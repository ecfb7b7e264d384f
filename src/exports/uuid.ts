import { createHash } from 'node:crypto';

/** The namespace of names that are URLs (RFC 9562, section 6.6). */
const URL_NAMESPACE = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');

/** The UUID of a URL by RFC 9562, version 5: the same for the same name, wherever it is made. */
export function uuidOfUrl(url: string): string {
  const hash = createHash('sha1').update(URL_NAMESPACE).update(url, 'utf8').digest().subarray(0, 16);
  hash[6] = (hash[6] & 0x0f) | 0x50;
  hash[8] = (hash[8] & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
