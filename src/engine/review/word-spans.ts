/** Parts of a text that are marked at most: more would mark nothing. */
const MOST_SPANS = 200;

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;

/** Where the words of a text stand that are sought, in UTF-16 units: [start, end). */
export function wordSpans(text: string, isSought: (word: string) => boolean): [number, number][] {
  const spans: [number, number][] = [];
  const known = new Map<string, boolean>();
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const sought = known.get(word) ?? isSought(word);
    known.set(word, sought);
    if (sought && spans.push([index, index + word.length]) === MOST_SPANS) break;
  }
  return spans;
}
