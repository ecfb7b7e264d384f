import { lineAt, literalText, memberName, nodesOf } from './syntax.mjs';

/**
 * @typedef {import('./syntax.mjs').Node} Node
 * @typedef {import('./syntax.mjs').Parsed} Parsed
 *
 * @typedef {object} Import
 * @property {string | undefined} specifier What is imported, undefined where it is computed.
 * @property {number} line
 * @property {'static' | 'dynamic' | 'type' | 'url' | 'require'} kind `static` covers re-exports and `import type`,
 *   `type` is `import('x').T` in a type, `url` is `new URL('x', import.meta.url)`, which names a worker's file.
 */

/**
 * Every import of a file, in the order of its text.
 *
 * @param {Parsed} parsed
 * @returns {Import[]}
 */
export function importsOf({ text, program }) {
  const found = [];
  for (const node of nodesOf(program)) {
    const imported = importOf(node);
    if (imported === undefined) continue;
    const specifier = literalText(imported.source);
    found.push({ specifier, kind: imported.kind, line: lineAt(text, node.start) });
  }
  return found;
}

/**
 * @param {Node} node
 * @returns {{ kind: Import['kind'], source: Node | undefined } | undefined}
 */
function importOf(node) {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return { kind: 'static', source: node.source };
    case 'ExportNamedDeclaration':
      return node.source === null ? undefined : { kind: 'static', source: node.source };
    case 'ImportExpression':
      return { kind: 'dynamic', source: node.source };
    case 'TSImportType':
      return { kind: 'type', source: node.source };
    case 'TSExternalModuleReference':
      return { kind: 'require', source: node.expression };
    case 'CallExpression':
      return isRequire(node) ? { kind: 'require', source: node.arguments[0] } : undefined;
    case 'NewExpression':
      return isModuleUrl(node) ? { kind: 'url', source: node.arguments[0] } : undefined;
    default:
      return undefined;
  }
}

/** @param {Node} node */
function isRequire(node) {
  return node.callee.type === 'Identifier' && node.callee.name === 'require' && node.arguments.length === 1;
}

/** @param {Node} node */
function isModuleUrl(node) {
  if (memberName(node.callee) !== 'URL' || node.arguments.length !== 2) return false;
  const [, base] = node.arguments;
  return (
    base.type === 'MemberExpression' && base.object.type === 'MetaProperty' && base.property.name === 'url'
  );
}
