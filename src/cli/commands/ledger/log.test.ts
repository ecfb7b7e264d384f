import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { job, review } from '../../../ledger/fixtures.test.support.ts';
import { openLedger } from '../../../ledger/open.ts';
import { workspaces } from '../../../workspace/fixtures.test.support.ts';
import { desk } from '../../fixtures.test.support.ts';
import { run } from '../../run.ts';

const { make } = workspaces();

async function scene(drafts = [review('a', 'reject'), job('j'), review('b')]) {
  const { folder } = await make('line: x\n');
  const store = await openLedger('.outcross/ledger.sqlite', folder);
  await store.append(drafts);
  await store.close();
  const config = ['--config', join(folder, 'outcross.yaml')];
  const ledger = async (...args: string[]) => {
    const { context, out, err } = desk();
    out.columns = 80;
    const status = await run(['ledger', ...args, ...config], context);
    return { status, out: out.text, err: err.text };
  };
  return { folder, ledger, config };
}

describe('outcross ledger log', () => {
  it('lists events, newest first', async () => {
    expect((await (await scene()).ledger('log')).out).toMatchInlineSnapshot(`
      "     time (UTC)        what                    about      by
        3  2026-01-02 03:04  review.decided  accept  example:b  zoe
        2  2026-01-02 03:04  job.ended       done    job:j      zoe
        1  2026-01-02 03:04  review.decided  reject  example:a  zoe
      "
    `);
  });

  it('says that there are more than are shown, and only where there are', async () => {
    const { ledger } = await scene();
    expect((await ledger('log', '--limit', '2')).out).toMatch(/\n\nThe newest 2; --limit shows more\.\n$/);
    expect((await ledger('log', '--limit', '3')).out).not.toContain('more');
    const { events } = JSON.parse((await ledger('log', '--limit', '2', '--json')).out);
    expect(events.map(({ seq }: { seq: number }) => seq)).toEqual([3, 2]);
  });

  it('takes several kinds, also those of a later version', async () => {
    const { ledger } = await scene();
    const kinds = ['--kind', 'job.ended', '--kind', 'later.kind'];
    expect(JSON.parse((await ledger('log', ...kinds, '--json')).out).events).toHaveLength(1);
    expect((await ledger('log', '--kind', 'later.kind')).out).toMatch(/^Nothing of that is in /);
  });

  it.each([
    [['--kind', 'reveiw.Decided'], 'Did you mean "review.decided"?'],
    [['--kind', ''], 'Known: '],
    [['--subject', 'exampel:a'], 'TYPE:ID'],
    [['--subject', 'example:'], 'TYPE:ID'],
    [['--since', '2026-02-30T'], 'such as 2026-01-31'],
    [['--since', 'yesterday'], 'such as 2026-01-31'],
    [['--limit', '0'], '--limit'],
    [['--limit', '-1'], '--limit'],
    [['--limit', '1e3x'], '--limit'],
  ])('refuses %j, and says what would do', async (args, said) => {
    const { status, out, err } = await (await scene()).ledger('log', ...args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(said);
  });
});

describe('outcross ledger show', () => {
  it('shows one event, and names the newest where there is none of the number', async () => {
    const { ledger } = await scene();
    const event = JSON.parse((await ledger('show', '2', '--json')).out);
    expect(event).toMatchObject({ seq: 2, kind: 'job.ended', subjects: [{ type: 'job', id: 'j' }] });
    expect(await ledger('show', '4')).toMatchObject({
      status: 2,
      err: expect.stringContaining('The newest is 3.'),
    });
    expect((await ledger('show', 'two')).status).toBe(2);
  });
});

describe('outcross ledger export', () => {
  it('ends in peace where the reader of a pipe has seen enough', async () => {
    const { config } = await scene();
    const { context, err } = desk();
    const lines: string[] = [];
    const pipe = Object.assign(new EventEmitter(), {
      write(line: string) {
        lines.push(line);
        setImmediate(() => pipe.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })));
        return false;
      },
    });
    const status = await run(['ledger', 'export', ...config], { ...context, stdout: pipe as never });
    expect({ status, err: err.text, lines: lines.length }).toEqual({ status: 0, err: '', lines: 1 });
  });

  it('waits for a slow reader, and gives all', async () => {
    const { config } = await scene();
    const { context } = desk();
    const lines: string[] = [];
    const pipe = Object.assign(new EventEmitter(), {
      write(line: string) {
        lines.push(line);
        setImmediate(() => pipe.emit('drain'));
        return false;
      },
    });
    expect(await run(['ledger', 'export', ...config], { ...context, stdout: pipe as never })).toBe(0);
    expect(lines).toHaveLength(4);
    expect(JSON.parse(lines[3])).toHaveProperty('head');
  });

  it('writes no file where a folder stands', async () => {
    const { folder, ledger } = await scene();
    expect(await ledger('export', '-o', folder)).toMatchObject({ status: 2, out: '' });
  });
});
