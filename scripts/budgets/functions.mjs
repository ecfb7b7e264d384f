import { lineAt, nodesOf } from '../source/syntax.mjs';

/**
 * @typedef {import('../source/syntax.mjs').Node} Node
 * @typedef {import('../source/syntax.mjs').Parsed} Parsed
 * @typedef {{ path: string, line: number, lines: number }} FunctionSize
 */

/**
 * The functions of a file with a body of statements: declarations, methods, accessors, arrows. A function counts the
 * lines of those inside it.
 *
 * @param {Parsed} parsed
 * @returns {FunctionSize[]}
 */
export function functionsOf({ path, text, program }) {
  const found = [];
  for (const node of nodesOf(program)) {
    if (!isFunction(node)) continue;
    const line = lineAt(text, node.start);
    found.push({ path, line, lines: lineAt(text, node.end) - line + 1 });
  }
  return found;
}

/** @param {Node} node */
function isFunction(node) {
  if (node.type === 'ArrowFunctionExpression') return node.body.type === 'BlockStatement';
  const named = node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression';
  return named && node.body !== null;
}
