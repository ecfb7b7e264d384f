import { afterEach, describe, expect, it } from 'vitest';
import { KINDS } from '../../../../src/ledger/kinds.ts';
import type { TokenView } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { NewTokenDialog } from './new-token.tsx';
import AccessPage from './page.tsx';

afterEach(() => views.clear());

const TOKEN: TokenView = {
  id: 't1',
  name: '<b>ada</b>',
  role: 'review',
  createdAt: '2020-01-01T00:00:00.000Z',
};

function shown(tokens: TokenView[], local = false): string {
  views.put('/api/tokens', { tokens });
  return rendered(<AccessPage />, { at: '/access', session: { local } });
}

describe('access', () => {
  it('lists whose tokens there are, as what, and how they stand', () => {
    const text = textOf(
      shown([TOKEN, { ...TOKEN, id: 't2', name: 'ben', expiresAt: '2020-02-01T00:00:00.000Z' }]),
    );
    expect(text).toContain('<b>ada</b> review valid 2020-01-01 never it is revoked Revoke');
    expect(text).toContain('ben review expired 2020-01-01 never 2020-02-01');
  });

  it('offers to revoke only what still lets somebody in, and says whose it is', () => {
    const markup = shown([TOKEN, { ...TOKEN, id: 't2', revokedAt: '2020-02-01T00:00:00.000Z' }]);
    expect(markup.match(/aria-label="Revoke the token of /g)).toHaveLength(1);
  });

  it('never shows a secret in the list', () => {
    expect(shown([{ ...TOKEN, secret: 'swordfish' } as TokenView])).not.toContain('swordfish');
  });

  it('says what to run where there are none', () => {
    expect(textOf(shown([]))).toContain('outcross serve token new NAME --role review');
  });

  it('says that one person at this computer needs no token', () => {
    expect(textOf(shown([], true))).toContain('it needs no token');
    expect(textOf(shown([], false))).not.toContain('it needs no token');
  });

  it('leads to who came in and who was refused', () => {
    expect(shown([])).toMatch(/href="\/ledger\?kind=token\.issued%2Ctoken\.revoked%2Caccess/);
  });
});

describe('a new token', () => {
  it('asks whose it is, as what and for how long, and suggests little', () => {
    const markup = rendered(<NewTokenDialog taken={[]} onClose={() => {}} onMade={() => {}} />);
    expect(markup.match(/type="radio"/g)).toHaveLength(3);
    expect(markup).toMatch(/checked=""[^>]*\/><span><b>review/);
    expect(markup).toMatch(/value="90"/);
    expect(textOf(markup)).not.toContain('Name whose it is: reviews');
  });
});

describe('what the page says of the ledger', () => {
  it('asks for kinds that the ledger has', () => {
    const kinds = new URLSearchParams(/href="\/ledger\?([^"]*)"/.exec(shown([]))![1]).get('kind')!;
    for (const kind of kinds.split(',')) expect(Object.keys(KINDS)).toContain(kind);
  });
});
