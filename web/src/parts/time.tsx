const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds below which a unit is used, such that it is never rounded to one of the next: no `60 minutes`. */
const STEPS: readonly (readonly [number, number, Intl.RelativeTimeFormatUnit])[] = [
  [HOUR - MINUTE / 2, MINUTE, 'minute'],
  [DAY - HOUR / 2, HOUR, 'hour'],
  [14 * DAY, DAY, 'day'],
];

const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `3 minutes ago`, `yesterday`; a date for what lies further off. Both in milliseconds since 1970. */
export function ago(then: number, now: number): string {
  const seconds = (then - now) / 1000;
  const distance = Math.abs(seconds);
  if (!Number.isFinite(distance)) return '\u2013';
  if (distance < 45) return seconds > 0 ? 'in a moment' : 'just now';
  const step = STEPS.find(([below]) => distance < below);
  if (step === undefined) return new Date(then).toISOString().slice(0, 10);
  return RELATIVE.format(Math.round(seconds / step[1]), step[2]);
}

/** A span of seconds: `8 s`, `3 min 20 s`, `2 h 05 min`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '\u2013';
  const whole = Math.round(seconds);
  if (whole < MINUTE) return `${whole} s`;
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)} min ${whole % MINUTE} s`;
  const minutes = Math.round(whole / MINUTE);
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** A moment as people say it, with the exact one in its title. */
export function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={at}>
      {ago(Date.parse(at), Date.now())}
    </time>
  );
}
