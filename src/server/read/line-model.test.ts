import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { job, review } from '../../ledger/fixtures.test.support.ts';
import { alerted, checked, eventsOf, judged, known, modelOf } from './line.test.support.ts';
import { keptAs as report, someDraft } from './line-drafts.test.support.ts';
import { MOST_ALERTS } from './line-model.ts';

describe('LineModel', () => {
  it('keeps the newest check and the newest verdict of each generation, each for itself', () => {
    const model = modelOf(
      eventsOf([
        checked('g1', 1),
        judged('g1', 1, 'healthy'),
        checked('g2', 2),
        judged('g1', 1, 'early', { why: 'seen again' }),
      ]),
    );
    expect(model.generations.get('g1')).toMatchObject({
      checked: { seq: 1 },
      verdict: { seq: 4, body: { verdict: 'early', why: 'seen again' } },
    });
    expect(model.generations.get('g2')?.verdict).toBeUndefined();
  });

  it('is the same whatever the order of events, and however often one comes', () => {
    fc.assert(
      fc.property(fc.array(someDraft, { maxLength: 25 }), fc.infiniteStream(fc.nat()), (drafts, numbers) => {
        const events = eventsOf(drafts);
        const mixed = [...events, ...events.slice(0, 5)]
          .map((event) => ({ event, key: numbers.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ event }) => event);
        expect(known(modelOf(mixed))).toEqual(known(modelOf(events)));
      }),
    );
  });

  it('does not hear of other lines', () => {
    const drafts = [
      checked('g1', 1),
      judged('g1', 1, 'healthy'),
      checked('g1', 9, {}, { line: 'other' }),
      judged('g1', 9, 'late', {}, { line: 'other' }),
      alerted('g1', 'not ours', 'other'),
    ];
    expect(known(modelOf(eventsOf(drafts)))).toEqual(known(modelOf(eventsOf(drafts.slice(0, 2)))));
  });

  it('changes its version with what it knows, and with nothing else', () => {
    const events = eventsOf([checked('g1', 1), review('a17'), judged('g1', 1, 'healthy'), job('j')]);
    const model = modelOf([]);
    const versions = events.map((event) => {
      model.add(event);
      return model.version;
    });
    expect(versions[1]).toBe(versions[0]);
    expect(versions[2]).toBeGreaterThan(versions[1]);
    expect(versions[3]).toBe(versions[2]);
    model.add(events[0]);
    expect(model.version).toBe(versions[3]);
  });

  it('keeps the newest alerts, newest first', () => {
    const drafts = Array.from({ length: MOST_ALERTS + 20 }, (_, i) => alerted('g1', `alert ${i}`));
    const { alerts } = modelOf(eventsOf(drafts));
    expect(alerts.length).toBe(MOST_ALERTS);
    expect(alerts[0].body.message).toBe(`alert ${MOST_ALERTS + 19}`);
    expect(alerts.map(({ seq }) => seq)).toEqual([...alerts.map(({ seq }) => seq)].sort((a, b) => b - a));
  });

  it('knows the report of the newest check, and none where that kept none', () => {
    const drafts = [checked('g2', 2, { report: report(2) }), checked('g1', 1, { report: report(1) })];
    expect(modelOf(eventsOf(drafts)).report).toEqual(report(1));
    expect(modelOf(eventsOf([...drafts, checked('g3', 3)])).report).toBeUndefined();
  });
});
