import { describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { barLine, LabBar } from './lab-bar.ts';

/** A context whose clock stands at `clock.at`, and what was written to its standard error. */
function contextOf(isTTY: boolean, clock: { at: number }): { context: Context; written: string[] } {
  const written: string[] = [];
  const stderr = { write: (text: string) => written.push(text), isTTY, columns: 60 };
  const context: Context = {
    stdout: { write: () => {} },
    stderr,
    env: {},
    signal: new AbortController().signal,
    now: () => clock.at,
    status: 0,
  };
  return { context, written };
}

describe('barLine', () => {
  it('shows share, count and the time left', () => {
    expect(barLine(25, 100, 'generations', { done: 25, elapsed: 10_000 })).toBe(
      '██████░░░░░░░░░░░░░░░░░░  25%  25 of 100 generations  0:30 left',
    );
  });

  it('counts the pace of this run alone: what was kept took no time', () => {
    expect(barLine(90, 100, 'lines', { done: 10, elapsed: 10_000 })).toContain('0:10 left');
  });

  it('does not guess before it has seen something', () => {
    expect(barLine(1, 100, 'lines', { done: 1, elapsed: 10_000 })).not.toContain('left');
    expect(barLine(50, 100, 'lines', { done: 50, elapsed: 100 })).not.toContain('left');
    expect(barLine(50, 100, 'lines', { done: 0, elapsed: 9000 })).not.toContain('left');
  });
});

describe('LabBar', () => {
  it('draws on a terminal within its width, not more often than ten times a second, and leaves no trace', () => {
    const clock = { at: 0 };
    const { context, written } = contextOf(true, clock);
    const bar = new LabBar(context, 'generations');
    for (clock.at = 0; clock.at <= 1000; clock.at += 20) bar.update(clock.at, 100_000);
    expect(written.length).toBeLessThanOrEqual(11);
    for (const text of written) expect(text.length).toBeLessThan(60 + '\r\u001b[K'.length);
    bar.clear();
    expect(written.at(-1)).toBe('\r\u001b[K');
  });

  it('is silent in a pipe', () => {
    const { context, written } = contextOf(false, { at: 0 });
    const bar = new LabBar(context, 'generations');
    bar.update(1, 2);
    bar.clear();
    expect(written).toEqual([]);
  });

  it('tells the channel', () => {
    const { context } = contextOf(false, { at: 0 });
    const told: unknown[] = [];
    const channel = { progress: (news: unknown) => told.push(news), failed: () => {} };
    new LabBar({ ...context, channel }, 'generations').update(3, 10);
    expect(told).toEqual([{ label: 'generations', done: 3, total: 10, unit: 'steps' }]);
  });
});
