import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { madeRows, workspaces } from '../../workspace/fixtures.test.support.ts';
import type { Aside } from './aside.ts';
import type { AsideData } from './messages.ts';
import { placeOf } from './reopen.ts';
import { threadAside } from './thread-aside.ts';

const disk = scratch();
const DATA: AsideData = { desk: 'plan', place: { folder: disk.folder } };

/** A thread that answers as it is told. */
const PROGRAM = `
import { parentPort, threadId } from 'node:worker_threads';
parentPort.on('message', ({ id, name, argument, close }) => {
  if (close) return parentPort.postMessage({ id, value: undefined });
  if (name === 'die') process.exit(3);
  if (name === 'throw') return parentPort.postMessage({ id, error: { code: 'E_POLICY', message: 'no', where: 'size' } });
  if (name === 'silent') return;
  parentPort.postMessage({ id, value: name === 'thread' ? threadId : argument });
});
`;
const file = pathToFileURL(disk.write('thread.mjs', PROGRAM));
const open: Aside[] = [];

function begin(): Aside {
  const aside = threadAside(DATA, file);
  open.push(aside);
  return aside;
}

afterEach(async () => {
  for (const aside of open.splice(0)) await aside.close();
});

describe('threadAside', () => {
  it('answers calls in one thread, each with its own answer', async () => {
    const aside = begin();
    expect(await Promise.all([1, 2, 3].map((n) => aside.call('echo', n)))).toEqual([1, 2, 3]);
    const threads = await Promise.all([aside.call('thread'), aside.call('thread')]);
    expect(threads[0]).toBe(threads[1]);
  });

  it('throws what the call throws, with code and place', async () => {
    await expect(begin().call('throw')).rejects.toMatchObject({
      name: 'OutcrossError',
      code: 'E_POLICY',
      where: 'size',
    });
  });

  it('fails the calls under way of a thread that dies, and begins another for the next', async () => {
    const aside = begin();
    const first = await aside.call('thread');
    const lost = [aside.call('silent'), aside.call('die')].map((call) =>
      expect(call).rejects.toMatchObject({ code: 'E_WORKER' }),
    );
    await Promise.all(lost);
    expect(await aside.call('thread')).not.toBe(first);
  });

  it('leaves nobody waiting when it is closed, and takes no calls after', async () => {
    const aside = begin();
    const waiting = expect(aside.call('silent')).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    await aside.close();
    await waiting;
    await expect(aside.call('echo')).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    await aside.close();
  });

  it('begins no thread that nobody calls', async () => {
    const aside = threadAside(DATA, new URL('file:///there/is/no/such/program.js'));
    await aside.close();
  });

  it('says so where its program is not there', async () => {
    const aside = threadAside(DATA, new URL('file:///there/is/no/such/program.js'));
    open.push(aside);
    await expect(aside.call('echo')).rejects.toMatchObject({ code: 'E_WORKER' });
  });
});

describe('the thread that was built', () => {
  const { anchored } = workspaces();

  it('plans, audits and counts a workspace as this thread would', async () => {
    const yaml = 'line: stories\nhuman: human.jsonl\ngenerations: "g*.jsonl"\n';
    const workspace = await anchored(yaml, { 'g1.jsonl': madeRows(20, 1) });
    const place = placeOf(workspace);
    const calls = [
      ['plan', 'next', { now: 1 }],
      ['audit', 'facts', { now: 1 }],
      ['sources', 'inventory', {}],
    ] as const;
    const answers = await Promise.all(
      calls.map(([desk, name, argument]) => {
        const aside = threadAside({ desk, place });
        open.push(aside);
        return aside.call(name, argument);
      }),
    );
    expect(answers).toMatchObject([
      { generation: 2, surveyed: false },
      { line: 'stories', generations: [{ name: 'g1' }] },
      { corpora: [{ examples: 60 }, { examples: 20 }] },
    ]);
  });
});
