import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { integer, object, octets, sequence } from './der.ts';

const hex = (bytes: Buffer) => bytes.toString('hex');

describe('DER', () => {
  it('writes lengths in the short form up to 127, and in the long form beyond', () => {
    expect(hex(octets(Buffer.alloc(127))).slice(0, 4)).toBe('047f');
    expect(hex(octets(Buffer.alloc(128))).slice(0, 6)).toBe('048180');
    expect(hex(octets(Buffer.alloc(256))).slice(0, 8)).toBe('04820100');
    expect(hex(sequence())).toBe('3000');
  });

  it('writes whole numbers without a sign, in as few bytes as they take', () => {
    fc.assert(
      fc.property(fc.nat(), (number) => {
        const bytes = integer(number);
        const content = bytes.subarray(2);
        expect(bytes[1]).toBe(content.length);
        expect(content[0]).toBeLessThan(128);
        expect(Number.parseInt(hex(content), 16)).toBe(number);
        if (content.length > 1) expect(content[0] > 0 || content[1] > 127).toBe(true);
      }),
    );
  });

  it('writes what Node writes of a public key', () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    // RFC 8410: an algorithm without parameters, then a bit string with no unused bits.
    const bits = Buffer.concat([Buffer.of(3, 33, 0), spki.subarray(-32)]);
    const made = sequence(sequence(object('1.3.101.112')), bits);
    expect(hex(made)).toBe(hex(spki));
    expect(createPublicKey({ key: made, format: 'der', type: 'spki' }).equals(publicKey)).toBe(true);
  });
});
