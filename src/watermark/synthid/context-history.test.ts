import { describe, expect, it } from 'vitest';
import { ContextHistory } from './context-history.ts';

describe('ContextHistory', () => {
  it('remembers 1,024 positions and no more', () => {
    const history = new ContextHistory(1);
    const at = (token: number) => history.add([token], 1);
    expect(at(7)).toBe(true);
    for (let i = 0; i < 1023; i++) at(1000 + i);
    expect(at(7)).toBe(false);
    for (let i = 0; i < 1024; i++) at(5000 + i);
    expect(at(7)).toBe(true);
  });

  it('takes 0 for what stands before the start', () => {
    const history = new ContextHistory(2);
    expect(history.add([], 0)).toBe(true);
    expect(history.add([0], 1)).toBe(false);
    expect(history.add([1], 1)).toBe(true);
  });
});
