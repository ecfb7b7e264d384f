import { lineAt, memberName, nodesOf } from '../source/syntax.mjs';

/**
 * @typedef {import('../source/syntax.mjs').Node} Node
 * @typedef {import('../source/syntax.mjs').Parsed} Parsed
 * @typedef {import('../source/violation.mjs').Violation} Violation
 *
 * @typedef {object} GlobalRule
 * @property {RegExp} name What must not be used.
 * @property {RegExp} where Paths in which it may be, all the same.
 * @property {string} instead
 */

const CLI_AND_PROGRESS = /^src\/(cli\/|engine\/progress)/;

/** @type {readonly GlobalRule[]} */
const GLOBAL_RULES = [
  { name: /^process\.exit$/, where: /^src\/cli\/main\.ts$/, instead: 'throw an OutcrossError' },
  { name: /^console(\.|$)/, where: /^src\/cli\//, instead: 'return what is to be said' },
  { name: /^Math\.random$/, where: CLI_AND_PROGRESS, instead: 'take an Rng as a parameter' },
  {
    name: /^(Date\.now|performance\.now)$/,
    where: CLI_AND_PROGRESS,
    instead: 'take the time as a parameter',
  },
];

/**
 * Uses of what a room must not know: the clock, the log, global randomness, the process's end.
 *
 * @param {Parsed} parsed
 * @returns {Violation[]}
 */
export function globalFaults({ path, text, program }) {
  const rules = GLOBAL_RULES.filter((rule) => !rule.where.test(path));
  const found = [];
  for (const node of nodesOf(program)) {
    const name = usedName(node);
    const rule = name === undefined ? undefined : rules.find((one) => one.name.test(name));
    if (rule === undefined) continue;
    found.push({ path, line: lineAt(text, node.start), message: `uses ${name}: ${rule.instead}` });
  }
  return found;
}

/**
 * @param {Node} node
 * @returns {string | undefined}
 */
function usedName(node) {
  if (node.type === 'NewExpression') return isClock(node) ? 'Date.now' : undefined;
  return node.type === 'MemberExpression' ? memberName(node) : undefined;
}

/**
 * `new Date()` reads the clock as `Date.now()` does.
 *
 * @param {Node} node
 */
function isClock(node) {
  return memberName(node.callee) === 'Date' && node.arguments.length === 0;
}
