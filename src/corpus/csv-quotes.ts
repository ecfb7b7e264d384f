import { parse } from 'csv-parse/sync';

const QUOTE = '"';

/** A quoted field of a record: its index, the place of its quote, and whether what follows the closing quote may follow one. */
interface QuotedField {
  readonly index: number;
  readonly at: number;
  readonly closed: boolean;
}

/**
 * Where a quote stands in a record that likely was never closed, so that its field holds rows that are not its own; undefined where
 * there is none. Either the field goes over several lines to a quote that cannot close it (RFC 4180: a separator or a line end must
 * follow), or it is closed in a later line by chance: then each line behind the first has the cells of a row, and ids that go on.
 */
export function unclosedQuote(
  record: string,
  fields: readonly string[],
  delimiter: string,
): number | undefined {
  const quoted = quotedFields(record, delimiter);
  const bare = quoted.find(({ closed }) => !closed);
  if (bare !== undefined) return bare.at;
  const many = fields.flatMap((field, index) => (field.includes('\n') ? [index] : []));
  if (many.length !== 1 || !holdsRows(fields, many[0], delimiter)) return undefined;
  return quoted.find(({ index }) => index === many[0])?.at;
}

/** False for the fields of a record that `unclosedQuote` finds nothing in: its text need not be looked at. */
export function isSuspect(fields: readonly string[], delimiter: string): boolean {
  // The parser leaves the opening quote before a field that a quote ended which could not.
  return fields.some(
    (field, index) =>
      field.includes('\n') && (field.startsWith(QUOTE) || holdsRows(fields, index, delimiter)),
  );
}

/** Where the quote stands that is open at the end of the text; undefined where none is. */
export function openQuote(text: string, delimiter: string): number | undefined {
  const last = quotedFields(text, delimiter, true).at(-1);
  return last?.closed === false ? last.at : undefined;
}

/** The fields of a line that stands alone, or undefined where a quote opens in it that is not closed. */
export function lineFields(line: string, delimiter: string): readonly string[] | undefined {
  if (!line.includes(QUOTE)) return line.split(delimiter);
  try {
    return parse(line, { delimiter, relax_column_count: true, relax_quotes: true })[0];
  } catch {
    return undefined;
  }
}

/** The quoted fields of a record, up to the first that a quote ends that cannot; with `atEnd`, of records up to a quote left open. */
function quotedFields(text: string, delimiter: string, atEnd = false): QuotedField[] {
  const found: QuotedField[] = [];
  let index = 0;
  for (let at = 0; at < text.length; index++) {
    if (text[at] === QUOTE) {
      const end = closingQuote(text, at);
      const closed = end !== undefined && mayFollow(text, end + 1, delimiter);
      if (!atEnd || end === undefined) found.push({ index, at, closed });
      if (end === undefined || (!closed && !atEnd)) return found;
      at = end + 1;
    }
    at = fieldEnd(text, at, delimiter) + 1;
  }
  return found;
}

/** The place of the quote that is no half of a pair, or undefined. */
function closingQuote(text: string, open: number): number | undefined {
  for (let at = text.indexOf(QUOTE, open + 1); at >= 0; at = text.indexOf(QUOTE, at + 2)) {
    if (text[at + 1] !== QUOTE) return at;
  }
  return undefined;
}

function mayFollow(text: string, at: number, delimiter: string): boolean {
  const next = text[at];
  return next === undefined || next === delimiter || next === '\n' || next === '\r';
}

function fieldEnd(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at++;
  return at;
}

/** Fewer lines behind the first may be a text's own. */
const LEAST_LINES = 2;

/** True where each line behind the first of the field at `index` has as many cells as a row, and an id as the next row would have. */
function holdsRows(fields: readonly string[], index: number, delimiter: string): boolean {
  const behind = fields[index].split(/\r?\n/).slice(1);
  if (index === 0 || behind.length < LEAST_LINES) return false;
  let before = fields[0];
  return behind.every((line, i) => {
    const cells = line.split(delimiter);
    const expected = i === behind.length - 1 ? index + 1 : fields.length;
    const follows = cells.length === expected && isNextId(before, cells[0]);
    before = cells[0];
    return follows;
  });
}

/** Numbers grow from row to row; names with digits are alike in shape. Words alone prove nothing. */
function isNextId(before: string, after: string): boolean {
  if (!/\d/.test(after)) return false;
  if (/^\d+$/.test(after)) return /^\d+$/.test(before) && Number(after) > Number(before);
  return shapeOf(before) === shapeOf(after);
}

/** Hexadecimal names by their length, others by their runs of letters and digits. */
function shapeOf(name: string): string {
  if (/^[\da-f-]{8,}$/i.test(name)) return `hex ${name.length}`;
  return name.replaceAll(/\d+/g, '0').replaceAll(/[a-z]+/gi, 'a');
}
