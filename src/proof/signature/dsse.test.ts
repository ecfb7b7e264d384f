import { describe, expect, it } from 'vitest';
import { preAuthEncoding } from './dsse.ts';

const encoded = (type: string, body: string) => preAuthEncoding(type, Buffer.from(body)).toString();

describe('preAuthEncoding', () => {
  it('gives the vector of the DSSE protocol', () => {
    expect(encoded('http://example.com/HelloWorld', 'hello world')).toBe(
      'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
    );
  });

  it('counts bytes, not characters', () => {
    expect(encoded('é', '€uro')).toBe('DSSEv1 2 é 6 €uro');
    expect(encoded('', '')).toBe('DSSEv1 0  0 ');
  });

  it('keeps what could be shifted between type and body apart', () => {
    expect(encoded('a', 'b 1 c')).not.toBe(encoded('a 5 b', 'c'));
  });
});
