import { describe, expect, it } from 'vitest';
import type { TokenView } from '../../../../src/server/wire.ts';
import { inOrder, standingOf, tokenProblems } from './tokens.ts';

const NOW = Date.parse('2026-06-01T00:00:00.000Z');
const token = (more: Partial<TokenView>): TokenView => ({
  id: 't',
  name: 'ada',
  role: 'review',
  createdAt: '2026-01-01T00:00:00.000Z',
  ...more,
});

describe('standingOf', () => {
  it('is valid without an end, and before it', () => {
    expect(standingOf(token({}), NOW)).toBe('valid');
    expect(standingOf(token({ expiresAt: '2026-06-01T00:00:00.001Z' }), NOW)).toBe('valid');
  });

  it('is expired at its very end', () => {
    expect(standingOf(token({ expiresAt: '2026-06-01T00:00:00.000Z' }), NOW)).toBe('expired');
  });

  it('is revoked whatever its end', () => {
    const revokedAt = '2026-02-01T00:00:00.000Z';
    expect(standingOf(token({ revokedAt, expiresAt: '2026-03-01T00:00:00.000Z' }), NOW)).toBe('revoked');
  });
});

describe('inOrder', () => {
  it('has those that let somebody in first, the newest before older ones', () => {
    const tokens = [
      token({ id: 'old' }),
      token({ id: 'gone', revokedAt: '2026-05-01T00:00:00.000Z', createdAt: '2026-05-01T00:00:00.000Z' }),
      token({ id: 'new', createdAt: '2026-04-01T00:00:00.000Z' }),
    ];
    expect(inOrder(tokens, NOW).map(({ id }) => id)).toEqual(['new', 'old', 'gone']);
  });
});

describe('tokenProblems', () => {
  it('has none with a name', () => {
    expect(tokenProblems({ name: ' ada ', days: '' }, ['ben'])).toEqual({});
    expect(tokenProblems({ name: 'ada', days: ' 90 ' }, [])).toEqual({});
  });

  it('asks for a name that nobody has', () => {
    expect(Object.keys(tokenProblems({ name: ' ', days: '' }, []))).toEqual(['name']);
    expect(Object.keys(tokenProblems({ name: 'x'.repeat(201), days: '' }, []))).toEqual(['name']);
    expect(Object.keys(tokenProblems({ name: 'ben ', days: '' }, ['ben']))).toEqual(['name']);
  });

  it('refuses days that are none', () => {
    for (const days of ['0', '-1', '1.5', '3651', '9999', 'soon']) {
      expect(Object.keys(tokenProblems({ name: 'ada', days }, []))).toEqual(['days']);
    }
  });
});
