import { afterEach, describe, expect, it } from 'vitest';
import type { LineView } from '../../../src/server/wire.ts';
import { views } from '../api/views.ts';
import { Dialog } from '../parts/dialog.tsx';
import { ToastCorner, toasts } from '../parts/toast.tsx';
import { Help } from './help.tsx';
import { PageList } from './navigation.tsx';
import { Palette } from './palette.tsx';
import { rendered, textOf } from './rendered.test.support.tsx';
import { keyMap } from './use-keys.ts';

const LINE: LineView = {
  line: 'novels',
  total: 2,
  generations: [
    { id: 'g1', position: 1, verdict: 'healthy', findings: {} },
    { id: '<g2>\u202e', position: 2, findings: {} },
  ],
  trends: [],
  summary: '',
  alerts: [],
  next: [],
};

afterEach(() => views.clear());

describe('a dialog', () => {
  it('is named by its heading, and can be closed', () => {
    const markup = rendered(
      <Dialog title="Build" onClose={() => {}} actions="foot">
        inside
      </Dialog>,
    );
    const id = /aria-labelledby="([^"]*)"/.exec(markup)?.[1];
    expect(markup).toContain(`<h2 id="${id}">Build</h2>`);
    expect(markup).toContain('aria-label="Close"');
    expect(textOf(markup)).toContain('inside foot');
  });
});

describe('the help', () => {
  it('says what every key does now, by group', () => {
    const end = keyMap.add([{ keys: 'mod+enter', label: 'Save', group: 'Editing', run: () => {} }]);
    try {
      expect(textOf(rendered(<Help onClose={() => {}} />))).toContain('Editing Ctrl \u21b5 Save');
    } finally {
      end();
    }
  });
});

describe('the palette', () => {
  it('offers pages at once, and generations when the line is known, newest first', () => {
    const before = textOf(rendered(<Palette onClose={() => {}} />));
    expect(before).toContain('Line page');
    expect(before).not.toContain('g1');
    views.put('/api/line', LINE);
    const places = textOf(rendered(<Palette onClose={() => {}} />, { role: 'read' }));
    expect(places.indexOf('<g2>[U+202E] not checked')).toBeLessThan(places.indexOf('g1 healthy'));
  });

  it('offers no page that one may not see', () => {
    expect(textOf(rendered(<Palette onClose={() => {}} />, { role: 'read' }))).not.toContain('Access');
  });

  it('marks the one that Enter goes to', () => {
    expect(rendered(<Palette onClose={() => {}} />).match(/aria-selected="true"/g)).toHaveLength(1);
  });
});

describe('the navigation', () => {
  it('stands in groups with names, and leaves none out', () => {
    const markup = rendered(<PageList />, { at: '/generations/g1' });
    expect(textOf(markup)).toMatch(/^Detect Line .* Defend .* Explain .* Operate /);
    expect(markup.match(/<a /g)).toHaveLength(10);
  });

  it('shows that a generation belongs to the line, without calling it the page', () => {
    const [line] = rendered(<PageList />, { at: '/generations/g1' }).match(/<a [^>]*href="\/"[^>]*>/) ?? [];
    expect(line).toContain('active');
    expect(line).not.toContain('aria-current');
  });
});

describe('messages', () => {
  it('are told to screen readers, as text', () => {
    toasts.say('<b>done</b>', 'good');
    const markup = rendered(<ToastCorner />);
    toasts.close(toasts.list.at(-1)?.id ?? 0);
    expect(markup).toContain('aria-live="polite"');
    expect(textOf(markup)).toContain('<b>done</b>');
    expect(textOf(rendered(<ToastCorner />))).toBe('');
  });
});
