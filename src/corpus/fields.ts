/** A parsed row: its own properties are its fields. */
export type Row = Readonly<Record<string, unknown>>;

/** True for an object that has fields: not null, not an array, not a binary or date value. */
export function isRow(value: unknown): value is Row {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * The value at a dotted path, e.g. `meta.author.name` or `messages.0.content`, or undefined. A key that holds the dots
 * itself wins over the nested path, and a longer such key over a shorter. Only own properties count, so that
 * `constructor` and `__proto__` are fields like any other.
 */
export function fieldAt(row: object, path: string): unknown {
  if (Object.hasOwn(row, path)) return (row as Row)[path];
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const head = path.slice(0, dot);
    if (!Object.hasOwn(row, head)) continue;
    const inner = (row as Row)[head];
    if (typeof inner !== 'object' || inner === null) continue;
    const value = fieldAt(inner, path.slice(dot + 1));
    if (value !== undefined) return value;
  }
  return undefined;
}

/** How deep and how many names `fieldPaths` lists: enough for a message. */
const DEEPEST = 4;
const MOST = 100;

/** Dotted paths of the fields of a row, parents before their children, at most 100. */
export function fieldPaths(row: Row): string[] {
  const paths: string[] = [];
  collect(row, '', 1, paths);
  return paths;
}

function collect(row: Row, prefix: string, depth: number, paths: string[]): void {
  for (const key of Object.keys(row)) {
    if (paths.length >= MOST) return;
    paths.push(prefix + key);
    const value = row[key];
    if (depth < DEEPEST && isRow(value)) collect(value, `${prefix}${key}.`, depth + 1, paths);
  }
}

/** The columns that the paths read: for each path the names among `columns` that are the path or begin it. */
export function columnsOf(paths: Iterable<string>, columns: readonly string[]): string[] {
  const wanted = [...paths];
  return columns.filter((column) => wanted.some((path) => path === column || path.startsWith(`${column}.`)));
}

/** What a value is, in words: `a number`, `null`, `an array of strings`. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) {
    const strings = value.length > 0 && value.every((item) => typeof item === 'string');
    return strings ? 'an array of strings' : 'an array';
  }
  if (value instanceof Uint8Array) return 'bytes';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'bigint') return 'a number';
  return `a ${typeof value}`;
}
