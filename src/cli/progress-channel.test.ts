import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../base/errors.ts';
import { ProgressChannel, type ProgressNews } from './progress-channel.ts';

const NEWS: ProgressNews = { label: 'reading a.jsonl', done: 5, total: 10, unit: 'bytes' };

/** A channel on a clock that goes when told, and its lines. */
function made() {
  const clock = { now: 0 };
  const pipe = new PassThrough();
  const channel = new ProgressChannel(pipe, () => clock.now);
  const lines = (): unknown[] =>
    String(pipe.read() ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  return { channel, clock, pipe, lines };
}

describe('ProgressChannel', () => {
  it('writes a line of JSON for each piece of news', () => {
    const { channel, lines } = made();
    channel.progress(NEWS);
    channel.failed(new OutcrossError('E_EMPTY', 'a.jsonl is empty', { where: 'a.jsonl', hint: 'Fill it.' }));
    expect(lines()).toEqual([
      { progress: NEWS },
      { error: { code: 'E_EMPTY', message: 'a.jsonl is empty', where: 'a.jsonl', hint: 'Fill it.' } },
    ]);
  });

  it('leaves out what is not known', () => {
    const { channel, lines } = made();
    channel.progress({ ...NEWS, total: undefined });
    channel.failed('no error at all');
    const { total: _, ...rest } = NEWS;
    expect(lines()).toEqual([
      { progress: rest },
      { error: { code: 'E_INTERNAL', message: 'no error at all' } },
    ]);
  });

  it('tells of progress at most five times a second, and of an error always', () => {
    const { channel, clock, lines } = made();
    for (; clock.now < 1000; clock.now += 10) channel.progress(NEWS);
    channel.failed(new Error('x'));
    expect(lines()).toHaveLength(6);
  });

  it('keeps a label on its line, whatever stands in it', () => {
    const { channel, lines } = made();
    channel.progress({ ...NEWS, label: 'a\n{"error":{}}\n' });
    expect(lines()).toEqual([{ progress: { ...NEWS, label: 'a\n{"error":{}}\n' } }]);
  });

  it('lets go of what a full pipe does not take', () => {
    let taken = 0;
    const full = new Writable({
      write(piece, _encoding, _done) {
        taken += piece.length;
      },
    });
    const clock = { now: 0 };
    const channel = new ProgressChannel(full, () => clock.now);
    for (let i = 0; i < 10_000; i++, clock.now += 1000)
      channel.progress({ ...NEWS, label: 'x'.repeat(1000) });
    expect(taken).toBeLessThan(10_000);
    expect(full.writableLength).toBeLessThan(100_000);
  });

  it('goes on without a reader', async () => {
    const { channel, pipe, clock } = made();
    pipe.destroy(new Error('EPIPE'));
    await new Promise((resolve) => setImmediate(resolve));
    clock.now = 1000;
    channel.progress(NEWS);
    channel.failed(new Error('x'));
    expect(pipe.destroyed).toBe(true);
  });
});
