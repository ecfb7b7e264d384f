import { describe, expect, it } from 'vitest';
import { Driver } from './driver.ts';
import { answerFor, itemsAt } from './fixtures.test.support.ts';
import { handsOf, TOO_EARLY } from './hands.ts';
import { arrived, begin, shown } from './session.ts';

function desk(...places: number[]) {
  const session = arrived(begin('q', 'ana', 0), { items: itemsAt(...places), remaining: places.length }, 0);
  const driver = new Driver(
    { ...session, exhausted: true },
    {
      clock: () => 1000,
      later: () => () => {},
      port: {
        next: async () => ({ items: [], remaining: 0 }),
        decide: async ({ id }) => ({ kind: 'saved', now: answerFor(id, 1) }),
        item: async () => undefined,
      },
    },
  );
  const said: string[] = [];
  const page = { since: 0 };
  const hands = handsOf(
    driver,
    (text) => said.push(text),
    () => page.since,
  );
  return { driver, said, page, hands };
}

const decisions = (driver: Driver) => driver.session.entries.map(({ body }) => body.decision);

describe('handsOf', () => {
  it('decides about one example after the other, and says what was done', () => {
    const { driver, said, hands } = desk(0, 1, 2, 3);
    hands.accept();
    hands.reject();
    hands.skip();
    hands.choose('human');
    expect(decisions(driver)).toEqual(['accept', 'reject', 'skip', 'relabel']);
    expect(said).toEqual(['Accepted', 'Rejected', 'Skipped', 'Relabelled as human']);
  });

  it('does nothing, and says nothing, where nothing is shown', () => {
    const { driver, said, hands } = desk();
    hands.accept();
    hands.edit();
    hands.undo();
    hands.relabel();
    expect([driver.session.mode, decisions(driver), said]).toEqual(['decide', [], []]);
  });

  it('never applies a key to an example that came up after it was pressed', () => {
    const { driver, said, page, hands } = desk(0, 1, 2);
    hands.accept(10);
    page.since = 20;
    for (const hand of [hands.accept, hands.reject, hands.skip, hands.edit, hands.relabel, hands.writeNote])
      hand(15);
    expect([decisions(driver), driver.session.mode]).toEqual([['accept'], 'decide']);
    expect(said.at(-1)).toBe(TOO_EARLY);
    hands.reject(20);
    expect(decisions(driver)).toEqual(['accept', 'reject']);
  });

  it('takes back also what was pressed by mistake a moment ago', () => {
    const { driver, page, hands } = desk(0, 1);
    hands.accept(10);
    page.since = 20;
    hands.undo();
    expect(shown(driver.session)?.id).toBe('e0');
  });

  it('takes back', () => {
    const { driver, said, hands } = desk(0, 1);
    hands.accept();
    hands.undo();
    expect(shown(driver.session)?.id).toBe('e0');
    expect(said.at(-1)).toBe('Taken back');
  });

  it('saves an edit', () => {
    const { driver, hands } = desk(0, 1);
    hands.edit();
    driver.change((session) => ({ ...session, draft: 'Better.' }));
    hands.save();
    expect(driver.session.entries[0].body).toMatchObject({ decision: 'edit', text: 'Better.' });
    expect(driver.session.mode).toBe('decide');
  });

  it('keeps the draft of whoever leaves the field', () => {
    const { driver, hands } = desk(0);
    hands.edit();
    driver.change((session) => ({ ...session, draft: 'Half a thou' }));
    hands.leave();
    expect([driver.session.mode, driver.session.draft]).toEqual(['decide', 'Half a thou']);
  });

  it('takes no edit that changes nothing or leaves nothing', () => {
    const { driver, said, hands } = desk(0);
    hands.edit();
    hands.save();
    driver.change((session) => ({ ...session, draft: shown(session)!.text }));
    hands.save();
    driver.change((session) => ({ ...session, draft: ' \n' }));
    hands.save();
    expect(decisions(driver)).toEqual([]);
    expect(said.map((text) => text.split(':')[0])).toEqual([
      'Nothing was changed',
      'Nothing was changed',
      'Nothing would be left',
    ]);
    expect(driver.session.mode).toBe('edit');
  });

  it('opens and leaves the choice of an origin and the note', () => {
    const { driver, hands } = desk(0);
    hands.relabel();
    expect(driver.session.mode).toBe('relabel');
    hands.leave();
    hands.writeNote();
    expect(driver.session.mode).toBe('note');
  });
});
