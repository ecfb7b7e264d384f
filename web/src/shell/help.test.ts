import { describe, expect, it } from 'vitest';
import { byGroup, caps } from './help.tsx';

describe('the caps of keys', () => {
  it.each([
    ['g l', ['g', 'l']],
    ['mod+enter', ['Ctrl', '\u21b5']],
    ['shift+arrowdown', ['\u21e7', '\u2193']],
    ['?', ['?']],
  ])('of %s', (keys, shown) => {
    expect(caps(keys)).toEqual(shown);
  });
});

describe('byGroup', () => {
  it('keeps the order in which groups and keys came', () => {
    const bindings = [
      { keys: 'a', group: 'Page' },
      { keys: 'b', group: 'Everywhere' },
      { keys: 'c', group: 'Page' },
    ].map((own) => ({ ...own, label: '', run: () => {} }));
    const groups = [...byGroup(bindings)].map(([group, own]) => [group, own.map(({ keys }) => keys)]);
    expect(groups).toEqual([
      ['Page', ['a', 'c']],
      ['Everywhere', ['b']],
    ]);
  });
});
