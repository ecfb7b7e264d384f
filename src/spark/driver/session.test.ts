import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type Channel, startDriver } from './driver-process.ts';
import { decodeFrames, encodeFrame, type Frame } from './frames.ts';
import { type SparkJob, SparkSession } from './session.ts';

const STARTED = { kind: 'started', application: 'app-1', ui: null, master: 'spark://a:1', version: '4.1.4' };
const JOB: SparkJob = {
  action: 'rows',
  group: 'g-1',
  description: 'a job',
  tasks: [],
  document: Uint8Array.of(1, 2, 3),
};

/** A driver that a test plays. */
class Played {
  readonly heard: Frame[] = [];
  killed = false;
  readonly #reads = new PassThrough();
  readonly #writes = new PassThrough();
  #die: (how: string) => void = () => {};
  readonly channel: Channel = {
    reads: this.#reads,
    writes: this.#writes,
    gone: new Promise((resolve) => {
      this.#die = resolve;
    }),
    kill: () => {
      this.killed = true;
      this.die('it ended with signal SIGKILL');
    },
  };

  /** `answer` is asked for what to say to each frame. */
  constructor(answer: (frame: Frame, driver: Played) => void) {
    void this.#listen(answer);
  }

  say(head: Frame['head'], payload: Uint8Array = new Uint8Array(0)): void {
    this.#reads.write(encodeFrame(head, payload));
  }

  die(how: string): void {
    this.#reads.end();
    this.#die(how);
  }

  async #listen(answer: (frame: Frame, driver: Played) => void): Promise<void> {
    for await (const frame of decodeFrames(this.#writes)) {
      this.heard.push(frame);
      answer(frame, this);
    }
    this.die('it ended with status 0');
  }
}

/** A driver that starts, and answers each run as `run` does. */
function driver(run: (job: unknown, driver: Played) => void): Played {
  return new Played((frame, played) => {
    if (frame.head.kind === 'start') played.say(STARTED);
    if (frame.head.kind === 'run') run(frame.head['job'], played);
  });
}

async function kinds(frames: AsyncIterable<Frame>): Promise<string[]> {
  const list: string[] = [];
  for await (const { head } of frames) list.push(head.kind);
  return list;
}

describe('a session', () => {
  it('hands a job over whole, and gives its answers to their end', async () => {
    const played = driver((job, { say }) => {
      say.call(played, { kind: 'progress', job });
      say.call(played, { kind: 'row', job }, Uint8Array.of(9));
      say.call(played, { kind: 'ended', job });
    });
    const session = await SparkSession.open(played.channel, { name: 'n' });
    expect(session.application).toMatchObject({ application: 'app-1', master: 'spark://a:1' });
    expect(await kinds(session.run({ ...JOB, merge: Uint8Array.of(4) }))).toEqual([
      'progress',
      'row',
      'ended',
    ]);
    const [, run] = played.heard;
    expect(run.head).toMatchObject({ kind: 'run', job: 1, group: 'g-1', documentBytes: 3 });
    expect([...run.payload]).toEqual([1, 2, 3, 4]);
    await session.close();
  });

  it('keeps the answers to two jobs apart', async () => {
    const jobs: unknown[] = [];
    const played = driver((job) => {
      jobs.push(job);
      if (jobs.length < 2) return;
      played.say({ kind: 'ended', job: jobs[1] });
      played.say({ kind: 'failed', job: jobs[0] });
    });
    const session = await SparkSession.open(played.channel, {});
    const both = await Promise.all([kinds(session.run(JOB)), kinds(session.run(JOB))]);
    expect(both).toEqual([['failed'], ['ended']]);
  });

  it('cancels a job that nobody asks more of', async () => {
    const played = driver((job) => played.say({ kind: 'row', job }));
    const session = await SparkSession.open(played.channel, {});
    for await (const _ of session.run(JOB)) break;
    await session.close();
    expect(played.heard.map(({ head }) => head.kind)).toEqual(['start', 'run', 'cancel']);
  });

  it('cancels a job at a signal', async () => {
    const controller = new AbortController();
    const played = driver(() => controller.abort());
    const session = await SparkSession.open(played.channel, {});
    const running = kinds(session.run(JOB, controller.signal));
    await expect(running).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    await session.close();
    expect(played.heard.at(-1)!.head).toEqual({ kind: 'cancel', job: 1 });
  });

  it('tells of a driver that dies, and what it said last', async () => {
    const played = driver(() => played.die('it ended with signal SIGKILL\nout of memory'));
    const session = await SparkSession.open(played.channel, {});
    const answers: Frame[] = [];
    for await (const answer of session.run(JOB)) answers.push(answer);
    expect(answers.at(-1)!.head).toMatchObject({
      kind: 'gone',
      message: expect.stringContaining('SIGKILL\nout of memory'),
    });
    expect(await kinds(session.run(JOB))).toEqual(['gone']);
  });

  it('asks what is no job, and is answered, or stopped by a signal', async () => {
    const played = new Played((frame, { say }) => {
      if (frame.head.kind === 'start') say.call(played, STARTED);
      if (frame.head.kind === 'ask' && frame.head['what'] === 'show')
        say.call(played, { kind: 'done', job: frame.head['job'] }, Uint8Array.of(7));
    });
    const session = await SparkSession.open(played.channel, {});
    const answer = await session.ask({ what: 'show', uri: 's3a://b' });
    expect([answer.head.kind, ...answer.payload]).toEqual(['done', 7]);
    expect(played.heard[1].head).toEqual({ kind: 'ask', what: 'show', uri: 's3a://b', job: 1 });
    const controller = new AbortController();
    const waiting = session.ask({ what: 'nothing' }, controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    const late = session.ask({ what: 'nothing' }, AbortSignal.abort());
    await expect(late).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
  });

  it('leaves the driver waiting while what it said waits to be taken', async () => {
    const piece = new Uint8Array(1 << 20);
    const played = driver((job) => {
      for (let i = 0; i < 100; i++) played.say({ kind: 'row', job }, piece);
      played.say({ kind: 'ended', job });
    });
    const session = await SparkSession.open(played.channel, {});
    expect(await kinds(session.run(JOB))).toHaveLength(101);
  });
});

describe('a session that does not come about', () => {
  it.each([
    ["No module named 'pyspark'", 'E_PEER', 'pip install'],
    ['it could not be started: spawn python3 ENOENT', 'E_PEER', '--python'],
    ['[PACKAGE_NOT_INSTALLED] Pandas >= 2.2.0 must be installed', 'E_PEER', 'pandas'],
    ['All masters are unresponsive! Giving up.', 'E_COMMAND', '--master'],
  ])('says of "%s" what to do', async (message, code, hint) => {
    const played = new Played((_, { say }) => say.call(played, { kind: 'refused', message }));
    const opening = SparkSession.open(played.channel, {});
    await expect(opening).rejects.toMatchObject({ code, hint: expect.stringContaining(hint) });
    expect(played.killed).toBe(true);
  });

  it('is stopped by a signal, and leaves no driver', async () => {
    const played = new Played(() => {});
    const opening = SparkSession.open(played.channel, {}, AbortSignal.abort());
    await expect(opening).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    expect(played.killed).toBe(true);
  });

  it('names an interpreter that is not there', async () => {
    const opening = SparkSession.open(startDriver('/none/python', {}), {});
    await expect(opening).rejects.toMatchObject({ code: 'E_PEER' });
  });
});
