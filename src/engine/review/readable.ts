import type { Example } from '../../corpus/example.ts';

/** A person reads no more, and an edit of the ledger holds no more. */
const LONGEST_TEXT = 500_000;

/** As the ledger wants a subject. */
const LONGEST_ID = 512;

/** Of another example of a queue only the beginning is shown. */
const SHOWN = 2_000;

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Whether a person can decide about an example by its text, and the ledger can name it. */
export function isReadable({ id, text, image, columns }: Example): boolean {
  if (image !== undefined || columns !== undefined || text === '') return false;
  if (text.length > LONGEST_TEXT || id === '' || id.length > LONGEST_ID) return false;
  return !id.includes('\u0000') && !LONE_SURROGATE.test(id);
}

/** The beginning of a text, whole characters. */
export function beginning(text: string): string {
  if (text.length <= SHOWN) return text;
  const last = text.charCodeAt(SHOWN - 1);
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? SHOWN - 1 : SHOWN)} ...`;
}
