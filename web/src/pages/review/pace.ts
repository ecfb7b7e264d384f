/** Seconds after which somebody has gone for coffee rather than read. */
export const BREAK = 180;

/** Decisions an hour at the pace of the latest, without breaks; `undefined` before there are three. */
export function anHour(paces: readonly number[]): number | undefined {
  const read = paces.filter((seconds) => seconds <= BREAK);
  if (read.length < 3) return undefined;
  const sum = read.reduce((all, seconds) => all + seconds, 0);
  // A hand that rests on a key is not faster than the keyboard.
  return Math.round((3600 * read.length) / Math.max(sum, read.length * 0.1));
}

/** Seconds a decision, to a tenth; `undefined` as above. */
export function secondsEach(paces: readonly number[]): number | undefined {
  const rate = anHour(paces);
  return rate === undefined ? undefined : Math.round(36_000 / rate) / 10;
}

/** Seconds until `left` items are decided; `undefined` as above. */
export function secondsLeft(paces: readonly number[], left: number): number | undefined {
  const rate = anHour(paces);
  return rate === undefined ? undefined : Math.round((3600 * left) / rate);
}
