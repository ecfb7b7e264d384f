import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Binding, KeyMap, nameOf, type Press } from './keys.ts';

function press(key: string, more: Partial<Press> = {}): Press {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, timeStamp: 0, ...more };
}

function binding(keys: string, run: () => void = () => {}, more: Partial<Binding> = {}): Binding {
  return { keys, label: keys, group: 'Test', run, ...more };
}

let map: KeyMap;

beforeEach(() => {
  map = new KeyMap();
});

describe('the name of a press', () => {
  it.each([
    [press('a'), 'a'],
    [press('A'), 'a'],
    [press('?', { shiftKey: true }), '?'],
    [press('[', { altKey: true }), 'alt+['],
    [press('k', { ctrlKey: true }), 'mod+k'],
    [press('k', { metaKey: true }), 'mod+k'],
    [press('Enter', { ctrlKey: true }), 'mod+enter'],
    [press('ArrowDown', { shiftKey: true }), 'shift+arrowdown'],
    [press('Escape'), 'escape'],
    [press(' '), 'space'],
    [press(' ', { shiftKey: true }), 'shift+space'],
  ])('%# is as people write it', (given, name) => {
    expect(nameOf(given)).toBe(name);
  });

  it('is the same with caps lock', () => {
    expect(nameOf(press('R'))).toBe(nameOf(press('r')));
  });
});

describe('a key', () => {
  it('does what it is bound to, and says that it did', () => {
    const run = vi.fn();
    map.add([binding('a', run)]);
    expect(map.press(press('a'), false)).toBe(true);
    expect(map.press(press('b'), false)).toBe(false);
    expect(run).toHaveBeenCalledOnce();
  });

  it('that is held does what it does once, unless it is one to be held', () => {
    const [decide, next] = [vi.fn(), vi.fn()];
    map.add([binding('a', decide), binding('j', next, { repeats: true })]);
    for (const repeat of [false, true, true]) {
      expect(map.press(press('a', { repeat }), false)).toBe(true);
      expect(map.press(press('j', { repeat }), false)).toBe(true);
    }
    expect([decide.mock.calls.length, next.mock.calls.length]).toEqual([1, 3]);
  });

  it('tells when it went down', () => {
    const run = vi.fn();
    map.add([binding('a', run), binding('g l', run)]);
    map.press(press('a', { timeStamp: 7 }), false);
    map.press(press('g', { timeStamp: 8 }), false);
    map.press(press('l', { timeStamp: 9 }), false);
    expect(run.mock.calls).toEqual([[7], [9]]);
  });

  it('does nothing while one types, unless it is meant to', () => {
    const [plain, always] = [vi.fn(), vi.fn()];
    map.add([binding('a', plain), binding('mod+enter', always, { inFields: true })]);
    expect(map.press(press('a'), true)).toBe(false);
    expect(map.press(press('Enter', { ctrlKey: true }), true)).toBe(true);
    expect(plain).not.toHaveBeenCalled();
    expect(always).toHaveBeenCalledOnce();
  });

  it('belongs to who came last, and goes back when they leave', () => {
    const [page, dialog] = [vi.fn(), vi.fn()];
    map.add([binding('a', page)]);
    const leave = map.add([binding('a', dialog)]);
    map.press(press('a'), false);
    leave();
    map.press(press('a'), false);
    expect([page.mock.calls.length, dialog.mock.calls.length]).toEqual([1, 1]);
  });

  it('that is shadowed stands in the help once', () => {
    map.add([binding('a')]);
    map.add([binding('a', () => {}, { label: 'other' })]);
    expect(map.bindings.map(({ label }) => label)).toEqual(['other']);
  });

  it('tells when keys come and go', () => {
    const told = vi.fn();
    const end = map.watch(told);
    map.add([binding('a')])();
    end();
    map.add([binding('b')]);
    expect(told).toHaveBeenCalledTimes(2);
  });
});

describe('two keys, one after another', () => {
  const go = vi.fn();
  const alone = vi.fn();

  beforeEach(() => {
    go.mockClear();
    alone.mockClear();
    map.add([binding('g l', go), binding('l', alone)]);
  });

  it('do what they are bound to together', () => {
    expect(map.press(press('g', { timeStamp: 100 }), false)).toBe(true);
    map.press(press('l', { timeStamp: 900 }), false);
    expect([go.mock.calls.length, alone.mock.calls.length]).toEqual([1, 0]);
  });

  it('are two keys when the second comes late', () => {
    map.press(press('g', { timeStamp: 100 }), false);
    map.press(press('l', { timeStamp: 5000 }), false);
    expect([go.mock.calls.length, alone.mock.calls.length]).toEqual([0, 1]);
  });

  it('are forgotten by another key between', () => {
    map.press(press('g', { timeStamp: 100 }), false);
    map.press(press('x', { timeStamp: 200 }), false);
    map.press(press('l', { timeStamp: 300 }), false);
    expect(go).not.toHaveBeenCalled();
  });

  it('may begin anew with the key that broke off', () => {
    map.press(press('g', { timeStamp: 100 }), false);
    map.press(press('g', { timeStamp: 200 }), false);
    map.press(press('l', { timeStamp: 300 }), false);
    expect(go).toHaveBeenCalledOnce();
  });
});

it('whatever is pressed, at most one thing is done a press', () => {
  const keys = fc.constantFrom('g', 'l', 'r', 'x', 'Escape');
  fc.assert(
    fc.property(fc.array(keys, { maxLength: 30 }), (pressed) => {
      const own = new KeyMap();
      let done = 0;
      own.add(['g l', 'g r', 'l', 'escape'].map((name) => binding(name, () => void done++)));
      pressed.forEach((key, at) => {
        const before = done;
        own.press(press(key, { timeStamp: at }), false);
        expect(done - before).toBeLessThanOrEqual(1);
      });
    }),
  );
});
