/** Just enough of DER (X.690) to write an encrypted private key. */

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const OCTETS = 0x04;
const OBJECT = 0x06;

function value(tag: number, content: Buffer): Buffer {
  if (content.length < 128) return Buffer.concat([Buffer.of(tag, content.length), content]);
  const length = Buffer.from(hexOf(content.length), 'hex');
  return Buffer.concat([Buffer.of(tag, 128 | length.length), length, content]);
}

export function sequence(...parts: readonly Buffer[]): Buffer {
  return value(SEQUENCE, Buffer.concat(parts));
}

/** A whole number from 0. */
export function integer(number: number): Buffer {
  const bytes = Buffer.from(hexOf(number), 'hex');
  return value(INTEGER, bytes[0] < 128 ? bytes : Buffer.concat([Buffer.of(0), bytes]));
}

export function octets(bytes: Uint8Array): Buffer {
  return value(OCTETS, Buffer.from(bytes));
}

/** An object identifier in dotted numbers. */
export function object(dotted: string): Buffer {
  const [first, second, ...rest] = dotted.split('.').map(Number);
  return value(OBJECT, Buffer.from([40 * first + second, ...rest].flatMap(base128)));
}

function base128(number: number): number[] {
  const digits = [number % 128];
  for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128))
    digits.unshift(128 | (rest % 128));
  return digits;
}

function hexOf(number: number): string {
  const digits = number.toString(16);
  return digits.length % 2 === 0 ? digits : `0${digits}`;
}
