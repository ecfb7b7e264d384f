import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keyMap, listenToKeys } from './use-keys.ts';

class Element {
  isContentEditable = false;
  readonly tagName: string;

  constructor(tagName: string) {
    this.tagName = tagName;
  }
}

class InputElement extends Element {
  readonly type: string;

  constructor(type: string) {
    super('INPUT');
    this.type = type;
  }
}

/** A window that hands key presses to who listens. */
class FakeWindow {
  covered = false;
  readonly document = { querySelector: () => (this.covered ? {} : null) };
  listener: ((event: KeyboardEvent) => void) | undefined;

  addEventListener(_: string, listener: (event: KeyboardEvent) => void): void {
    this.listener = listener;
  }

  removeEventListener(): void {
    this.listener = undefined;
  }

  press(key: string, target: unknown, more: object = {}): { prevented: boolean } {
    const said = { prevented: false };
    const flags = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, timeStamp: 1 };
    const preventDefault = () => {
      said.prevented = true;
    };
    this.listener?.({ key, target, ...flags, preventDefault, ...more } as unknown as KeyboardEvent);
    return said;
  }
}

describe('the keyboard', () => {
  const page = new Element('BODY');
  const run = vi.fn();
  let fake: FakeWindow;
  let ends: (() => void)[] = [];

  beforeEach(() => {
    vi.stubGlobal('HTMLElement', Element);
    vi.stubGlobal('HTMLInputElement', InputElement);
    run.mockClear();
    fake = new FakeWindow();
    ends = [
      listenToKeys(fake as unknown as Window),
      keyMap.add([
        { keys: 'a', label: 'a', group: 'Test', run },
        { keys: 'mod+enter', label: 'save', group: 'Test', run, inFields: true },
      ]),
    ];
  });

  afterEach(() => {
    for (const end of ends) end();
    vi.unstubAllGlobals();
  });

  it('does what the key is bound to, in place of what the browser would do', () => {
    expect(fake.press('a', page).prevented).toBe(true);
    expect(run).toHaveBeenCalledOnce();
  });

  it('leaves other keys to the browser', () => {
    expect(fake.press('b', page).prevented).toBe(false);
  });

  it.each([
    ['a text field', new InputElement('text')],
    ['a search field', new InputElement('search')],
    ['a password field', new InputElement('password')],
    ['a text area', new Element('TEXTAREA')],
    ['a choice', new Element('SELECT')],
    ['what can be edited', Object.assign(new Element('DIV'), { isContentEditable: true })],
  ])('leaves letters in %s to who types, and takes what is meant for fields', (_, target) => {
    expect(fake.press('a', target).prevented).toBe(false);
    expect(fake.press('Enter', target, { ctrlKey: true }).prevented).toBe(true);
  });

  it.each(['checkbox', 'radio', 'range', 'button'])(
    'takes letters on a %s, where they mean nothing',
    (type) => {
      expect(fake.press('a', new InputElement(type)).prevented).toBe(true);
    },
  );

  it('takes no press that was taken already, nor one that composes a letter', () => {
    fake.press('a', page, { defaultPrevented: true });
    fake.press('a', page, { isComposing: true });
    expect(run).not.toHaveBeenCalled();
  });

  it('does nothing to a page that a dialog lies over', () => {
    fake.covered = true;
    expect(fake.press('a', page).prevented).toBe(false);
    fake.covered = false;
    expect(fake.press('a', page).prevented).toBe(true);
    expect(run).toHaveBeenCalledOnce();
  });

  it('stops listening', () => {
    ends[0]();
    fake.press('a', page);
    expect(run).not.toHaveBeenCalled();
  });
});
