import { Mailbox } from '../../engine/mailbox.ts';
import type { Channel } from './driver-process.ts';
import { decodeFrames, type Frame } from './frames.ts';

/** Bytes of answers that may wait to be taken: beyond them the driver is left waiting, and so in the end are the executors. */
const ROOM = 1 << 26;

/** The answers to one job. */
export class Answers {
  /** Bytes that wait. */
  waiting = 0;
  readonly #box = new Mailbox<Frame>();
  readonly #taken: () => void;

  constructor(taken: () => void) {
    this.#taken = taken;
  }

  put(frame: Frame): void {
    this.waiting += frame.payload.length;
    this.#box.put(frame);
  }

  async take(): Promise<Frame> {
    const frame = await this.#box.take();
    this.waiting -= frame.payload.length;
    this.#taken();
    return frame;
  }
}

/** Sorts what comes from the driver by the job that it is about; 0 is the application. */
export class Post {
  /** Resolves when no more will come. */
  readonly over: Promise<void>;
  readonly #answers = new Map<number, Answers>();
  #death: Frame | undefined;
  #wake: () => void = () => {};

  constructor(channel: Channel) {
    this.over = this.#deliver(channel);
  }

  subscribe(job: number): Answers {
    const answers = new Answers(() => this.#wake());
    this.#answers.set(job, answers);
    if (this.#death !== undefined) answers.put(this.#death);
    return answers;
  }

  /** Drops what waits and what is still to come. */
  unsubscribe(job: number): void {
    this.#answers.delete(job);
    this.#wake();
  }

  async #deliver(channel: Channel): Promise<void> {
    let how = '';
    try {
      for await (const frame of decodeFrames(channel.reads)) {
        this.#answers.get((frame.head['job'] as number | undefined) ?? 0)?.put(frame);
        while (this.#waiting() > ROOM) await this.#taken();
      }
    } catch (error) {
      how = error instanceof Error ? error.message : String(error);
    }
    const message = `the driver is gone: ${[how, await channel.gone].filter((part) => part !== '').join('; ')}`;
    this.#death = { head: { kind: 'gone', message }, payload: Buffer.alloc(0) };
    for (const answers of this.#answers.values()) answers.put(this.#death);
  }

  #waiting(): number {
    let sum = 0;
    for (const { waiting } of this.#answers.values()) sum += waiting;
    return sum;
  }

  #taken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
