/** A word of a line that means the same in a shell and out of it. */
const WORD = /'([^']*)'|"([^"$`\\!]*)"|([\w@%+=:,./-]+)/y;

/**
 * The arguments of each command of a line that calls the program, once or one after the other (`&&`), and has nothing that only a shell
 * knows: pipes, patterns, variables. Undefined for any other line.
 */
export function plainCommands(line: string): string[][] | undefined {
  const commands: string[][] = [[]];
  let at = 0;
  while (at < line.length) {
    const then = /^&& +/.exec(line.slice(at));
    if (then !== null) {
      commands.push([]);
      at += then[0].length;
      continue;
    }
    let word: string | undefined;
    for (;;) {
      WORD.lastIndex = at;
      const match = WORD.exec(line);
      if (match === null) break;
      word = (word ?? '') + (match[1] ?? match[2] ?? match[3]);
      at = WORD.lastIndex;
    }
    if (word === undefined) return undefined;
    commands.at(-1)!.push(word);
    const space = /^ +/.exec(line.slice(at));
    if (space === null && at < line.length) return undefined;
    at += space?.[0].length ?? 0;
  }
  return commands.every(([program]) => program === 'outcross')
    ? commands.map(([, ...words]) => words)
    : undefined;
}
