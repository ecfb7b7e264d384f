/**
 * Edits that turn `a` into `b`: insertions, deletions, substitutions and swaps of neighbours (optimal string alignment,
 * Damerau 1964), in UTF-16 units.
 */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + cost);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, before[j - 2] + 1);
      row.push(least);
    }
    before = above;
    above = row;
  }
  return above[b.length];
}

/** Longer words are not compared: nobody types them, and the cost is quadratic. */
const LONGEST = 200;

/**
 * The candidate that `word` was most likely meant to be, or undefined where none is close: at most a third of the
 * word's length away, or one of the two begins with the other. Case does not count. The first wins among equals.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  if (wanted === '' || wanted.length > LONGEST) return undefined;
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of candidates) {
    if (candidate === '' || candidate.length > LONGEST) continue;
    const distance = closeness(wanted, candidate.toLowerCase(), limit);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** A shared beginning of three letters or more is as close as still counts. */
function closeness(wanted: string, candidate: string, limit: number): number {
  const distance = editDistance(wanted, candidate);
  const shorter = wanted.length < candidate.length ? wanted : candidate;
  const longer = shorter === wanted ? candidate : wanted;
  return shorter.length >= 3 && longer.startsWith(shorter) ? Math.min(distance, limit) : distance;
}

/** `Did you mean "text"?`, or nothing where no candidate is close. */
export function suggestion(word: string, candidates: Iterable<string>): string {
  const found = nearest(word, candidates);
  return found === undefined ? '' : `Did you mean "${found}"?`;
}
