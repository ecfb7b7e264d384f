import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { setQuery, useQueryNumber, useQueryState, withQuery } from './query-state.ts';
import { rendered, textOf } from './rendered.test.support.tsx';

describe('withQuery', () => {
  it('changes what is named and keeps the rest in its order', () => {
    expect(withQuery('?a=1&b=2&c=3', { b: '5' })).toBe('?a=1&b=5&c=3');
  });

  it('takes out what is empty, and the question mark with the last', () => {
    expect(withQuery('?a=1&b=2', { a: '' })).toBe('?b=2');
    expect(withQuery('?a=1', { a: undefined })).toBe('');
  });

  it('brings back any name and any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.string({ unit: 'grapheme', minLength: 1 }),
        (name, text) => {
          const query = new URLSearchParams(withQuery('?x=1', { [name]: text }));
          expect(query.get(name)).toBe(text);
        },
      ),
    );
  });
});

describe('setQuery', () => {
  afterEach(() => vi.unstubAllGlobals());

  function at(search: string) {
    const history = { pushState: vi.fn(), replaceState: vi.fn() };
    vi.stubGlobal('window', { location: { pathname: '/mix', search, hash: '#plan' } });
    vi.stubGlobal('history', history);
    return history;
  }

  it('replaces the address, so that the back button leaves the page', () => {
    const history = at('?a=1');
    setQuery({ b: 'x y' });
    expect(history.replaceState).toHaveBeenCalledWith(null, '', '/mix?a=1&b=x+y#plan');
    expect(history.pushState).not.toHaveBeenCalled();
  });

  it('makes a step where asked to', () => {
    const history = at('');
    setQuery({ b: '1' }, true);
    expect(history.pushState).toHaveBeenCalledWith(null, '', '/mix?b=1#plan');
  });

  it('does nothing where nothing changes', () => {
    const history = at('?a=1');
    setQuery({ a: '1' });
    expect(history.replaceState).not.toHaveBeenCalled();
  });
});

function Shows() {
  const [sort] = useQueryState('sort', 'name');
  const [size] = useQueryNumber('size', 20);
  return `${sort} ${size}`;
}

describe('state in the address', () => {
  it.each([
    ['/', 'name 20'],
    ['/?sort=-examples&size=50', '-examples 50'],
    ['/?size=many', 'name 20'],
    ['/?size=', 'name 20'],
    ['/?size=Infinity', 'name 20'],
    ['/?sort=%3Cb%3E', '<b> 20'],
  ])('%s says %s', (address, said) => {
    expect(textOf(rendered(<Shows />, { at: address }))).toBe(said);
  });
});
