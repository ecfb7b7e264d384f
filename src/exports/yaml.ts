import { wellFormed } from './text.ts';

/** What a YAML document is made of here. */
type Scalar = string | number | boolean;
export type YamlValue = Scalar | readonly (Scalar | YamlMap)[] | YamlMap;
export interface YamlMap {
  readonly [key: string]: YamlValue | undefined;
}

/** Keys that are written as they stand: they mean themselves in YAML 1.1 and 1.2 alike. */
const PLAIN_KEY = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z][a-z0-9_]*$/i;

/** Characters that YAML lets nobody write, or that would not be seen. */
const ESCAPED = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu;

/**
 * A map as YAML in block style that reads the same by YAML 1.1 and 1.2. Every string stands in double quotes, so that `yes`,
 * `2024-01-01`, `- a: b` or a line of its own stay what they are.
 */
export function yamlMap(map: YamlMap, indent = ''): string {
  const lines: string[] = [];
  for (const [key, value] of Object.entries(map)) {
    if (value === undefined) continue;
    lines.push(`${indent}${PLAIN_KEY.test(key) ? key : quoted(key)}:${after(value, indent)}`);
  }
  return lines.join('\n');
}

/** What stands after a key. */
function after(value: YamlValue, indent: string): string {
  if (isList(value)) return value.length === 0 ? ' []' : `\n${items(value, indent)}`;
  if (typeof value !== 'object') return ` ${scalar(value)}`;
  const inner = yamlMap(value, `${indent}  `);
  return inner === '' ? ' {}' : `\n${inner}`;
}

function items(list: readonly (Scalar | YamlMap)[], indent: string): string {
  return list
    .map((item) => {
      if (typeof item !== 'object') return `${indent}- ${scalar(item)}`;
      const inner = yamlMap(item, `${indent}  `);
      return inner === '' ? `${indent}- {}` : `${indent}- ${inner.slice(indent.length + 2)}`;
    })
    .join('\n');
}

function scalar(value: Scalar): string {
  return typeof value === 'string' ? quoted(value) : String(value);
}

function quoted(text: string): string {
  const well = wellFormed(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return `"${well.replaceAll(ESCAPED, escapeOf)}"`;
}

function escapeOf(char: string): string {
  const point = char.codePointAt(0)!;
  if (char === '\n') return '\\n';
  if (char === '\t') return '\\t';
  if (point <= 0xff) return `\\x${point.toString(16).padStart(2, '0')}`;
  return point <= 0xffff
    ? `\\u${point.toString(16).padStart(4, '0')}`
    : `\\U${point.toString(16).padStart(8, '0')}`;
}

function isList(value: YamlValue): value is readonly (Scalar | YamlMap)[] {
  return Array.isArray(value);
}
