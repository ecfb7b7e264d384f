import type { Section } from './form.ts';

/** Words that a reader of YAML takes for something else than text. */
const TAKEN = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** A section `policy` as it stands in `outcross.yaml`. */
export function yamlOf(section: Section): string {
  return `policy:\n${linesOf(section as unknown as Tree, '  ').join('\n')}\n`;
}

type Tree = { readonly [key: string]: Tree | string | number | undefined };

function linesOf(tree: Tree, indent: string): string[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const name = `${indent}${scalar(key)}:`;
    return typeof value === 'object'
      ? [name, ...linesOf(value, `${indent}  `)]
      : [`${name} ${scalar(value)}`];
  });
}

/** JSON's strings are double-quoted scalars of YAML; what YAML does not print is escaped too. */
function scalar(value: string | number): string {
  if (typeof value === 'number') return String(value);
  if (/^[A-Za-z][\w-]*$/.test(value) && !TAKEN.test(value)) return value;
  return JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
