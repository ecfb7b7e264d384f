import { parseSync } from 'oxc-parser';
import { ScriptFailure } from '../setup/failure.mjs';

/**
 * A node of the syntax tree (ESTree with TypeScript's nodes), of whatever type.
 *
 * @typedef {{ type: string, start: number, end: number, [field: string]: any }} Node
 *
 * @typedef {object} Parsed
 * @property {string} path
 * @property {string} text
 * @property {Node} program
 */

/**
 * Throws `ScriptFailure` where the text is no TypeScript or JavaScript.
 *
 * @param {string} path
 * @param {string} text
 * @returns {Parsed}
 */
export function parse(path, text) {
  const { program, errors } = parseSync(path, text, { preserveParens: false });
  if (errors.length > 0) throw new ScriptFailure(`${path}: ${errors[0].message}`, 1);
  return { path, text, program: /** @type {any} */ (program) };
}

/**
 * Every node of a tree, each before its children.
 *
 * @param {Node} node
 * @returns {Generator<Node>}
 */
export function* nodesOf(node) {
  yield node;
  for (const value of Object.values(node)) {
    const children = Array.isArray(value) ? value : [value];
    for (const child of children) if (isNode(child)) yield* nodesOf(child);
  }
}

/**
 * The line of an offset, from 1.
 *
 * @param {string} text
 * @param {number} offset
 */
export function lineAt(text, offset) {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) line++;
  return line;
}

/**
 * The text of a literal, or of a template without holes.
 *
 * @param {Node | null | undefined} node
 * @returns {string | undefined}
 */
export function literalText(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.quasis.length === 1) return node.quasis[0].value.cooked;
  return undefined;
}

/**
 * `a.b` or `a['b']` as `a.b`, whatever stands before; `globalThis.` is left out.
 *
 * @param {Node} node
 * @returns {string | undefined}
 */
export function memberName(node) {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression') return undefined;
  const object = memberName(node.object);
  const property = node.computed ? literalText(node.property) : node.property.name;
  if (object === undefined || property === undefined) return undefined;
  return object === 'globalThis' ? property : `${object}.${property}`;
}

/**
 * @param {unknown} value
 * @returns {value is Node}
 */
function isNode(value) {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
