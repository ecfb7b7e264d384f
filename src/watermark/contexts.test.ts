import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Contexts } from './contexts.ts';

describe('Contexts', () => {
  it('knows what it has met, token by token', () => {
    const tokens = fc.array(fc.nat(3), { maxLength: 200 });
    fc.assert(
      fc.property(tokens, fc.integer({ min: 1, max: 5 }), (text, width) => {
        const contexts = new Contexts(width);
        const plain = new Set<string>();
        for (let end = 0; end <= text.length; end++) {
          const name = Array.from({ length: width }, (_, i) => text[end - width + i] ?? -1).join();
          expect(contexts.add(text, end)).toBe(!plain.has(name));
          plain.add(name);
          expect(contexts.size).toBe(plain.size);
        }
      }),
    );
  });

  it('grows beyond its first room', () => {
    const contexts = new Contexts(2);
    const text = Int32Array.from({ length: 5000 }, (_, i) => i);
    for (let end = 0; end <= 5000; end++) expect(contexts.add(text, end)).toBe(true);
    for (let end = 0; end <= 5000; end++) expect(contexts.add(text, end)).toBe(false);
    expect(contexts.size).toBe(5001);
  });

  it('tells tokens apart that differ in the highest bits alone', () => {
    const contexts = new Contexts(1);
    expect(contexts.add([2 ** 30], 1)).toBe(true);
    expect(contexts.add([2 ** 30 + 2 ** 29], 1)).toBe(true);
    expect(contexts.add([2 ** 30], 1)).toBe(false);
  });
});
