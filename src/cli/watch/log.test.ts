import { describe, expect, it } from 'vitest';
import type { WatchEvent } from '../../watch/watch-event.ts';
import { hiddenIn } from '../fixtures.test.support.ts';
import { logLine } from './log.ts';

const at = new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 678));
const EVENTS: readonly WatchEvent[] = [
  { kind: 'checked', generation: 'g2', verdict: 'late', why: 'narrow', alert: 'a1' },
  { kind: 'checked', generation: 'g1', verdict: 'healthy', why: 'fine' },
  { kind: 'taken', generation: 'g1' },
  { kind: 'pending', generation: 'g1', why: 'it is being written' },
  { kind: 'unreadable', generation: 'g1', code: 'E_TRUNCATED', message: 'ends too soon' },
  { kind: 'delivered', alert: 'a1', to: 'example.org', attempts: 2 },
  { kind: 'undelivered', alert: 'a1', to: 'example.org', attempts: 2, error: 'it answers 500', final: false },
  { kind: 'undelivered', alert: 'a1', to: 'example.org', attempts: 5, error: 'it answers 422', final: true },
  { kind: 'error', code: 'E_LEDGER', message: 'damaged' },
];

describe('a line of the log', () => {
  it('is plain: time, level, words', () => {
    expect(logLine(EVENTS[0], at, 'plain')).toBe('2026-01-02T03:04:05.678Z warning g2 is late: narrow\n');
    const levels = EVENTS.map((event) => logLine(event, at, 'plain').split(/\s+/)[1]);
    expect(levels).toEqual(['warning', 'info', 'info', 'info', 'error', 'info', 'warning', 'error', 'error']);
  });

  it('is one JSON document, which says the same', () => {
    for (const event of EVENTS) {
      const line = logLine(event, at, 'json');
      expect(line.match(/\n/g)).toHaveLength(1);
      const { kind, ...rest } = event;
      const said = JSON.parse(line);
      expect(said).toMatchObject({ at: at.toISOString(), event: kind, ...('message' in rest ? {} : rest) });
      expect(logLine(event, at, 'plain')).toContain(said.level);
    }
  });

  it('begins no other line and drives no terminal, whatever a file is called', () => {
    const odd: WatchEvent = {
      kind: 'checked',
      generation: 'g\n2026 error fake\u001b[2J',
      verdict: 'early',
      why: '\u202e',
    };
    for (const format of ['plain', 'json'] as const)
      expect(logLine(odd, at, format).trimEnd()).not.toContain('\n');
    expect(hiddenIn(logLine(odd, at, 'plain'))).toEqual([]);
  });
});
