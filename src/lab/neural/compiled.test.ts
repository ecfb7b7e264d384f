import { describe, expect, it } from 'vitest';
import { Compiled } from './compiled.ts';

describe('Compiled', () => {
  it('compiles once for each key, however it was made', () => {
    let times = 0;
    const compiled = new Compiled<number>();
    const get = (key: object) => compiled.get(key, () => ++times);
    expect([get({ a: 1, b: 2 }), get({ a: 1, b: 3 }), get({ a: 1, b: 2 })]).toEqual([1, 2, 1]);
  });
});
