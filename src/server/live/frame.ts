import type { LiveMessage } from '../wire.ts';

/** Does nothing but show that somebody is there. */
export const HEARTBEAT = ':\n\n';

/** A message as an event of a stream (HTML Living Standard, 9.2). JSON has no line ends, so that nothing in it can end the event. */
export function frameOf(message: LiveMessage, id?: number): string {
  const named = id === undefined ? '' : `id: ${id}\n`;
  return `event: ${message.type}\n${named}data: ${JSON.stringify(message)}\n\n`;
}

/** The number in `Last-Event-ID`; undefined where there is none. */
export function lastEventId(header: string | string[] | undefined): number | undefined {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}
