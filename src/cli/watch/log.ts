import { visibleProse } from '../../report/visible.ts';
import type { WatchEvent } from '../../watch/watch-event.ts';

export const LOG_FORMATS = ['plain', 'json'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

export type LogLevel = 'info' | 'warning' | 'error';

/** One line of the log, with its end. Nothing in it can drive a terminal or begin another line. */
export function logLine(event: WatchEvent, at: Date, format: LogFormat): string {
  const level = levelOf(event);
  const time = at.toISOString();
  if (format === 'json') {
    const { kind, ...rest } = event;
    return `${JSON.stringify({ at: time, level, event: kind, message: words(event), ...rest })}\n`;
  }
  return `${time} ${level.padEnd(7)} ${visibleProse(words(event))}\n`;
}

function levelOf(event: WatchEvent): LogLevel {
  if (event.kind === 'error' || event.kind === 'unreadable') return 'error';
  if (event.kind === 'undelivered') return event.final ? 'error' : 'warning';
  if (event.kind !== 'checked') return 'info';
  return event.verdict === 'early' || event.verdict === 'late' ? 'warning' : 'info';
}

function words(event: WatchEvent): string {
  switch (event.kind) {
    case 'checked':
      return `${event.generation} is ${event.verdict}: ${event.why}`;
    case 'taken':
      return `${event.generation} was checked by somebody else meanwhile`;
    case 'pending':
      return `${event.generation} waits: ${event.why}`;
    case 'unreadable':
      return `${event.generation} cannot be read [${event.code}]: ${event.message}`;
    case 'delivered':
      return `alert ${event.alert} was taken by ${event.to} at attempt ${event.attempts}`;
    case 'undelivered':
      return `alert ${event.alert} was not taken by ${event.to} at attempt ${event.attempts}: ${event.error}`;
    case 'error':
      return `[${event.code}] ${event.message}`;
  }
}
