import { describe, expect, it } from 'vitest';
import { watchDesk } from './desk.test.support.ts';
import { outstanding } from './outbox.ts';

const desks = watchDesk();

describe('a look at a line', () => {
  it('checks what is new, in the light of those before it, once it is settled', async () => {
    const desk = await desks.open();
    desk.write('g1', 'healthy');
    const watch = await desk.start();
    expect(await watch.look()).toMatchObject({ pending: 1, checked: 0 });
    expect(await watch.look()).toMatchObject({ pending: 0, checked: 1, alerts: 0 });
    desk.write('g2', 'early');
    await watch.look();
    expect(await watch.look()).toMatchObject({ checked: 1, alerts: 1 });
    expect(await watch.look()).toMatchObject({ checked: 0, alerts: 0, pending: 0 });
    expect(watch.lines).toEqual([['g1'], ['g1', 'g2']]);
    expect(watch.kinds()).toEqual(['checked', 'checked']);
    expect(await desk.history()).toEqual([
      'generation.checked g1',
      'verdict.given g1',
      'generation.checked g2',
      'verdict.given g2',
      'alert.raised g2',
    ]);
  });

  it('does not check again what was checked: after a restart, under another name, or by another command', async () => {
    const desk = await desks.open();
    desk.write('g1', 'late');
    const first = await desk.start();
    await first.look();
    await first.look();
    desk.remove('g1');
    desk.write('renamed', 'late');
    const second = await desk.start();
    await second.look();
    const { newest } = await second.look();
    expect(second.lines).toEqual([]);
    expect(second.known.verdictOf(newest!)).toBe('late');
    expect(await desk.history()).toHaveLength(3);
  });

  it('checks a file anew whose content was replaced', async () => {
    const desk = await desks.open();
    desk.write('g1', 'healthy');
    const watch = await desk.start();
    await watch.look();
    await watch.look();
    desk.write('g1', 'early now');
    await watch.look();
    expect(await watch.look()).toMatchObject({ checked: 1, alerts: 1 });
    expect(watch.kinds()).toEqual(['checked', 'pending', 'checked']);
  });

  it('waits for a file that grows, says so once, and lets those after it wait for a while', async () => {
    const desk = await desks.open();
    const watch = await desk.start();
    desk.write('g2', 'healthy');
    for (let i = 0; i < 5; i++) {
      desk.write('g1', `healthy ${'x'.repeat(i)}`);
      expect(await watch.look()).toMatchObject({ checked: 0, pending: 2 });
    }
    expect(watch.kinds()).toEqual(['pending']);
    // It tires those who wait in the end.
    desk.write('g1', 'healthy and more');
    expect(await watch.look(10)).toMatchObject({ checked: 1, pending: 1 });
    expect(watch.lines).toEqual([['g2']]);
    await watch.look();
    expect(watch.lines.at(-1)).toEqual(['g1']);
  });

  it('takes no file for done that is empty or not there', async () => {
    const desk = await desks.open();
    desk.write('g1', '');
    const watch = await desk.start();
    for (let i = 0; i < 20; i++) expect(await watch.look(5)).toEqual({ pending: 0, checked: 0, alerts: 0 });
    expect(watch.events).toEqual([]);
  });

  it('records nothing of a file that changed while it was read', async () => {
    const desk = await desks.open();
    desk.write('g1', 'healthy');
    const watch = await desk.start();
    await watch.look();
    desk.state.beforeCheck = () => void desk.write('g1', 'late in fact');
    expect(await watch.look()).toMatchObject({ checked: 0, pending: 1 });
    desk.state.beforeCheck = () => {};
    await watch.look();
    await watch.look();
    expect(await desk.history()).toEqual(['generation.checked g1', 'verdict.given g1', 'alert.raised g1']);
  });

  it('goes on where a clock jumps: waits are told by one that never goes back', async () => {
    const desk = await desks.open();
    desk.write('g1', 'healthy');
    let date = Date.UTC(2026, 0, 1);
    const clock = {
      now: () => desk.state.now,
      date: () => new Date((date -= 86_400_000)),
      sleep: async () => {},
    };
    const watch = await desk.start({ clock });
    await watch.look();
    expect(await watch.look()).toMatchObject({ checked: 1 });
    desk.write('g2', 'early');
    await watch.look();
    expect(await watch.look()).toMatchObject({ checked: 1, alerts: 1 });
  });
});

describe('a corpus that cannot be read', () => {
  it('is tried again until it has not changed for long, and is told once, also after a restart', async () => {
    const desk = await desks.open();
    desk.write('g1', 'broken');
    const watch = await desk.start();
    for (let i = 0; i < 5; i++) expect(await watch.look()).toMatchObject({ pending: 1 });
    const last = await watch.look(10);
    expect(last).toMatchObject({ pending: 0, unreadable: { code: 'E_TRUNCATED' } });
    await watch.look();
    expect(watch.kinds()).toEqual(['pending', 'unreadable']);
    const again = await desk.start();
    await again.look();
    await again.look(20);
    expect(again.kinds()).not.toContain('unreadable');
    expect(await desk.history()).toEqual(['alert.raised g1']);
  });

  it('is checked where what was missing came after all', async () => {
    const desk = await desks.open();
    desk.write('g1', 'broken');
    const watch = await desk.start();
    for (let i = 0; i < 3; i++) await watch.look();
    desk.write('g1', 'healthy');
    await watch.look();
    expect(await watch.look()).toMatchObject({ checked: 1 });
    expect(watch.kinds()).not.toContain('unreadable');
  });

  it('is left out of the line of those after it', async () => {
    const desk = await desks.open();
    for (const [name, text] of [
      ['g1', 'healthy'],
      ['g2', 'small'],
      ['g3', 'healthy here'],
    ])
      desk.write(name, text);
    const watch = await desk.start();
    for (let i = 0; i < 4; i++) await watch.look(6);
    expect(watch.lines.at(-1)).toEqual(['g1', 'g3']);
    expect(await desk.history()).toContain('alert.raised g2');
  });
});

describe('what is no fault of a generation', () => {
  it('is thrown, and nothing is recorded', async () => {
    const desk = await desks.open();
    desk.write('g1', 'fault');
    const watch = await desk.start();
    await watch.look();
    await expect(watch.look()).rejects.toMatchObject({ code: 'E_CONFIG' });
    expect(await desk.history()).toEqual([]);
  });
});

describe('two watchers of one line', () => {
  it('record and tell each generation once', async () => {
    const desk = await desks.open();
    desk.write('g1', 'early');
    const [a, b] = [await desk.start(), await desk.start()];
    await a.look();
    await b.look();
    await Promise.all([a.look(), b.look()]);
    const kinds = [...a.kinds(), ...b.kinds()];
    expect(kinds.filter((kind) => kind === 'checked')).toHaveLength(1);
    expect(await desk.history()).toEqual(['generation.checked g1', 'verdict.given g1', 'alert.raised g1']);
  });
});

describe('an alert', () => {
  it('can be made again from the ledger, whole', async () => {
    const desk = await desks.open();
    desk.write('g1', 'late');
    const watch = await desk.start();
    await watch.look();
    await watch.look();
    const [{ alert, seq }] = await outstanding(watch.ledger);
    expect(seq).toBe(3);
    expect(alert).toMatchObject({
      finding: 'verdict.late',
      severity: 'critical',
      line: 'line',
      generation: 'g1',
      verdict: 'late',
      message: 'it is late',
      position: 1,
      signals: [],
    });
    expect(alert.corpus).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is delivered by the log where there is no receiver, so that one that comes later is not flooded', async () => {
    const desk = await desks.open();
    desk.write('g1', 'late');
    const watch = await desk.start({ hasReceiver: false });
    await watch.look();
    await watch.look();
    expect(await outstanding(watch.ledger)).toEqual([]);
    expect(await desk.history()).toEqual([
      'generation.checked g1',
      'verdict.given g1',
      'alert.raised g1',
      'alert.delivered',
    ]);
  });
});
