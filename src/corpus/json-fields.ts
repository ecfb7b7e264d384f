import { isBlank } from './lines.ts';

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** A span of bytes: [start, end). */
export type Span = readonly [start: number, end: number];

/**
 * The span of the value of each top-level key of a JSON object, of a key that stands twice the last, as every parser takes
 * it. `line` must be a valid JSON object.
 */
export function fieldSpans(line: Buffer): Map<string, Span> {
  const spans = new Map<string, Span>();
  let at = line.indexOf(OPEN_BRACE) + 1;
  for (;;) {
    while (line[at] === COMMA || isBlank(line, at, at + 1)) at++;
    if (line[at] !== QUOTE) return spans;
    const keyEnd = stringEnd(line, at);
    const start = skipBlank(line, line.indexOf(COLON, keyEnd) + 1);
    const end = valueEnd(line, start);
    spans.set(JSON.parse(line.toString('utf8', at, keyEnd)) as string, [start, end]);
    at = end;
  }
}

function skipBlank(line: Buffer, at: number): number {
  while (isBlank(line, at, at + 1)) at++;
  return at;
}

/** The place after the string that begins at `start`. */
function stringEnd(line: Buffer, start: number): number {
  for (let quote = line.indexOf(QUOTE, start + 1); ; quote = line.indexOf(QUOTE, quote + 1)) {
    let slashes = 0;
    while (line[quote - 1 - slashes] === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return quote + 1;
  }
}

/** The place after the value that begins at `start`, white space before the next comma or brace left out. */
function valueEnd(line: Buffer, start: number): number {
  let depth = 0;
  let at = start;
  for (;;) {
    const byte = line[at];
    if (byte === QUOTE) {
      at = stringEnd(line, at);
      if (depth === 0) return at;
      continue;
    }
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if (depth === 0) return at;
      depth--;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (byte === COMMA || isBlank(line, at, at + 1))) return at;
    at++;
  }
}
