import { afterEach, describe, expect, it } from 'vitest';
import type { LineView, Role } from '../../../src/server/wire.ts';
import { ApiError } from '../api/client.ts';
import { views } from '../api/views.ts';
import { faultsOf, STRANGE } from './answers.test.support.ts';
import { ConnectionMark } from './connection.tsx';
import { Foot } from './foot.tsx';
import { GenerationLink } from './generation-link.tsx';
import { Icon } from './icon.tsx';
import { LogIn } from './log-in.tsx';
import { BottomBar, PageList } from './navigation.tsx';
import { Palette } from './palette.tsx';
import { rendered, textOf } from './rendered.test.support.tsx';
import { whyNot } from './session.tsx';

afterEach(() => views.clear());

function palette(ids: readonly string[], role: Role = 'operate'): string {
  const generations = ids.map((id, at) => ({ id, position: at + 1, findings: {} }));
  const line: LineView = {
    line: 'l',
    total: ids.length,
    generations,
    trends: [],
    summary: '',
    alerts: [],
    next: [],
  };
  views.put('/api/line', line);
  return rendered(<Palette onClose={() => {}} />, { role });
}

describe('the palette, for who does not see it', () => {
  it('is a field that says which place its keys have reached', () => {
    const markup = palette(['g1']);
    const list = /role="combobox"[^>]*aria-controls="([^"]*)"/.exec(markup)?.[1];
    const active = /aria-activedescendant="([^"]*)"/.exec(markup)?.[1];
    expect(markup).toContain(`<div id="${list}" role="listbox"`);
    expect(markup).toMatch(new RegExp(`<div id="${active}" role="option" aria-selected="true"`));
  });

  it('names its places such that a browser finds them, whatever they are called', () => {
    const markup = palette(['my best run', '"', '\u202e']);
    const ids = [...markup.matchAll(/ id="([^"]*)" role="option"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^\S+$/);
  });

  it.each(STRANGE)('shows a generation called %j whole', (id) => {
    expect(faultsOf(palette([id]))).toEqual([]);
  });

  it('shows twelve places of very many', () => {
    const ids = Array.from({ length: 500 }, (_, at) => `g${at}`);
    expect(palette(ids).match(/role="option"/g)).toHaveLength(12);
  });
});

describe('signing in', () => {
  const form = (error?: ApiError) => rendered(<LogIn error={error} />);

  it('says why nothing can be sent yet', () => {
    expect(form()).toMatch(/aria-disabled="true" title="Paste a token first."/);
  });

  it('says what was wrong with the token before, tied to its field', () => {
    const refused = new ApiError(401, {
      code: 'E_ACCESS',
      message: 'this token is <b>revoked</b>',
      hint: 'ask for another',
    });
    const markup = form(refused);
    const told = /aria-describedby="([^"]*)"/.exec(markup)?.[1];
    expect(markup).toContain(`id="${told}"`);
    expect(markup).toContain('aria-invalid="true"');
    expect(textOf(markup)).toContain('this token is <b>revoked</b> ask for another');
  });

  it('never shows the token that is typed, and lets a password keeper fill it in', () => {
    expect(form()).toMatch(/type="password"[^>]*autoComplete="current-password"/i);
  });

  it('says where tokens come from', () => {
    expect(textOf(form())).toContain('outcross serve token new NAME --role review');
  });
});

describe('why a control is off', () => {
  const roles: readonly Role[] = ['read', 'review', 'operate'];

  it.each(roles)('names the role that %s lacks, and its own', (own) => {
    for (const wanted of roles) {
      const why = whyNot(own, wanted);
      if (roles.indexOf(own) >= roles.indexOf(wanted)) expect(why).toBeUndefined();
      else expect(why).toBe(`Needs the role \u201c${wanted}\u201d; this session has \u201c${own}\u201d.`);
    }
  });
});

describe('the navigation', () => {
  it.each([
    ['/mix?policy=x', 'Mix'],
    ['/review?queue=q&at=4', 'Review'],
    ['/sources?view=lineage', 'Sources'],
  ])('marks the page of %s, whatever state it is in', (at, title) => {
    const [marked, ...others] =
      rendered(<PageList />, { at }).match(/<a [^>]*aria-current="page".*?<\/a>/g) ?? [];
    expect(textOf(marked ?? '')).toContain(title);
    expect(others).toEqual([]);
  });

  it('marks nothing where no page stands', () => {
    expect(rendered(<PageList />, { at: '/nowhere/at/all' })).not.toContain('aria-current');
  });

  it('of a narrow window has few pages, and leads to the rest', () => {
    const text = textOf(rendered(<BottomBar onMore={() => {}} />, { role: 'read' }));
    expect(text.replace(/ g [a-z]\b/g, '')).toBe('Line Review Mix Audit More');
  });

  it('names its groups for who does not see them', () => {
    const markup = rendered(<PageList />);
    for (const group of ['Detect', 'Defend', 'Explain', 'Operate'])
      expect(markup).toContain(`aria-label="${group}"`);
  });
});

describe('the foot', () => {
  it('says who is at the page, as what, and which version it is', () => {
    const text = textOf(rendered(<Foot onHelp={() => {}} />, { role: 'review' }));
    expect(text).toMatch(/^ada review Sign out Theme: Auto Keys \?/);
    expect(text).toContain('1.2.3');
  });

  it.each(STRANGE)('shows a person called %j whole', (name) => {
    expect(faultsOf(rendered(<Foot onHelp={() => {}} />, { session: { name } }))).toEqual([]);
  });
});

describe('small things', () => {
  it('a stream that was not opened yet says so, to who hears too', () => {
    const markup = rendered(<ConnectionMark />);
    expect(markup).toContain('role="status"');
    expect(textOf(markup)).toBe('Connecting');
  });

  it('an icon says nothing, and one that is not known is empty', () => {
    expect(rendered(<Icon name="line" />)).toContain('aria-hidden="true"');
    expect(rendered(<Icon name="no such" />)).toContain('<path d=""');
  });

  it('a link to a generation leads there, whatever it is called', () => {
    expect(rendered(<GenerationLink id="a/b%41" />)).toContain('href="/generations/a%2Fb%2541"');
  });
});
