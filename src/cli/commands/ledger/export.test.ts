import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { all, job } from '../../../ledger/fixtures.test.support.ts';
import { UNRECORDED_FOLDER, UNRECORDED_SCHEMA } from '../../../ledger/unrecorded.ts';
import { workspaces } from '../../../workspace/fixtures.test.support.ts';
import { openLedgerOf } from '../../../workspace/ledger.ts';
import { desk } from '../../fixtures.test.support.ts';
import { run } from '../../run.ts';

const { make } = workspaces();

/** A workspace whose ledger has these jobs. */
async function scene(jobs: readonly string[] = ['a', 'b']) {
  const workspace = await make('line: x\n');
  const { folder } = workspace;
  const store = await openLedgerOf(workspace, { create: true });
  await store.append(jobs.map((id) => job(id)));
  const head = await store.head();
  await store.close();
  const at = (name: string) => join(folder, name);
  const ledger = async (word: string, ...args: string[]) => {
    const { context, out, err } = desk();
    const status = await run(['ledger', word, ...args, '--config', at('outcross.yaml')], context);
    return { status, out: out.text, err: err.text };
  };
  const events = async () => {
    const opened = await openLedgerOf(workspace);
    const found = await all(opened.events());
    await opened.close();
    return found;
  };
  return { folder, at, head, ledger, events };
}

describe('outcross ledger export', () => {
  it('writes what verifies by itself, and says the head to note', async () => {
    const { at, head, ledger } = await scene();
    const { status, out } = await ledger('export', '-o', at('copy.jsonl'));
    expect([status, out.includes(`head 2:${head.digest}`)]).toEqual([0, true]);
    const verified = await ledger('verify', at('copy.jsonl'), '--head', `2:${head.digest}`, '--json');
    expect([verified.status, JSON.parse(verified.out).passed]).toEqual([0, true]);
  });

  it('writes the same bytes to standard output, and nothing else', async () => {
    const { at, ledger } = await scene();
    await ledger('export', '-o', at('copy.jsonl'));
    for (const args of [[], ['-o', '-']]) {
      const { out, err } = await ledger('export', ...args);
      expect([out, err]).toEqual([readFileSync(at('copy.jsonl'), 'utf8'), '']);
    }
  });

  it('is of an empty ledger too', async () => {
    const { at, ledger } = await scene([]);
    expect((await ledger('export', '-o', at('copy.jsonl'))).status).toBe(0);
    expect((await ledger('verify', at('copy.jsonl'))).status).toBe(0);
  });

  it('never writes over the ledger that it reads', async () => {
    const { at, ledger, events } = await scene();
    const own = at('.outcross/ledger.sqlite');
    for (const path of [own, at('.outcross/../.outcross/ledger.sqlite')]) {
      const { status, err } = await ledger('export', '-o', path);
      expect([status, err.includes('--output')]).toEqual([2, true]);
    }
    expect(await events()).toHaveLength(2);
  });

  it('says before the work that it cannot write', async () => {
    const { at, ledger, folder } = await scene();
    mkdirSync(at('dir'));
    for (const path of [at('dir'), at('gone/copy.jsonl')])
      expect((await ledger('export', '-o', path)).err).toContain('E_WRITE');
    expect(readdirSync(folder).sort()).toEqual(['.outcross', 'dir', 'outcross.yaml']);
  });
});

describe('outcross ledger show', () => {
  it('shows an event, and names the newest where there is none of that number', async () => {
    const { ledger, head } = await scene();
    expect(JSON.parse((await ledger('show', '2', '--json')).out)).toMatchObject({
      seq: 2,
      digest: head.digest,
    });
    const { status, err } = await ledger('show', '3');
    expect([status, err.includes('The newest is 2.')]).toEqual([2, true]);
    expect((await (await scene([])).ledger('show', '1')).err).toContain('It is empty.');
  });

  it.each(['0', '-1', '1.5', 'x', '1e3', '99999999999999999999'])(
    'takes %s for no number of an event',
    async (n) => {
      const { ledger } = await scene();
      expect((await ledger('show', '--', n)).status).toBe(2);
    },
  );
});

describe('outcross ledger record', () => {
  const waiting = (...ids: string[]) =>
    JSON.stringify({ schema: UNRECORDED_SCHEMA, drafts: ids.map((id) => job(id)) });

  it('records what waited, under its own time, and removes the file', async () => {
    const { at, ledger, events } = await scene();
    mkdirSync(at(UNRECORDED_FOLDER), { recursive: true });
    const file = at(`${UNRECORDED_FOLDER}/1.json`);
    writeFileSync(file, waiting('late'));
    expect(await ledger('record', file)).toMatchObject({
      status: 0,
      out: expect.stringContaining('3 job.ended'),
    });
    expect(existsSync(file)).toBe(false);
    expect((await events()).at(-1)).toMatchObject({
      at: job('late').at,
      subjects: [{ type: 'job', id: 'late' }],
    });
  });

  it('takes nothing twice: a file that outlived its recording is only removed', async () => {
    const { at, ledger, events } = await scene();
    for (const said of ['recorded as 3 job.ended', 'was recorded before as 3 job.ended']) {
      writeFileSync(at('1.json'), waiting('late'));
      expect(await ledger('record', at('1.json'))).toMatchObject({
        status: 0,
        out: expect.stringContaining(said),
      });
      expect([existsSync(at('1.json')), (await events()).length]).toEqual([false, 3]);
    }
    writeFileSync(at('1.json'), waiting('late', 'later'));
    const { out } = await ledger('record', at('1.json'));
    expect(out).toContain('recorded as 4 job.ended; was recorded before as 3 job.ended');
    writeFileSync(at('1.json'), waiting());
    expect((await ledger('record', at('1.json'))).out).toContain('held no facts');
  });

  it('keeps the file, and records nothing of it, where one of its facts is none', async () => {
    const { at, ledger, events } = await scene();
    const drafts = [job('good'), { ...job('bad'), kind: 'no.kind' }];
    writeFileSync(at('1.json'), JSON.stringify({ schema: UNRECORDED_SCHEMA, drafts }));
    const { status, err } = await ledger('record', at('1.json'));
    expect([status, err.includes('no.kind')]).toEqual([2, true]);
    expect([existsSync(at('1.json')), (await events()).length]).toEqual([true, 2]);
  });

  it.each([
    '',
    'null',
    '[]',
    '{}',
    '{"schema":"outcross.unrecorded/1","drafts":{}}',
    '{"schema":"other/1","drafts":[]}',
  ])('leaves alone what holds no such facts: %s', async (text) => {
    const { at, ledger } = await scene();
    writeFileSync(at('own.json'), text);
    expect((await ledger('record', at('own.json'))).status).toBe(2);
    expect(readFileSync(at('own.json'), 'utf8')).toBe(text);
  });

  it('keeps what it recorded before it met a file that is not there', async () => {
    const { at, ledger, events } = await scene();
    writeFileSync(at('1.json'), waiting('one'));
    writeFileSync(at('3.json'), waiting('three'));
    expect((await ledger('record', at('1.json'), at('2.json'), at('3.json'))).status).toBe(2);
    expect((await events()).map(({ subjects }) => subjects[0].id)).toEqual(['a', 'b', 'one']);
    expect([existsSync(at('1.json')), existsSync(at('3.json'))]).toEqual([false, true]);
  });
});
