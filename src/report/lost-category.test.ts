import { describe, expect, it } from 'vitest';
import { lostCategory } from './lost-category.ts';

/** The category of what stands between brackets. */
function of(text: string, order = 1) {
  const start = text.indexOf('[');
  const end = text.indexOf(']') - 1;
  const whole = text.replace('[', '').replace(']', '');
  return lostCategory({
    type: whole.slice(start, end).toLowerCase(),
    order,
    passage: { text: whole, start, end },
  });
}

describe('lostCategory', () => {
  it.each([
    ['the [harpoon] was old', 'word'],
    ["he [didn't] go", 'word'],
    ['a [mother-in-law] came', 'word'],
    ['and then [Queequeg] spoke', 'name'],
    ['sagte [Über] nichts', 'name'],
    ['in [1851] it', 'number'],
    ['of [3.14] and', 'number'],
    ['then [—] and', 'sign'],
    ['call [foo_bar] twice', 'mixed'],
    ['an [x86] machine', 'mixed'],
    ['say [Ⅷ] now', 'number'],
    ['the [鯨] swam', 'word'],
  ] as const)('of %s is %s', (text, category) => {
    expect(of(text)).toBe(category);
  });

  it.each([
    '[Harpoons] flew.',
    'It ended. [Harpoons] flew.',
    'He said: “[Harpoons] flew.”',
    '…\n[Harpoons] flew',
    'a [HARPOON] flew',
    '…[Harpoons] flew',
  ])('does not take a capital for a name where a sentence may begin, or all is in capitals: %s', (text) => {
    expect(of(text)).toBe('word');
  });

  it('of several words is a phrase, whatever they are', () => {
    expect(of('in [1851 Moby] sank', 2)).toBe('phrase');
  });

  it('goes by the letters alone where no passage was kept', () => {
    expect(lostCategory({ type: 'ahab', order: 1 })).toBe('word');
    expect(lostCategory({ type: '', order: 1 })).toBe('sign');
  });
});
