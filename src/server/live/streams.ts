import type { Gate, Pass } from '../access/gate.ts';
import type { LiveMessage } from '../wire.ts';
import { frameOf, HEARTBEAT } from './frame.ts';

/** The part of a response that a stream needs. */
export interface StreamOut {
  /** Bytes that were written and that the client has not taken. */
  readonly writableLength: number;
  write(text: string): unknown;
  end(): unknown;
  destroy(): unknown;
}

interface Stream {
  readonly out: StreamOut;
  readonly pass: Pass;
}

/** The live streams of a server, and who reads them. */
export class Streams {
  readonly #gate: Pick<Gate, 'holds'>;
  readonly #backlog: number;
  readonly #open = new Set<Stream>();

  /** `backlog`: bytes that may wait for a reader before the stream is cut off; the client comes back and asks from where it stood. */
  constructor(gate: Pick<Gate, 'holds'>, backlog: number) {
    this.#gate = gate;
    this.#backlog = backlog;
  }

  get size(): number {
    return this.#open.size;
  }

  countOf({ person }: Pass): number {
    const key = keyOf(person);
    return [...this.#open].filter(({ pass }) => keyOf(pass.person) === key).length;
  }

  /** The answer ends it, when the connection is gone. */
  add(out: StreamOut, pass: Pass): () => void {
    const stream = { out, pass };
    this.#open.add(stream);
    return () => {
      this.#open.delete(stream);
    };
  }

  send(message: LiveMessage, id?: number): void {
    const frame = frameOf(message, id);
    for (const stream of this.#open) this.#write(stream, frame);
  }

  beat(): void {
    for (const stream of this.#open) this.#write(stream, HEARTBEAT);
  }

  /** Ends the streams of those who may look no longer. */
  async sweep(): Promise<void> {
    await Promise.all(
      [...this.#open].map(async (stream) => {
        // A ledger that cannot be read for a moment ends nobody's session.
        const holds = await this.#gate.holds(stream.pass).catch(() => true);
        if (!holds) this.#drop(stream, 'end');
      }),
    );
  }

  close(): void {
    for (const stream of [...this.#open]) this.#drop(stream, 'end');
  }

  #write(stream: Stream, text: string): void {
    if (stream.out.writableLength > this.#backlog) this.#drop(stream, 'destroy');
    else stream.out.write(text);
  }

  #drop(stream: Stream, how: 'end' | 'destroy'): void {
    this.#open.delete(stream);
    stream.out[how]();
  }
}

function keyOf({ token, name }: Pass['person']): string {
  return token ?? name;
}
