import { afterEach, describe, expect, it } from 'vitest';
import { SUBJECT_TYPES } from '../../../../src/ledger/event.ts';
import { KINDS as REAL } from '../../../../src/ledger/kinds.ts';
import type { EventList } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { eventsUrl, KINDS, SUBJECTS } from './events-url.ts';
import LedgerPage from './page.tsx';

const NONE = { before: '', kind: '', type: '', id: '' };

describe('eventsUrl', () => {
  it.each([
    [NONE, '/api/ledger'],
    [{ ...NONE, before: '70' }, '/api/ledger?before=70'],
    [{ ...NONE, before: '0' }, '/api/ledger'],
    [{ ...NONE, before: '7; drop' }, '/api/ledger'],
    [{ ...NONE, kind: 'mix.planned,mix.built' }, '/api/ledger?kind=mix.planned%2Cmix.built'],
    [{ ...NONE, type: 'mix', id: ' a&b ' }, '/api/ledger?type=mix&id=a%26b'],
    [{ ...NONE, id: 'g3' }, '/api/ledger?type=generation&id=g3'],
    [{ ...NONE, type: 'mix' }, '/api/ledger'],
  ])('of %j is %s', (query, url) => {
    expect(eventsUrl(query)).toBe(url);
  });
});

describe('the filters', () => {
  it('know every kind of event that the ledger has, and no other', () => {
    const filtered = KINDS.flatMap(({ value }) => (value === '' ? [] : value.split(',')));
    expect([...filtered].sort()).toEqual(Object.keys(REAL).sort());
  });

  it('know every type of subject', () => {
    expect(SUBJECTS.map(({ value }) => value).sort()).toEqual([...SUBJECT_TYPES].sort());
  });
});

const LIST: EventList = {
  more: true,
  events: [
    {
      seq: 42,
      kind: 'generation.checked',
      at: '2020-01-01T00:00:00.000Z',
      actor: { kind: 'person', name: 'ada\u202e' },
      subjects: ['g1', 'g2', 'g3', 'g4', 'g5'].map((id) => ({ type: 'generation', id })),
      text: 'checked <b>five</b>',
    },
  ],
};

describe('the ledger', () => {
  afterEach(() => views.clear());

  function said(list: EventList, at = '/ledger'): string {
    views.put('/api/ledger', list);
    return textOf(rendered(<LedgerPage />, { at }));
  }

  it('says what happened, when, by whom, and about what', () => {
    const text = said(LIST);
    expect(text).toContain('42 2020-01-01 generation.checked checked <b>five</b> generation g1');
    expect(text).toContain('ada[U+202E]');
    expect(text).toContain('generation g1 generation g2 generation g3 and 2 more');
  });

  it('leads to what was before where there is more', () => {
    expect(said(LIST)).toContain('Earlier');
    expect(said({ ...LIST, more: false })).not.toContain('Earlier');
  });

  it('leads back to the newest from where one has gone', () => {
    views.put('/api/ledger?before=43', LIST);
    expect(textOf(rendered(<LedgerPage />, { at: '/ledger?before=43' }))).toContain('Newest');
  });

  it('says so where nothing is so', () => {
    views.put('/api/ledger?kind=mix.built', { events: [], more: false });
    expect(textOf(rendered(<LedgerPage />, { at: '/ledger?kind=mix.built' }))).toContain('No event is so.');
  });

  it('says what to run where nothing was asked for and nothing was ever recorded', () => {
    const empty = said({ events: [], more: false });
    expect(empty).toContain('outcross check');
    expect(empty).not.toContain('No event is so.');
  });
});
