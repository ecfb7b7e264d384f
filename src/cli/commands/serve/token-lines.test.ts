import { expect, it } from 'vitest';
import type { TokenView } from '../../../server/wire.ts';
import { desk, hiddenIn } from '../../fixtures.test.support.ts';
import { tokenLines } from './token-lines.ts';

const NOW = Date.parse('2026-03-04T12:00:00Z');
const token: TokenView = {
  id: '0123456789',
  name: 'zoe',
  role: 'review',
  createdAt: '2026-01-01T00:00:00.000Z',
};
const shown = (...tokens: TokenView[]) => tokenLines(tokens, NOW, desk().context);

it('says of each token whose it is, what it may, and whether it is good', () => {
  const text = shown(
    { ...token, lastUsedAt: '2026-03-01T08:00:00.000Z' },
    { ...token, id: 'aaaaaaaaaa', expiresAt: '2026-03-05T00:00:00.000Z' },
    { ...token, id: 'bbbbbbbbbb', expiresAt: '2026-03-04T12:00:00.000Z' },
    {
      ...token,
      id: 'cccccccccc',
      revokedAt: '2026-02-02T00:00:00.000Z',
      expiresAt: '2026-03-05T00:00:00.000Z',
    },
  );
  expect(text).toMatch(/0123456789 +zoe +review +good +2026-03-01/);
  expect(text).toMatch(/aaaaaaaaaa .* good until 2026-03-05/);
  expect(text).toMatch(/bbbbbbbbbb .* expired 2026-03-04/);
  expect(text).toMatch(/cccccccccc .* revoked 2026-02-02/);
});

it('says how to make the first', () => {
  expect(shown()).toContain('outcross serve token new');
});

it('shows nothing that drives a terminal', () => {
  expect(hiddenIn(shown({ ...token, name: '\u001b[31mzoe\u202e' }))).toEqual([]);
});
