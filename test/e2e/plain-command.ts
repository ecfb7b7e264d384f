/** A word of a line that means the same in a shell and out of it. */
const WORD = /'([^']*)'|"([^"$`\\!]*)"|([\w@%+=:,./-]+)/y;
/** Standard output into a file, as the last of a command. */
const INTO = /> *([\w@%+=:,./-]+) *(?=&& |$)/y;
const THEN = /&& +/y;
const SPACE = / +/y;

/** A command of a line: its arguments, and the file that takes its standard output where one was named. */
export interface PlainCommand {
  readonly args: readonly string[];
  readonly into?: string;
}

/**
 * The commands of a line that calls the program, once or one after the other (`&&`), with the output in a file or not (`> file`), and has
 * nothing else that only a shell knows: pipes, patterns, variables. Undefined for any other line.
 */
export function plainCommands(line: string): PlainCommand[] | undefined {
  const commands: { words: string[]; into?: string }[] = [{ words: [] }];
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const match = pattern.exec(line);
    at += match?.[0].length ?? 0;
    return match;
  };
  while (at < line.length) {
    if (take(THEN) !== null) {
      commands.push({ words: [] });
      continue;
    }
    const into = take(INTO);
    if (into !== null) {
      commands.at(-1)!.into = into[1];
      continue;
    }
    let word: string | undefined;
    for (let match = take(WORD); match !== null; match = take(WORD))
      word = (word ?? '') + (match[1] ?? match[2] ?? match[3]);
    if (word === undefined) return undefined;
    commands.at(-1)!.words.push(word);
    if (take(SPACE) === null && at < line.length) return undefined;
  }
  if (commands.some(({ words: [program] }) => program !== 'outcross')) return undefined;
  return commands.map(({ words: [, ...args], ...rest }) => ({ args, ...rest }));
}
