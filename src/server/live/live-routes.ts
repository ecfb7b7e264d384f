import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import { Refusal } from '../access/refusal.ts';
import type { Limits } from '../app/limits.ts';
import type { App, Desk } from '../desk.ts';
import { frameOf, lastEventId } from './frame.ts';
import { LedgerTail, newsSince } from './ledger-tail.ts';
import { Streams } from './streams.ts';

/** Milliseconds between looks at the ledger. */
export const LOOK_PERIOD = 500;

/** Milliseconds between signs of life: proxies cut off what is silent for a minute. */
const BEAT_PERIOD = 15_000;

/** Milliseconds after which a client that was cut off comes back. */
const RETRY = 'retry: 2000\n\n';

/** `GET /api/live`: what happens, as server-sent events. The ledger is looked at only while somebody listens. */
export function addLiveRoute(app: App, desk: Desk, gate: Gate, limits: Limits): void {
  const streams = new Streams(gate, limits.backlog);
  const tail = new LedgerTail(desk.store, (news) => desk.live.publish(news, news.seq));
  const silence = desk.live.subscribe((message, id) => streams.send(message, id));
  const rhythm = new Rhythm(tail, streams);

  app.get('/api/live', { exposeHeadRoute: false, schema: SCHEMA }, async (request, reply) => {
    if (streams.countOf(request.pass) >= limits.streams) {
      throw new Refusal(429, 'E_RATE', `one person may have ${limits.streams} live streams`, {
        retryAfter: 60,
      });
    }
    await tail.look();
    // From the number to the place among the streams nothing is waited for: no news fall in between.
    const { seq } = tail;
    begin(request, reply);
    const { raw } = reply;
    raw.write(RETRY + frameOf({ type: 'hello', seq, version: desk.version }, seq));
    const end = streams.add(raw, request.pass);
    raw.once('close', () => {
      end();
      rhythm.rest();
    });
    rhythm.go();
    const last = lastEventId(request.headers['last-event-id']);
    const missed = last === undefined ? undefined : await newsSince(desk.store, last, seq);
    if (missed !== undefined && !raw.destroyed) raw.write(frameOf(missed, seq));
  });

  app.addHook('preClose', async () => {
    silence();
    streams.close();
    rhythm.stop();
  });
}

const SCHEMA = {
  summary: 'Server-sent events: LiveMessage',
  response: { 200: { content: { 'text/event-stream': { schema: Type.String() } } } },
};

/** From here on the answer is ours: Fastify has set headers, and writes nothing more. */
function begin(request: FastifyRequest, reply: FastifyReply): void {
  reply
    .header('content-type', 'text/event-stream')
    .header('cache-control', 'no-store')
    // nginx would hold events back until it has a buffer full.
    .header('x-accel-buffering', 'no');
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value as string | string[]);
  }
  reply.raw.writeHead(200);
  request.raw.socket.setNoDelay(true);
}

/** Looks and beats as long as there are streams. */
class Rhythm {
  readonly #tail: LedgerTail;
  readonly #streams: Streams;
  #timers: NodeJS.Timeout[] = [];

  constructor(tail: LedgerTail, streams: Streams) {
    this.#tail = tail;
    this.#streams = streams;
  }

  go(): void {
    if (this.#timers.length > 0) return;
    this.#timers = [
      setInterval(() => void this.#look(), LOOK_PERIOD),
      setInterval(() => this.#streams.beat(), BEAT_PERIOD),
    ];
  }

  rest(): void {
    if (this.#streams.size === 0) this.stop();
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
  }

  /** A ledger that cannot be read for a while is looked at again: what was recorded meanwhile is told then. */
  async #look(): Promise<void> {
    await this.#streams.sweep();
    await this.#tail.look().catch(() => {});
  }
}
