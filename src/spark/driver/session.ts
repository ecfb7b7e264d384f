import { OutcrossError } from '../../base/errors.ts';
import { interrupted, interruptible } from '../../engine/interruptible.ts';
import type { Channel } from './driver-process.ts';
import { encodeFrame, type Frame } from './frames.ts';
import { Post } from './post.ts';

/** Where an application runs. */
export interface Application {
  readonly application: string;
  /** The address of Spark's own pages about it. */
  readonly ui: string | null;
  readonly master: string;
  /** Spark's version. */
  readonly version: string;
}

/** A job as the driver knows it. */
export interface SparkJob {
  readonly action: 'profile' | 'rows' | 'dedup' | 'digest';
  /** Finds the job in Spark's pages. */
  readonly group: string;
  readonly description: string;
  readonly tasks: readonly unknown[];
  /** Outputs that executors write: where each puts its files, by their numbers. */
  readonly outputs?: Readonly<Record<number, string>>;
  readonly document: Uint8Array;
  /** What merges parts, of `profile`; what links the members of buckets, of `dedup`. */
  readonly merge?: Uint8Array;
  /** What a fingerprint is made of; of `dedup` only. */
  readonly shape?: { readonly bands: number; readonly lanes: number };
}

/** The driver's side of Spark. Answers come job by job. */
export class SparkSession {
  readonly application: Application;
  readonly #channel: Channel;
  readonly #post: Post;
  #jobs = 0;

  private constructor(application: Application, channel: Channel, post: Post) {
    this.application = application;
    this.#channel = channel;
    this.#post = post;
  }

  /** Throws `E_PEER` where Python or a package of its is missing, `E_COMMAND` where Spark does not start, `E_INTERRUPTED`. */
  static async open(
    channel: Channel,
    start: Readonly<Record<string, unknown>>,
    signal?: AbortSignal,
  ): Promise<SparkSession> {
    const post = new Post(channel);
    const answers = post.subscribe(0);
    channel.writes.write(encodeFrame({ ...start, kind: 'start' }));
    try {
      const { head } = await interruptible(answers.take(), signal);
      if (head.kind !== 'started') throw notStarted(String(head['message']));
      return new SparkSession(head as unknown as Application, channel, post);
    } catch (error) {
      channel.kill();
      throw error;
    }
  }

  /** The answers to a job up to its end. Whoever stops asking, or gives the signal, cancels it there. */
  async *run(job: SparkJob, signal?: AbortSignal): AsyncGenerator<Frame, void> {
    const number = ++this.#jobs;
    const answers = this.#post.subscribe(number);
    const { document, merge = new Uint8Array(0), ...head } = job;
    let over = false;
    try {
      if (signal?.aborted) throw interrupted();
      const frame = { ...head, kind: 'run', job: number, documentBytes: document.length };
      this.#channel.writes.write(encodeFrame(frame, document, merge));
      while (!over) {
        const answer = await interruptible(answers.take(), signal);
        over = answer.head.kind !== 'row' && answer.head.kind !== 'progress';
        yield answer;
      }
    } finally {
      if (!over) this.#channel.writes.write(encodeFrame({ kind: 'cancel', job: number }));
      this.#post.unsubscribe(number);
    }
  }

  /** The driver's answer to a question that is no job: one frame. Throws as the signal does. */
  async ask(head: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<Frame> {
    const number = ++this.#jobs;
    const answers = this.#post.subscribe(number);
    try {
      if (signal?.aborted) throw interrupted();
      this.#channel.writes.write(encodeFrame({ ...head, kind: 'ask', job: number }));
      return await interruptible(answers.take(), signal);
    } finally {
      this.#post.unsubscribe(number);
    }
  }

  /** Ends the application. */
  async close(): Promise<void> {
    this.#channel.writes.end();
    const late = setTimeout(() => this.#channel.kill(), 10_000);
    late.unref();
    await this.#post.over;
    clearTimeout(late);
  }
}

const MISSING = /No module named '?(pyspark|pyarrow|pandas)|PACKAGE_NOT_INSTALLED\] (\w+)/;

function notStarted(message: string): OutcrossError {
  const cannotStart = message.includes('could not be started');
  const [, module, missing = module] = MISSING.exec(message) ?? [];
  if (cannotStart || missing !== undefined) {
    const what = missing ?? 'a Python interpreter';
    return new OutcrossError('E_PEER', `Spark needs ${what}, which is not there: ${message}`, {
      where: what,
      hint: 'Install them: pip install pyspark pyarrow pandas. Name the interpreter that has them with --python.',
    });
  }
  return new OutcrossError('E_COMMAND', `Spark did not start: ${message}`, {
    where: 'spark',
    hint: 'Check --master, that the cluster is up, and that Java 17 is installed.',
  });
}
