import { OutcrossError } from '../base/errors.ts';

type Path = readonly (string | number)[];
type Environment = Readonly<Record<string, string | undefined>>;

/** `$${`, which stands for `${` itself, or a reference: `${NAME}`, `${NAME:-what holds without it}`. */
const REFERENCE = /\$\$\{|\$\{([^}]*)\}/g;
const PARTS = /^([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/s;

/**
 * The same configuration with `${NAME}` in its strings, not in its keys, replaced from the environment. A variable that is
 * empty counts as absent, as in a shell's `${NAME:-x}`. Throws `E_CONFIG` with the place of one that has no value.
 */
export function expandEnvironment<T>(value: T, environment: Environment, placeOf: (path: Path) => string): T {
  return walk(value, [], (text, path) => expandText(text, environment, () => placeOf(path))) as T;
}

function walk(value: unknown, path: Path, change: (text: string, path: Path) => string): unknown {
  if (typeof value === 'string') return change(value, path);
  if (Array.isArray(value)) return value.map((item, i) => walk(item, [...path, i], change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, walk(item, [...path, key], change)]),
  );
}

function expandText(text: string, environment: Environment, place: () => string): string {
  return text.replace(REFERENCE, (whole, reference: string | undefined) => {
    if (reference === undefined) return '${';
    const parts = PARTS.exec(reference);
    if (parts === null) {
      throw new OutcrossError('E_CONFIG', `${whole} names no variable`, {
        where: place(),
        hint: 'Write ${NAME} or ${NAME:-default}; $${ stands for ${ itself.',
      });
    }
    const [, name, otherwise] = parts;
    // A prototype's names are no variables.
    const found = (Object.hasOwn(environment, name) && environment[name]) || otherwise;
    if (found !== undefined) return found;
    throw new OutcrossError('E_CONFIG', `the environment has no ${name}`, {
      where: place(),
      hint: `Set it, or write \${${name}:-default}.`,
    });
  });
}
