/**
 * A document as JSON, of the same bytes for equal values. `<` is written as an escape, so that the document can stand in an HTML
 * page; unpaired surrogates are too.
 */
export function jsonDocument(value: unknown): string {
  return `${escaped(JSON.stringify(value, undefined, 2))}\n`;
}

/** Documents one a line. */
export function jsonLines(values: readonly unknown[]): string {
  return values.map((value) => `${escaped(JSON.stringify(value))}\n`).join('');
}

function escaped(json: string): string {
  return json.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
