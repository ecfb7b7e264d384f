import { afterEach, describe, expect, it } from 'vitest';
import type { EventList, EventView } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import LedgerPage from './page.tsx';

afterEach(() => views.clear());

const event = (seq: number, more: Partial<EventView> = {}): EventView => ({
  seq,
  kind: 'mix.built',
  at: '2020-01-01T00:00:00.000Z',
  actor: { kind: 'person', name: 'ada' },
  subjects: [],
  text: `event ${seq}`,
  ...more,
});

function shown(list: Partial<EventList>, query = '', asked = ''): string {
  views.put(`/api/ledger${asked}`, { events: [], more: false, ...list });
  return rendered(<LedgerPage />, { at: `/ledger${query}` });
}

function chosen(markup: string): string[] {
  return [...markup.matchAll(/<option[^>]*selected="">([^<]*)/g)].map(([, label]) => label);
}

describe('the filters of the ledger', () => {
  it('show what holds, also where an address names a type or a kind that none of them has', () => {
    const query = '?kind=moon.rose&type=moon&id=m1';
    const asked = '?kind=moon.rose&type=moon&id=m1';
    expect(chosen(shown({}, query, asked))).toEqual(['moon.rose', 'moon']);
    expect(chosen(shown({}))).toEqual(['all events', 'generation']);
  });

  it('can be cleared once something is asked for, and not before', () => {
    expect(textOf(shown({}))).not.toContain('Clear');
    expect(textOf(shown({}, '?id=g1', '?type=generation&id=g1'))).toContain('Clear');
    expect(textOf(shown({}, '?kind=mix.built', '?kind=mix.built'))).toContain('Clear');
  });

  it('keep the name that an address holds, escapes of its own and all', () => {
    const id = 'https://a.example/Caf%C3%A9';
    const markup = shown(
      {},
      `?${new URLSearchParams({ id })}`,
      `?${new URLSearchParams({ type: 'generation', id })}`,
    );
    expect(markup).toContain(`value="${id}"`);
  });

  it('are named for who does not see them', () => {
    const markup = shown({});
    for (const name of ['Kind of event', 'Subject', 'Name of the subject'])
      expect(markup).toContain(`aria-label="${name}"`);
  });
});

describe('the events', () => {
  it('lead on from the oldest that is shown', () => {
    const markup = shown({ events: [event(9), event(8)], more: true });
    expect(textOf(markup)).toContain('Earlier');
    expect(textOf(markup)).not.toContain('Newest');
  });

  it('that are none lead nowhere, whatever the server says of more', () => {
    expect(textOf(shown({ events: [], more: true }))).not.toContain('Earlier');
  });

  it.each(['abc', '-1', '0', '1.5'])('before %j, which is no number of one, are the newest', (before) => {
    expect(textOf(shown({ events: [event(3)] }, `?before=${before}`))).toContain('event 3');
  });

  it('about one thing have no rest, and those about many count it', () => {
    const subjects = (length: number) =>
      Array.from({ length }, (_, at) => ({ type: 'corpus', id: `c${at}` }));
    expect(textOf(shown({ events: [event(1, { subjects: subjects(3) })] }))).not.toMatch(/and \d+ more/);
    expect(textOf(shown({ events: [event(1, { subjects: subjects(1003) })] }))).toContain('and 1000 more');
  });
});
