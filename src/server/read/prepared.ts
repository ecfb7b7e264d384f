import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** An answer as it goes over the wire, made once for all who ask. */
export interface Prepared {
  readonly body: Buffer;
  readonly etag: string;
}

export function prepare(value: unknown): Prepared {
  const body = Buffer.from(JSON.stringify(value));
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  return { body, etag };
}

/** Sends an answer, or 304 to who has it already. Browsers keep it, and ask before they show it again. */
export function sendPrepared(
  request: FastifyRequest,
  reply: FastifyReply,
  { body, etag }: Prepared,
): FastifyReply {
  reply.header('etag', etag).header('cache-control', 'private, no-cache');
  if (hasAlready(request.headers['if-none-match'], etag)) return reply.status(304).send();
  return reply.type('application/json; charset=utf-8').send(body);
}

/** RFC 9110, 13.1.2: any of a list, `*` for whatever there is; weak and strong compare as equal. */
function hasAlready(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
}
