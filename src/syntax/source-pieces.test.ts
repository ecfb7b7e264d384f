import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_SOURCE, sourcePieces } from './source-pieces.ts';

const long = (line: string) => line.repeat(Math.ceil((3 * LONGEST_SOURCE) / line.length));

describe('sourcePieces', () => {
  it('gives a short source, and an empty one, whole', () => {
    expect([...sourcePieces('x = 1\n')]).toEqual(['x = 1\n']);
    expect([...sourcePieces('')]).toEqual(['']);
    expect([...sourcePieces('x'.repeat(LONGEST_SOURCE))]).toHaveLength(1);
  });

  it('cuts before lines that start in the first column', () => {
    const text = long('def f():\n    x = 1\n    return x\n\n');
    const cut = [...sourcePieces(text)];
    expect(cut.join('')).toBe(text);
    expect(cut.length).toBeGreaterThan(2);
    for (const piece of cut) expect(piece).toMatch(/^def f/);
  });

  it('cuts at a line end where all lines are indented', () => {
    const cut = [...sourcePieces(long('    x = 1;\n'))];
    for (const piece of cut.slice(1)) expect(piece).toMatch(/^ {4}x/);
  });

  it('takes a line end far back over none', () => {
    const [first] = [...sourcePieces(`a\n${'x'.repeat(2 * LONGEST_SOURCE)}`)];
    expect(first).toBe('a\n');
  });

  it('loses nothing, passes no piece longer than allowed and halves no surrogate pair', () => {
    const part = fc.constantFrom(
      '\n',
      'x',
      '😀',
      '    y;\n',
      'z'.repeat(70_000),
      '😀'.repeat(40_000),
      '\n'.repeat(500),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const cut = [...sourcePieces(text)];
        expect(cut.join('')).toBe(text);
        for (const piece of cut) {
          expect(piece.length).toBeLessThanOrEqual(LONGEST_SOURCE);
          expect(piece.length).toBeGreaterThan(text === '' ? -1 : 0);
          expect(/\p{Surrogate}/u.test(piece)).toBe(false);
        }
      }),
    );
  });
});
