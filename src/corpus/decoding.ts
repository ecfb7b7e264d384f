import { isUtf8 } from 'node:buffer';

/** Text of UTF-8 bytes, and whether some were no UTF-8: U+FFFD stands for them. */
export interface Decoded {
  readonly text: string;
  readonly lossy: boolean;
}

/** Reads `bytes[start, end)` as UTF-8. */
export function decodeUtf8(bytes: Buffer, start = 0, end = bytes.length): Decoded {
  const text = bytes.toString('utf8', start, end);
  return { text, lossy: isLossy(text, bytes, start, end) };
}

/** True where `text` was decoded from bytes that are no UTF-8. U+FFFD may also stand in the file: only then are the bytes looked at. */
export function isLossy(text: string, bytes: Buffer, start: number, end: number): boolean {
  return text.includes('\uFFFD') && !isUtf8(bytes.subarray(start, end));
}

/** The beginning of a row, to show it. */
export function excerpt(bytes: Buffer, start = 0, end = bytes.length): string {
  return bytes.toString('utf8', start, Math.min(end, start + 4000));
}
