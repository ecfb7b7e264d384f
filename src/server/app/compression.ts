import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../desk.ts';
import { chosenEncoding } from './web.ts';
import type { Encoding } from './web-files.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * A secret stands in the answer: it is sent as it is. The length of what is compressed tells what stands in it to whoever can have it made again
     * beside a text of their own (BREACH; Gluck, Harris and Prado 2013).
     */
    secret?: boolean;
  }
}

/** Bytes from which on an answer is compressed: one packet holds less anyway. */
export const WORTH = 1_024;

const ENCODINGS: readonly Encoding[] = ['br', 'gzip', 'identity'];

/** Level 4 of 11: answers differ, and each is waited for. Measured on a line of 200 generations: an eighth of the bytes in 2 ms. */
const BROTLI = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
};

/** Answers that are sent to many, compressed once for each encoding; they go with their bodies. */
const made = new WeakMap<Uint8Array, Map<Encoding, Promise<Buffer>>>();

/** Compresses the answers of an app as the client takes them: text and JSON that is worth it, no stream, no secret. */
export function addCompression(api: App): void {
  api.addHook('onSend', async (request, reply, payload) => {
    const bytes = bytesOf(payload);
    if (bytes === undefined || bytes.length < WORTH || !isWorth(request, reply)) return payload;
    reply.header('vary', 'accept-encoding');
    const encoding = chosenEncoding(ENCODINGS, String(request.headers['accept-encoding'] ?? ''));
    if (encoding === 'identity') return payload;
    const packed = await (payload === bytes ? kept(bytes, encoding) : encode(bytes, encoding));
    reply.header('content-encoding', encoding).header('content-length', packed.length);
    // What is another sequence of bytes has another strong tag (RFC 9110, 8.8.3): a weak one holds for all.
    const etag = reply.getHeader('etag');
    if (typeof etag === 'string' && !etag.startsWith('W/')) reply.header('etag', `W/${etag}`);
    return packed;
  });
}

function bytesOf(payload: unknown): Uint8Array | undefined {
  if (typeof payload === 'string') return Buffer.from(payload);
  return payload instanceof Uint8Array ? payload : undefined;
}

function isWorth(request: FastifyRequest, reply: FastifyReply): boolean {
  if (request.method === 'HEAD' || request.routeOptions.config.secret === true) return false;
  if (reply.hasHeader('content-encoding')) return false;
  return /^(application\/json|text\/plain)/.test(String(reply.getHeader('content-type') ?? ''));
}

function kept(bytes: Uint8Array, encoding: Encoding): Promise<Buffer> {
  const own = made.get(bytes) ?? new Map<Encoding, Promise<Buffer>>();
  made.set(bytes, own);
  const found = own.get(encoding) ?? encode(bytes, encoding);
  own.set(encoding, found);
  return found;
}

function encode(bytes: Uint8Array, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'br') return promisify(brotliCompress)(bytes, BROTLI);
  return promisify(gzip)(bytes, { level: 6 });
}
