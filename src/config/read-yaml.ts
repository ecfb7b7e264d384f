import { type Document, LineCounter, parseDocument, visit } from 'yaml';
import { OutcrossError } from '../base/errors.ts';
import { type Schema, type SchemaFault, schemaFault } from './schema.ts';

/** A configuration file that was read, and where its parts stand. */
export interface ConfigFile<T> {
  readonly file: string;
  readonly value: T;
  /** `file:line` of the value at `path`, or of the nearest part above it that exists. */
  placeOf(path: readonly (string | number)[]): string;
}

/**
 * Reads YAML 1.2 (JSON is a part of it) and holds it against `schema`. Throws `E_CONFIG` with file, line and remedy: for text
 * that is no YAML, a key that the schema does not know (with the nearest that it does), and a value that it does not allow.
 */
export function readYaml<T>(text: string, file: string, schema: Schema): ConfigFile<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeOf = (path: readonly (string | number)[]) => `${file}:${lineOf(document, lines, path)}`;
  const [error] = document.errors;
  if (error !== undefined) {
    throw new OutcrossError('E_CONFIG', `it is no YAML: ${error.message}`, {
      where: `${file}:${lines.linePos(error.pos[0]).line}`,
      hint: 'Mend the line; indentation is by spaces.',
    });
  }
  const read: unknown = yamlValue(document, (offset) => `${file}:${lines.linePos(offset).line}`) ?? {};
  const value = withoutEmptySections(read, schema);
  const fault = schemaFault(schema, value);
  if (fault !== undefined) throw configError(fault, placeOf(fault.path));
  return { file, value: value as T, placeOf };
}

/** A section whose lines are all comments is null to YAML, and says nothing. */
function withoutEmptySections(value: unknown, { properties }: Schema): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const known = (properties ?? {}) as object;
  return Object.fromEntries(
    Object.entries(value).filter(([key, section]) => section !== null || !Object.hasOwn(known, key)),
  );
}

/** Throws `E_CONFIG` for an alias without an anchor, one that stands in what it names, and ever more aliases of aliases. */
function yamlValue(document: Document, placeAt: (offset: number) => string): unknown {
  let last = 0;
  visit(document, {
    Alias(_, alias) {
      last = alias.range?.[0] ?? last;
      if (alias.resolve(document) !== undefined) return;
      throw aliasError(`nothing before is called &${alias.source}`, placeAt(last));
    },
  });
  try {
    const value: unknown = document.toJS();
    // Throws where a value holds itself.
    JSON.stringify(value);
    return value;
  } catch (cause) {
    const what = cause instanceof TypeError ? 'an alias stands in what it names' : 'too many aliases';
    throw aliasError(what, placeAt(last));
  }
}

function aliasError(message: string, where: string): OutcrossError {
  return new OutcrossError('E_CONFIG', message, {
    where,
    hint: 'Write the values out, or put text that begins with * between quotes.',
  });
}

function configError({ message, hint }: SchemaFault, where: string): OutcrossError {
  return new OutcrossError('E_CONFIG', message, { where, ...(hint === '' ? {} : { hint }) });
}

function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const start = startOf(document, path.slice(0, length));
    if (start !== undefined) return lines.linePos(start).line;
  }
  return 1;
}

/** Offset of the key at `path` where it stands in a map, else of the node. */
function startOf(document: Document, path: readonly (string | number)[]): number | undefined {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path[path.length - 1];
  const pairs = (parent as { items?: readonly { key?: { value?: unknown; range?: readonly number[] } }[] })
    ?.items;
  const key = pairs?.find((pair) => pair?.key?.value === last)?.key;
  if (key?.range !== undefined) return key.range[0];
  const node = document.getIn(path, true) as { range?: readonly number[] } | undefined;
  return node?.range?.[0];
}
