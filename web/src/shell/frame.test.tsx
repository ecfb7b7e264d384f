import { describe, expect, it } from 'vitest';
import { PAGES } from '../pages.ts';
import { Failure } from './failure.tsx';
import { Frame } from './frame.tsx';
import { LogIn } from './log-in.tsx';
import { rendered, textOf } from './rendered.test.support.tsx';

describe('pages', () => {
  it('have different ids, addresses and keys', () => {
    for (const member of ['id', 'path', 'title'] as const) {
      expect(new Set(PAGES.map((page) => page[member])).size).toBe(PAGES.length);
    }
    const keys = PAGES.map(({ key }) => key).filter((key) => key !== '');
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('can all be loaded', async () => {
    for (const page of PAGES) expect((await page.load()).default).toBeTypeOf('function');
  });

  it('that stand in the navigation have a key, and no parts that must be named', () => {
    for (const page of PAGES.filter(({ listed }) => listed)) {
      expect(page.key).toMatch(/^[a-z]$/);
      expect(page.path).not.toContain(':');
    }
  });
});

describe('the frame', () => {
  it('names the line, the person, the role and the version', () => {
    const said = textOf(rendered(<Frame>inside</Frame>));
    for (const word of ['novels', 'ada', 'operate', '1.2.3', 'inside']) expect(said).toContain(word);
  });

  it('marks where one is', () => {
    const markup = rendered(<Frame>inside</Frame>, { at: '/mix' });
    const links = markup.match(/<a [^>]*aria-current="page"[^>]*>/g) ?? [];
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(link).toContain('href="/mix"');
  });

  it('does not show pages to who may not see them', () => {
    expect(rendered(<Frame>inside</Frame>)).toContain('href="/access"');
    expect(rendered(<Frame>inside</Frame>, { role: 'review' })).not.toContain('href="/access"');
  });

  it('lets the keyboard skip the navigation', () => {
    const markup = rendered(<Frame>inside</Frame>);
    expect(markup.indexOf('href="#main"')).toBeLessThan(markup.indexOf('<nav'));
    expect(markup).toContain('id="main"');
  });

  it('offers to sign out to who has signed in, and not to the one person at this computer', () => {
    expect(textOf(rendered(<Frame>inside</Frame>))).toContain('Sign out');
    expect(textOf(rendered(<Frame>inside</Frame>, { session: { local: true } }))).not.toContain('Sign out');
  });

  it('shows a hostile name as text', () => {
    const markup = rendered(<Frame>inside</Frame>, { session: { line: '<img src=x>\u202e' } });
    expect(markup).toContain('&lt;img src=x&gt;[U+202E]');
  });
});

describe('the log-in', () => {
  it('asks for a token as for a password, and says who gives one', () => {
    const markup = rendered(<LogIn />);
    expect(markup).toContain('type="password"');
    expect(textOf(markup)).toContain('outcross serve token new');
  });

  it('says why the last one was refused, tied to the field', () => {
    const error = { view: { code: 'E_ACCESS', message: 'This address was used.', hint: 'Run it again.' } };
    const markup = rendered(<LogIn error={error as never} />);
    expect(textOf(markup)).toContain('This address was used. Run it again.');
    expect(markup).toMatch(/aria-invalid="true"/);
  });
});

describe('a fault of a page', () => {
  it('is said, with what it was', () => {
    const failure = new Failure({ children: 'page', page: '/mix' });
    failure.state = Failure.getDerivedStateFromError(new RangeError('a wrong place'));
    expect(textOf(rendered(failure.render()))).toContain('a wrong place');
  });

  it('does not follow to the next page', () => {
    const state = { message: 'a wrong place', page: '/mix' };
    expect(Failure.getDerivedStateFromProps({ children: '', page: '/mix' }, state)).toBeNull();
    expect(Failure.getDerivedStateFromProps({ children: '', page: '/' }, state)).toEqual({
      page: '/',
      message: undefined,
    });
  });

  it('that is no error is said too', () => {
    expect(Failure.getDerivedStateFromError('a word')).toEqual({ message: 'a word' });
  });
});
