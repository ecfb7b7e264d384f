import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { TokenView } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import AccessPage from './page.tsx';
import { inOrder, standingOf, tokenProblems } from './tokens.ts';

afterEach(() => views.clear());

const NOW = Date.parse('2026-03-01T12:00:00Z');
const TOKEN: TokenView = { id: 't', name: 'ada', role: 'read', createdAt: '2020-01-01T00:00:00.000Z' };

describe('a token', () => {
  it.each([
    [{}, 'valid'],
    [{ expiresAt: '2026-03-01T12:00:01Z' }, 'valid'],
    [{ expiresAt: '2026-03-01T12:00:00Z' }, 'expired'],
    [{ revokedAt: '2026-01-01T00:00:00Z' }, 'revoked'],
    [{ revokedAt: '2026-01-01T00:00:00Z', expiresAt: '2026-02-01T00:00:00Z' }, 'revoked'],
  ])('of %j is %s', (more, standing) => {
    expect(standingOf({ ...TOKEN, ...more }, NOW)).toBe(standing);
  });

  it('that lets somebody in stands before those that do not, whatever their number', () => {
    const token = fc.record(
      {
        id: fc.uuid(),
        createdAt: fc.constantFrom('2020-01-01T00:00:00Z', '2025-01-01T00:00:00Z'),
        revokedAt: fc.constant('2026-01-01T00:00:00Z'),
      },
      { requiredKeys: ['id', 'createdAt'], noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.array(token), (some) => {
        const order = inOrder(
          some.map((more) => ({ ...TOKEN, ...more }) as TokenView),
          NOW,
        );
        const standing = order.map((each) => standingOf(each, NOW) === 'valid');
        expect(standing.lastIndexOf(true)).toBeLessThan(
          standing.includes(false) ? standing.indexOf(false) : Infinity,
        );
        expect(order).toHaveLength(some.length);
      }),
    );
  });

  it('can be revoked by a button that says whose it is, also where a stranger named it', () => {
    views.put('/api/tokens', { tokens: [{ ...TOKEN, name: 'ada\u202e' }] });
    const markup = rendered(<AccessPage />, { at: '/access' });
    expect(markup).toContain('aria-label="Revoke the token of ada[U+202E]"');
    expect(textOf(markup)).toContain('ada[U+202E] read valid');
  });
});

describe('a new token', () => {
  it.each([
    ['', ' ', ['name']],
    ['  ', '90', ['name']],
    ['x'.repeat(201), '', ['name']],
    [' ada ', '', ['name']],
    ['ben', '0', ['days']],
    ['ben', '3651', ['days']],
    ['ben', '1.5', ['days']],
    ['ben', '1e3', ['days']],
    ['ben', '-1', ['days']],
    ['', '٣', ['name', 'days']],
    ['ben', '3650', []],
    ['ben', ' 90 ', []],
    ['ben', '', []],
  ])('for %j of %j days has the problems %j', (name, days, fields) => {
    expect(Object.keys(tokenProblems({ name, days }, ['ada']))).toEqual(fields);
  });

  it('may have the name of one that lets nobody in any more', () => {
    expect(tokenProblems({ name: 'ada', days: '' }, [])).toEqual({});
  });
});
