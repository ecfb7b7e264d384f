import { describe, expect, it } from 'vitest';
import type { Progress } from '../engine/engine.ts';
import { cellWidth } from '../report/terminal/cells.ts';
import { desk } from './fixtures.test.support.ts';
import { duration, ProgressBar, progressLine } from './progress-bar.ts';
import type { ProgressNews } from './progress-channel.ts';

const HALF: Progress = { bytes: 50e6, totalBytes: 100e6, examples: 1200, file: 'data/human.jsonl' };
const ERASE = '\r\u001b[K';

describe('ProgressBar', () => {
  it('writes nothing into a pipe, nor to a terminal that cannot erase', () => {
    for (const [tty, env] of [
      [false, {}],
      [true, { TERM: 'dumb' }],
    ] as const) {
      const { context, err } = desk(env);
      err.isTTY = tty;
      const bar = new ProgressBar(context);
      bar.update(HALF);
      bar.clear();
      expect(err.text).toBe('');
    }
  });

  it('draws at most ten times a second, each time over the last, and leaves nothing behind', () => {
    const { context, err, wait } = desk();
    err.isTTY = true;
    const bar = new ProgressBar(context);
    for (let i = 0; i < 100; i++) {
      bar.update(HALF);
      wait(10);
    }
    bar.clear();
    const drawings = err.text.split(ERASE);
    expect(drawings).toHaveLength(12);
    expect(drawings[0]).toBe('');
    expect(drawings[5]).toContain('50%');
    expect(drawings[11]).toBe('');
    expect(err.text).not.toContain('\n');
  });

  it('clears nothing where nothing was drawn', () => {
    const { context, err } = desk();
    err.isTTY = true;
    new ProgressBar(context).clear();
    expect(err.text).toBe('');
  });

  it('tells the channel also where no terminal shows it', () => {
    const { context, err } = desk();
    const told: ProgressNews[] = [];
    const channel = { progress: (news: ProgressNews) => told.push(news), failed: () => {} };
    const bar = new ProgressBar({ ...context, channel });
    bar.update(HALF);
    bar.update({ ...HALF, totalBytes: undefined });
    expect(told).toEqual([
      { label: 'reading data/human.jsonl', done: 50e6, total: 100e6, unit: 'bytes' },
      { label: 'reading data/human.jsonl', done: 50e6, total: undefined, unit: 'bytes' },
    ]);
    expect(err.text).toBe('');
  });

  it.each([0, 1, 12, 40, 200])('stays inside a terminal of %i columns', (columns) => {
    const { context, err } = desk();
    err.isTTY = true;
    err.columns = columns;
    new ProgressBar(context).update({ ...HALF, file: '\u6f22\u5b57'.repeat(30) });
    const room = columns === 0 ? 79 : Math.max(10, columns - 1);
    expect(cellWidth(err.text.replace(ERASE, ''))).toBeLessThanOrEqual(room);
  });
});

describe('progressLine', () => {
  it('shows file, share, speed and time left', () => {
    const line = progressLine(HALF, 2000);
    expect(line.replace(/ +/g, ' ')).toBe(
      `data/human.jsonl ${'\u2588'.repeat(10)}${'\u2591'.repeat(10)} 50% 25 MB/s 0:02 left`,
    );
  });

  it('gives no rate before it means something, and none of a job that has read nothing', () => {
    expect(progressLine(HALF, 499)).not.toContain('/s');
    expect(progressLine({ ...HALF, bytes: 0 }, 5000)).not.toContain('left');
  });

  it('shows what was read of a stream whose end nobody knows', () => {
    const line = progressLine({ ...HALF, totalBytes: undefined, file: 'stdin' }, 1000);
    expect(line.replace(/ +/g, ' ')).toBe('stdin 50 MB 1,200 examples 50 MB/s');
  });

  it('never shows more than all', () => {
    expect(progressLine({ ...HALF, bytes: 101e6 }, 0)).toContain('100%');
    expect(progressLine({ ...HALF, bytes: 0, totalBytes: 0 }, 0)).toContain('100%');
  });

  it('lets no file name drive the terminal', () => {
    expect(progressLine({ ...HALF, file: 'a\u001b[2Jb' }, 0)).not.toContain('\u001b');
  });
});

describe('duration', () => {
  it.each([
    [-3, '0:00'],
    [6.2, '0:07'],
    [750, '12:30'],
    [3723, '1:02:03'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});
