import { afterAll, beforeAll, beforeEach } from 'vitest';
import { LmServer, TokenModel } from '../../../test/fixtures/lm-server.ts';
import { Rng } from '../../base/rng.ts';
import { endpointScorer, type Protocol } from './endpoint-scorer.ts';
import { type ClientOptions, HttpClient } from './http-client.ts';

const LEARNT = [
  'the cat sat on the mat',
  'the dog sat on the cat',
  'a cat and a dog ran',
  'the mat lay on the floor of the house',
  'naïve cafés of São Paulo 日本 lay on the floor',
];

/** Milliseconds after which a silent server is given up in tests. */
const TIMEOUT = 400;

export const NEVER = new AbortController().signal;

/** One server for all tests of a file, without faults at the beginning of each, and what was waited for. */
export function lmServer() {
  const kept: { server?: LmServer; waits: number[] } = { waits: [] };
  beforeAll(async () => {
    kept.server = await LmServer.start(new TokenModel(LEARNT));
  });
  afterAll(() => kept.server!.close());
  beforeEach(() => {
    const server = kept.server!;
    server.faults.length = 0;
    server.requests.length = 0;
    server.bos = true;
    server.name = 'ngram';
    kept.waits.length = 0;
  });
  const client = (options: Partial<ClientOptions> = {}) =>
    new HttpClient({
      endpoint: kept.server!.url,
      timeout: TIMEOUT,
      backOff: { retries: 3, first: 100, most: 1000 },
      rng: new Rng('test'),
      sleep: async (milliseconds) => void kept.waits.push(milliseconds),
      ...options,
    });
  return {
    get server() {
      return kept.server!;
    },
    waits: kept.waits,
    client,
    scorer: (protocol: Protocol, more: Partial<{ window: number; stride: number; maxTokens: 0 | 1 }> = {}) =>
      endpointScorer(protocol, {
        client: client(),
        model: 'ngram',
        window: 2048,
        stride: 1024,
        maxTokens: 1,
        ...more,
      }),
    /** The model's own number for a text read whole. */
    own: (text: string) => {
      const ids = [...kept.server!.lm.encode(text)];
      return ids.map((_, at) => kept.server!.lm.logprob(ids, at));
    },
  };
}
