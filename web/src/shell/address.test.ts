import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePath, generationPath, generationUrl, ledgerPath, nameIn } from './address.ts';
import { secretIn } from './secret.ts';

describe('the address of a generation', () => {
  it('is one segment, whatever its name', () => {
    expect(generationPath('a/b?c#d')).toBe('/generations/a%2Fb%3Fc%23d');
  });

  it('gives the name back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        const path = generationPath(name);
        expect(path.split('/')).toHaveLength(3);
        expect(nameIn(path.slice('/generations/'.length))).toBe(name);
      }),
    );
  });

  it('has one even where the name has half a character', () => {
    expect(generationPath('a\ud800b')).toBe('/generations/a%EF%BF%BDb');
    expect(generationUrl('a b')).toBe('/api/generations/a%20b');
  });

  it('that is no right encoding stands for itself', () => {
    expect(nameIn('%E0%A4%A')).toBe('%E0%A4%A');
  });
});

describe('other addresses', () => {
  it('of a comparison name both', () => {
    expect(comparePath('g 1', 'g&2')).toBe('/compare?a=g+1&b=g%262');
  });

  it('of the ledger hold the filter, if there is one', () => {
    expect([ledgerPath(), ledgerPath({ kind: 'mix.built' })]).toEqual(['/ledger', '/ledger?kind=mix.built']);
  });
});

describe('the secret of an address', () => {
  it('stands in the fragment, and the rest of the address stays', () => {
    expect(secretIn({ pathname: '/review', search: '?queue=q', hash: '#token=abc' })).toEqual({
      token: 'abc',
      rest: '/review?queue=q',
    });
  });

  it.each(['', '#', '#token=', '#lost', '#/token=abc'])('is not in %j', (hash) => {
    expect(secretIn({ pathname: '/', search: '?token=abc', hash })).toBeUndefined();
  });
});
