import { describe, expect, it, vi } from 'vitest';
import { Toasts } from './toast.tsx';

describe('Toasts', () => {
  it('keeps messages in their order until they are closed', () => {
    const toasts = new Toasts();
    toasts.say('one');
    toasts.say('two', 'bad');
    expect(toasts.list.map(({ text, tone }) => [text, tone])).toEqual([
      ['one', 'plain'],
      ['two', 'bad'],
    ]);
    toasts.close(toasts.list[0].id);
    expect(toasts.list.map(({ text }) => text)).toEqual(['two']);
  });

  it('shows the newest few', () => {
    const toasts = new Toasts();
    for (let at = 0; at < 9; at++) toasts.say(String(at));
    expect(toasts.list.map(({ text }) => text)).toEqual(['5', '6', '7', '8']);
  });

  it('gives each its own number, so that closing one closes no other', () => {
    const toasts = new Toasts();
    toasts.say('same');
    toasts.close(toasts.list[0].id);
    toasts.say('same');
    toasts.close(1);
    expect(toasts.list).toHaveLength(1);
  });

  it('tells who watches', () => {
    const toasts = new Toasts();
    const told = vi.fn();
    const end = toasts.watch(told);
    toasts.say('one');
    end();
    toasts.say('two');
    expect(told).toHaveBeenCalledOnce();
  });
});
