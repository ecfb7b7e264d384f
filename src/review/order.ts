/**
 * Two lists as one, each in its own order, mixed as evenly as their lengths allow: whoever stops half-way has done half of each. Things that stand
 * in both stand where the first list has them.
 */
export function interleaved<T>(first: readonly T[], second: readonly T[]): T[] {
  const there = new Set(first);
  const rest = second.filter((thing) => !there.has(thing));
  const all: T[] = [];
  let [i, j] = [0, 0];
  while (i < first.length || j < rest.length) {
    // The next of whichever list is less far; of equals the first.
    if (j === rest.length || (i < first.length && (i + 1) * rest.length <= (j + 1) * first.length))
      all.push(first[i++]);
    else all.push(rest[j++]);
  }
  return all;
}
