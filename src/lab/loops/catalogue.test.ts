import { describe, expect, it } from 'vitest';
import { LOOPS, loopOf, settleValues, takeApart } from './catalogue.ts';

describe('loopOf', () => {
  it('makes every loop of the catalogue by its bare name', () => {
    for (const { name } of LOOPS) expect(loopOf(name).name).toMatch(new RegExp(`^${name}`));
  });

  it.each([
    ['fresh:0.25', undefined, 'fresh 25%'],
    ['fresh', 0.4, 'fresh 40%'],
    ['fresh:0.25', 0.4, 'fresh 25%'],
    ['fixed', undefined, 'fixed 10%'],
    ['verified:0.8:0.2', undefined, 'verified 0.8/0.2'],
    ['weighted', undefined, 'weighted w*'],
    ['weighted:0.5:0.3', undefined, 'weighted 0.3, real 50%'],
    ['weighted:1:0.3', undefined, 'weighted 0.3'],
    [' replace ', undefined, 'replace'],
  ])('reads %s, with a real share of %s beside it, as %s', (text, real, name) => {
    expect(loopOf(text, real).name).toBe(name);
  });

  it.each([
    ['replce', 'there is no loop "replce"', 'Did you mean "replace"?'],
    ['fresh:ten', '"ten" in "fresh:ten" is no number', 'fresh:0.1'],
    ['fresh:', 'is no number', ''],
    ['replace:0.1', 'replace takes no parameter', ''],
    ['fresh:0.1:0.2', 'fresh takes at most REAL', ''],
    ['fresh:1.5', 'from 0 to 1, not 1.5', ''],
    ['verified:0.5:-1', 'psi', ''],
  ])('refuses %s', (text, message, hint) => {
    expect(() => loopOf(text)).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', message: expect.stringContaining(message) }),
    );
    if (hint !== '')
      expect(() => loopOf(text)).toThrow(expect.objectContaining({ hint: expect.stringContaining(hint) }));
  });

  it('names other processes among what is known', () => {
    expect(() => loopOf('wob', undefined, ['web'])).toThrow(
      expect.objectContaining({ hint: expect.stringMatching(/Did you mean "web".*Known: .*web/) }),
    );
  });
});

describe('settleValues', () => {
  it('takes what was written before the default', () => {
    const parameters = [
      { name: 'A', meaning: '', default: 1 },
      { name: 'B', meaning: '' },
    ];
    expect(settleValues(takeApart('x:5'), parameters, undefined)).toEqual([5, undefined]);
    expect(settleValues(takeApart('x'), parameters, 7)).toEqual([1, undefined]);
  });
});
