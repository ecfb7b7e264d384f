/** Parts of a command that a backslash may part: cut at spaces outside quotes. */
function parts(command: string): string[] {
  const found: string[] = [];
  let part = '';
  let quote = '';
  for (let i = 0; i < command.length; i++) {
    const character = command[i];
    if (quote === '' && character === ' ') {
      if (part !== '') found.push(part);
      part = '';
      continue;
    }
    part += character;
    if (quote !== "'" && character === '\\') part += command[++i] ?? '';
    else if (quote === '' && (character === "'" || character === '"')) quote = character;
    else if (character === quote) quote = '';
  }
  return part === '' ? found : [...found, part];
}

/**
 * A command over lines of about `room` characters, as a POSIX shell takes it: each but the last ends in a backslash. What stands in
 * quotes is never cut, so that a line may be longer.
 */
export function commandLines(command: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of parts(command)) {
    const joined = line === '' ? part : `${line} ${part}`;
    // Two cells for the backslash.
    if (line === '' || joined.length <= room - 2) {
      line = joined;
      continue;
    }
    lines.push(`${line} \\`);
    line = `  ${part}`;
  }
  return [...lines, line];
}
