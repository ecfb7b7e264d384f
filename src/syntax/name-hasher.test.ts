import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText } from '../base/hash.ts';
import { NameHasher } from './name-hasher.ts';

function hashed(parts: readonly string[], prefix: string): { hi: number; lo: number } {
  const hasher = new NameHasher();
  let source = '';
  for (const part of parts) {
    hasher.add(source.length, source.length + part.length);
    source += `${part} ? `;
  }
  hasher.hash(source, prefix);
  return { hi: hasher.hi >>> 0, lo: hasher.lo >>> 0 };
}

describe('NameHasher', () => {
  it('hashes parts as the text that they are joined to', () => {
    expect(hashed(['os', 'path', 'join'], '')).toEqual(hashText('os.path.join'));
    expect(hashed(['Map'], 'new ')).toEqual(hashText('new Map'));
    expect(hashed(['push'], '.')).toEqual(hashText('.push'));
  });

  it('agrees with the hash of the text whatever the parts are', () => {
    const part = fc.oneof(fc.string({ minLength: 1 }), fc.string({ unit: 'grapheme', minLength: 1 }));
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('', '.', 'new '),
        (parts, prefix) => {
          expect(hashed(parts, prefix)).toEqual(hashText(prefix + parts.join('.')));
        },
      ),
    );
  });

  it('forgets the parts of the name before', () => {
    const hasher = new NameHasher();
    hasher.add(0, 1);
    hasher.clear();
    hasher.add(1, 2);
    hasher.hash('ab');
    expect(hasher.text('ab')).toBe('b');
    expect({ hi: hasher.hi >>> 0, lo: hasher.lo >>> 0 }).toEqual(hashText('b'));
  });
});
