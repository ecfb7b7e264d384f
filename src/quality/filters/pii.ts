import type { Family } from './rule.ts';

const SOURCE = 'chosen here: any';

const EMAIL = /[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}\b/g;
/** Digits in groups, 9 to 15 of them after a +, or the North American form of 3, 3 and 4 (ITU-T E.164, E.123). */
const PHONE =
  /(?<![\w.+-])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){2,4}|\(\d{3}\) ?\d{3}[-. ]\d{4}|\d{3}[-.]\d{3}[-.]\d{4})(?![\w-])/g;
const IPV4 = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)/g;
const IPV6 = /(?<![\w:])[0-9A-Fa-f:]{6,39}(?![\w:])/g;
const CARD = /(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d-]|\.\d)/g;
const IBAN = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/g;

/** Traces of persons, by their form, and by check digits where there are any. They flag by default: a form is no proof. */
export const pii: Family = {
  name: 'pii',
  source: SOURCE,
  action: 'flag',
  measures: [
    { name: 'email', meaning: 'mail addresses' },
    { name: 'phone', meaning: 'telephone numbers' },
    { name: 'ip-address', meaning: 'public internet addresses, version 4 and 6' },
    {
      name: 'credit-card',
      meaning: 'numbers of 13 to 19 digits whose check digit is right (ISO/IEC 7812-1)',
    },
    { name: 'iban', meaning: 'account numbers whose check digits are right (ISO 13616)' },
  ],
  rules: ['email', 'phone', 'ip-address', 'credit-card', 'iban'].map((measure) => ({
    id: `pii.${measure}`,
    measure,
    bound: 'max',
    threshold: 0,
    source: SOURCE,
  })),
  prepare: () => (view, out, from) => {
    const { text } = view;
    const digits = /\d/.test(text);
    out[from] = text.includes('@') ? matches(text, EMAIL) : 0;
    out[from + 1] = digits ? matches(text, PHONE, isPhone) : 0;
    out[from + 2] =
      (digits ? matches(text, IPV4, isPublic) : 0) +
      (text.includes(':') ? matches(text, IPV6, isAddress6) : 0);
    out[from + 3] = digits ? matches(text, CARD, (found) => someHead(found, isCard)) : 0;
    out[from + 4] = digits ? matches(text, IBAN, (found) => someHead(found, isIban)) : 0;
  },
};

function matches(text: string, pattern: RegExp, holds: (found: string) => boolean = () => true): number {
  let count = 0;
  for (const [found] of text.matchAll(pattern)) if (holds(found)) count++;
  return count;
}

/**
 * Whether a number holds, or what is left of it without its last groups: a card number is often followed by its date or its check code,
 * and an account number by the name of a bank.
 */
function someHead(found: string, holds: (number: string) => boolean): boolean {
  let head = found;
  while (!holds(head)) {
    const cut = Math.max(head.lastIndexOf(' '), head.lastIndexOf('-'));
    if (cut < 0) return false;
    head = head.slice(0, cut);
  }
  return true;
}

/** Nine to fifteen digits; the North American form has ten. */
function isPhone(found: string): boolean {
  const digits = found.replace(/\D/g, '').length;
  return digits >= 9 && digits <= 15;
}

/** Whether an IPv4 address is one of the public internet: version numbers such as 1.2.3.4 look alike, and are counted. */
function isPublic(address: string): boolean {
  const [a, b, c, d] = address.split('.').map(Number);
  if (a > 255 || b > 255 || c > 255 || d > 255 || a === 0 || a === 10 || a === 127 || a >= 224) return false;
  return !((a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 169 && b === 254));
}

/** Eight groups of hexadecimal digits, or fewer around one `::` (RFC 4291); at least three of them, and a digit, or words match. */
function isAddress6(address: string): boolean {
  const halves = address.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (halves.length > 2 || groups.length < 3 || !/\d/.test(address)) return false;
  if (!groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return false;
  // Link-local, unique local and multicast addresses are no public ones (RFC 4291, RFC 4193).
  if (/^(?:fe[89ab]|f[cd]|ff)/i.test(groups[0]) && groups[0].length === 4) return false;
  return halves.length === 2 ? groups.length < 8 : groups.length === 8;
}

/** The check digit of Luhn, and a first digit that card issuers have. */
function isCard(found: string): boolean {
  const digits = found.replace(/\D/g, '');
  if (digits.length < 13 || !/^[3-6]/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** The remainder of 97 is 1, letters read as 10 to 35, the first four characters moved to the end. */
function isIban(found: string): boolean {
  const text = found.replaceAll(' ', '');
  if (text.length < 15 || text.length > 34) return false;
  let rest = 0;
  for (const sign of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
