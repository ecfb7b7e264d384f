/** A word of a line that means the same in a shell and out of it. */
const WORD = /'([^']*)'|"([^"$`\\\\!]*)"|([\w@%+=:,./-]+)/y;

/**
 * The arguments of a line that calls the program and has nothing that only a shell knows: pipes, patterns, variables. Undefined for
 * any other line.
 */
export function plainCommand(line: string): string[] | undefined {
  const words: string[] = [];
  let at = 0;
  while (at < line.length) {
    let word: string | undefined;
    for (;;) {
      WORD.lastIndex = at;
      const match = WORD.exec(line);
      if (match === null) break;
      word = (word ?? '') + (match[1] ?? match[2] ?? match[3]);
      at = WORD.lastIndex;
    }
    if (word === undefined) return undefined;
    words.push(word);
    const space = /^ +/.exec(line.slice(at));
    if (space === null && at < line.length) return undefined;
    at += space?.[0].length ?? 0;
  }
  return words[0] === 'outcross' ? words.slice(1) : undefined;
}
