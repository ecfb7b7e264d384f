import { describe, expect, it } from 'vitest';
import { Recent } from './recent.ts';

describe('Recent', () => {
  it('makes a value once, for all who ask while it is made and after', async () => {
    const recent = new Recent<number>(2);
    let made = 0;
    const make = async () => ++made;
    expect(await Promise.all([recent.get('a', make), recent.get('a', make)])).toEqual([1, 1]);
    expect(await recent.get('a', make)).toBe(1);
  });

  it('forgets what was not asked for longest', async () => {
    const recent = new Recent<string>(2);
    const made: string[] = [];
    const get = (key: string) =>
      recent.get(key, () => {
        made.push(key);
        return key;
      });
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('does not keep a failure', async () => {
    const recent = new Recent<number>(2);
    const fails = () => {
      throw new Error('no');
    };
    await expect(recent.get('a', fails)).rejects.toThrow('no');
    expect(await recent.get('a', () => 7)).toBe(7);
  });

  it('takes a key of any letters for what it is', async () => {
    const recent = new Recent<string>(9);
    for (const key of ['__proto__', 'constructor', '', '..'])
      expect(await recent.get(key, () => key)).toBe(key);
  });
});
