import { describe, expect, it } from 'vitest';
import { hiddenIn, widest } from '../../cli/fixtures.test.support.ts';
import { EMPTY_HEAD, sealed } from '../../ledger/digest.ts';
import type { EventDraft } from '../../ledger/event.ts';
import { eventLine, eventTable, eventText } from './event-text.ts';

const draft = (change: Partial<EventDraft> = {}): EventDraft => ({
  kind: 'review.decided',
  at: '2026-01-02T03:04:05.678Z',
  actor: { kind: 'person', name: 'zoe' },
  subjects: [{ type: 'example', id: 'a17' }],
  body: { decision: 'reject', reviewer: 'zoe' },
  ...change,
});

const HOSTILE = 'x\u001b[31m\u202e\u0000\n\u200b'.repeat(20);
const events = sealed(
  [
    draft(),
    draft({
      kind: 'mix.begun',
      subjects: [
        { type: 'mix', id: 'm' },
        { type: 'line', id: 'l' },
        { type: 'key', id: 'k' },
      ],
    }),
    draft({
      actor: { kind: 'tool', name: HOSTILE },
      subjects: [{ type: 'example', id: HOSTILE }],
      body: { text: HOSTILE },
    }),
  ],
  EMPTY_HEAD,
);

describe('eventTable', () => {
  it('has a line an event: number, time, kind, what it says, what about, by whom', () => {
    const [, first, second] = eventTable(events.slice(0, 2), 120, false).split('\n');
    expect(first).toMatch(/^ {2}1 {2}2026-01-02 03:04 {2}review\.decided {2}reject +example:a17 +zoe$/);
    expect(second).toMatch(/mix\.begun +mix:m and 2 more +zoe$/);
  });

  it.each([40, 60, 80, 100, 200])('fits into %i cells, whatever the names', (columns) => {
    const text = eventTable(events, columns, false);
    expect(widest(text)).toBeLessThanOrEqual(columns);
    expect(hiddenIn(text)).toEqual([]);
    expect(text.trimEnd().split('\n').length).toBe(4);
  });

  it('is in colour only where that is wanted', () => {
    expect(eventTable(events, 80, true)).toContain('\u001b[');
    expect(eventTable(events, 80, false)).not.toContain('\u001b');
  });
});

describe('eventText', () => {
  it('shows all that an event holds', () => {
    const text = eventText(events[1], 100, false);
    for (const said of [
      '2, mix.begun',
      '2026-01-02T03:04:05.678Z',
      'zoe (person)',
      'mix:m',
      'line:l',
      'key:k',
      '"decision": "reject"',
    ])
      expect(text).toContain(said);
    expect(text).toContain(`before    ${events[1].previous}`);
    expect(text).toContain(`digest    ${events[1].digest}`);
  });

  it.each([40, 80, 200])('fits into %i cells, and loses nothing', (columns) => {
    const text = eventText(events[2], columns, false);
    expect(widest(text)).toBeLessThanOrEqual(columns);
    expect(hiddenIn(text)).toEqual([]);
    expect(text.replaceAll(/\s/g, '')).toContain(events[2].digest);
  });
});

describe('eventLine', () => {
  it('is what the log says of an event, without its time and who did it', () => {
    expect(eventLine(events[0])).toBe('review.decided reject example:a17');
    expect(eventLine(events[1])).toBe('mix.begun mix:m and 2 more');
  });

  it('is one line, whatever the names', () => {
    const line = eventLine(events[2]);
    expect(hiddenIn(line)).toEqual([]);
    expect(line).not.toContain('\n');
  });
});
