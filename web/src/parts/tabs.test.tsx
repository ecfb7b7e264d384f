import { describe, expect, it } from 'vitest';
import { rendered } from '../shell/rendered.test.support.tsx';
import { Tabs, tabAfter } from './tabs.tsx';

describe('tabAfter', () => {
  it.each([
    ['ArrowRight', 0, 1],
    ['ArrowRight', 2, 0],
    ['ArrowLeft', 0, 2],
    ['Home', 2, 0],
    ['End', 0, 2],
    ['Enter', 1, undefined],
    ['Tab', 1, undefined],
  ])('%s from %d of 3 is %s', (key, at, next) => {
    expect(tabAfter(key, at, 3)).toBe(next);
  });

  it('leads nowhere where there are none', () => {
    expect(tabAfter('End', 0, 0)).toBeUndefined();
  });
});

describe('Tabs', () => {
  const tabs = [
    { id: 'a', label: 'One' },
    { id: 'b', label: 'Two' },
  ];

  function shown(open: string): string {
    return rendered(
      <Tabs label="Parts" tabs={tabs} open={open} onOpen={() => {}}>
        inside
      </Tabs>,
    );
  }

  it('are one stop of the Tab key: the open one', () => {
    const stops = [...shown('b').matchAll(/tabindex="(-?\d)"/gi)].map(([, stop]) => stop);
    expect(stops).toEqual(['-1', '0']);
  });

  it('open the first where none is named so', () => {
    expect(shown('nothing').match(/aria-selected="(\w+)"/g)).toEqual([
      'aria-selected="true"',
      'aria-selected="false"',
    ]);
  });

  it('name the panel by the open tab', () => {
    const markup = shown('b');
    const panel = /role="tabpanel" aria-labelledby="([^"]*)"/.exec(markup)?.[1];
    expect(markup).toContain(`id="${panel}"`);
    expect(panel).toMatch(/-1$/);
  });
});
