import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { Mailbox } from './mailbox.ts';
import { deathOf, revived, Thread } from './thread.ts';

const disk = scratch();
const threads: Thread<unknown, unknown>[] = [];
afterEach(() => {
  for (const thread of threads.splice(0)) thread.stop();
});

type Heard = { readonly answer: unknown } | { readonly death: unknown };
let n = 0;

/** A thread that runs `program`, in which `port` is its end of the wire. */
function start(program: string, workerData?: unknown) {
  const box = new Mailbox<Heard>();
  const text = `import { parentPort as port, workerData } from 'node:worker_threads';\n${program}`;
  const thread = new Thread<unknown, unknown>(
    pathToFileURL(disk.write(`thread-${n++}.mjs`, text)),
    { hear: (answer) => box.put({ answer }), died: (death) => box.put({ death }) },
    workerData,
  );
  threads.push(thread);
  return { thread, box };
}

const ECHO = `port.on('message', (order) => port.postMessage({ order, workerData }));`;

/** Waits for the whole life of another thread: what one before it had to say was said by then. */
async function another(): Promise<void> {
  const { thread, box } = start(ECHO);
  thread.post(1);
  await box.take();
}

describe('Thread', () => {
  it('takes orders, and answers with what it was given to work with', async () => {
    const { thread, box } = start(ECHO, 7);
    thread.post('go');
    expect(await box.take()).toEqual({ answer: { order: 'go', workerData: 7 } });
  });

  it('tells of its death once, and why', async () => {
    const { thread, box } = start(`port.once('message', () => { throw new Error('out of luck'); });`);
    thread.post(1);
    expect(await box.take()).toMatchObject({ death: { message: 'out of luck' } });
    // The exit that follows an error is the same death.
    await another();
    expect(await Promise.race([box.take(), Promise.resolve('quiet')])).toBe('quiet');
  });

  it('takes an end that nobody asked for, for a death', async () => {
    const { thread, box } = start(`port.once('message', () => process.exit(3));`);
    thread.post(1);
    expect(await box.take()).toMatchObject({ death: { message: 'it ended with status 3' } });
  });

  it('takes no end for a death after its last word', async () => {
    const { thread, box } = start(
      `port.on('message', (order) => { if (order === 'end') process.exit(3); port.postMessage('last'); });`,
    );
    thread.post(1);
    expect(await box.take()).toEqual({ answer: 'last' });
    thread.over();
    thread.post('end');
    await another();
    expect(await Promise.race([box.take(), Promise.resolve('quiet')])).toBe('quiet');
  });

  it('is not heard after it was stopped', async () => {
    const { thread, box } = start(ECHO);
    thread.post(1);
    thread.stop();
    await another();
    expect(await Promise.race([box.take(), Promise.resolve('quiet')])).toBe('quiet');
  });

  it('throws what cannot be sent to it', () => {
    expect(() => start(ECHO).thread.post(() => {})).toThrow(/could not be cloned/);
  });
});

describe('deathOf', () => {
  it('names what was read, and what would take less memory', () => {
    const cause = Object.assign(new Error('heap'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });
    expect(deathOf(cause, 'a.jsonl')).toMatchObject({
      code: 'E_WORKER',
      message: 'a worker died while it read a.jsonl: heap',
      where: 'a.jsonl',
      hint: expect.stringContaining('lower --max-row-bytes'),
    });
    expect(deathOf(cause, undefined, 'use fewer workers').hint).toContain(
      'use fewer workers, or give Node more',
    );
  });

  it('advises to do without threads where it does not know more', () => {
    for (const cause of [new Error('x'), 'x', undefined])
      expect(deathOf(cause, undefined).hint).toContain('--workers 0');
  });
});

describe('revived', () => {
  it('gives an error back with its code, place and hint, and the stack as its cause', () => {
    const error = revived({ code: 'E_ROW', message: 'm', where: 'w', hint: 'h', stack: 's' });
    expect(error.toJSON()).toEqual({ code: 'E_ROW', message: 'm', where: 'w', hint: 'h' });
    expect(error.cause).toBe('s');
  });
});
