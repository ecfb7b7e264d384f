/**
 * Longest source parsed at once, in UTF-16 units. A parser's memory grows with its input, by up to 3 KB a unit where the
 * input is made to hurt, and WebAssembly never gives memory back.
 */
export const LONGEST_SOURCE = 1 << 16;

/** A cut before a line that starts in the first column is looked for in this last part of a piece. */
const SEARCHED = LONGEST_SOURCE / 4;

/**
 * Cuts a long source into pieces of at most `LONGEST_SOURCE` units: before a line that starts in the first column, where
 * declarations mostly begin, else at a line end, else anywhere but inside a surrogate pair. A short source is one piece.
 */
export function* sourcePieces(text: string): Generator<string> {
  let from = 0;
  while (text.length - from > LONGEST_SOURCE) {
    const to = cutBefore(text, from);
    yield text.slice(from, to);
    from = to;
  }
  yield from === 0 ? text : text.slice(from);
}

function cutBefore(text: string, from: number): number {
  const most = from + LONGEST_SOURCE;
  let line = -1;
  for (
    let end = text.lastIndexOf('\n', most - 1);
    end >= most - SEARCHED;
    end = text.lastIndexOf('\n', end - 1)
  ) {
    if (line < 0) line = end + 1;
    if (/[\p{L}_@#/*]/u.test(text[end + 1] ?? '')) return end + 1;
  }
  if (line > from) return line;
  const earlier = text.lastIndexOf('\n', most - 1) + 1;
  if (earlier > from) return earlier;
  const unit = text.charCodeAt(most);
  return (unit & 0xfc00) === 0xdc00 ? most - 1 : most;
}
