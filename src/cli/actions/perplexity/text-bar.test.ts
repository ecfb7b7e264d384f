import { describe, expect, it } from 'vitest';
import { cellWidth } from '../../../report/terminal/cells.ts';
import { desk } from '../../fixtures.test.support.ts';
import { TextBar } from './text-bar.ts';

const ERASE = '\r\u001b[K';

function bar(all: number, tty = true, env = {}) {
  const found = desk(env);
  found.err.isTTY = tty;
  return { ...found, bar: new TextBar(found.context, all) };
}

describe('TextBar', () => {
  it('writes nothing into a pipe, nor to a terminal that cannot erase', () => {
    for (const { bar: one, err } of [bar(10, false), bar(10, true, { TERM: 'dumb' })]) {
      one.update(5, 0);
      one.retry('status 500', 1000);
      one.clear();
      expect(err.text).toBe('');
    }
  });

  it('tells how many are done, and how long the rest takes by those that were asked', () => {
    const { bar: one, err, wait } = bar(1000);
    wait(2000);
    one.update(600, 400);
    expect(err.text).toBe(`${ERASE}600 of 1,000 texts  0:04 left`);
    one.clear();
    expect(err.text.endsWith(ERASE)).toBe(true);
  });

  it('says no time while it knows nothing: at once, or where all came from the cache', () => {
    const { bar: one, err, wait } = bar(10);
    one.update(1, 0);
    wait(5000);
    one.update(5, 5);
    expect(err.text).not.toContain('left');
  });

  it('tells what is waited for, made visible and cut to the terminal', () => {
    const { bar: one, err } = bar(10);
    err.columns = 40;
    one.retry(`status 429: \u001b[31m${'slow down '.repeat(20)}`, 65_000);
    const shown = err.text.slice(ERASE.length);
    expect(shown).toContain('waiting 1:05: status 429');
    expect(shown).not.toContain('\u001b');
    expect(cellWidth(shown)).toBeLessThan(40);
  });
});
