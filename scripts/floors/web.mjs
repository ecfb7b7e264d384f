import { parse } from '../source/syntax.mjs';
import { isTest } from '../source/tree.mjs';
import { cyclesOf } from './cycles.mjs';
import { edgesOf } from './edges.mjs';
import { APART, WEB_PACKAGES } from './rooms.mjs';

/**
 * @typedef {import('../source/tree.mjs').SourceFile} SourceFile
 * @typedef {import('../source/violation.mjs').Violation} Violation
 * @typedef {import('./edges.mjs').Edge} Edge
 */

/**
 * Holds the dashboard to its rules: of `src` it imports its doors alone, no page imports another, and what they share knows
 * no page. Tests may import anything.
 *
 * @param {SourceFile[]} sources Files of `web/src`.
 * @returns {{ violations: Violation[], files: number, edges: number }}
 */
export function checkWeb(sources) {
  const files = sources.filter(({ path }) => !isTest(path)).map(({ path, text }) => parse(path, text));
  const edges = files.flatMap(edgesOf);
  const faults = edges.flatMap((edge) => {
    const message = faultOf(edge);
    return message === undefined ? [] : [{ path: edge.from, line: edge.line, message }];
  });
  return { violations: [...faults, ...cycles(files, edges)], files: files.length, edges: edges.length };
}

/**
 * @param {Edge} edge
 * @returns {string | undefined}
 */
function faultOf({ from, to, module }) {
  if (module !== undefined) return moduleFault(module);
  if (to === undefined) return undefined;
  if (to.startsWith('src/')) {
    return APART.mayImport.includes(to) ? undefined : `${APART.room} may not import ${to}`;
  }
  return pageFault(from, to);
}

/**
 * @param {string} module
 */
function moduleFault(module) {
  if (WEB_PACKAGES.includes(module)) return undefined;
  return `imports ${module}, which scripts/floors/rooms.mjs does not list for ${APART.room}`;
}

/**
 * The page that a file belongs to; undefined for what pages share.
 *
 * @param {string} path
 */
function pageOf(path) {
  const [, , room, name] = path.split('/');
  return room === 'pages' ? name : undefined;
}

/**
 * @param {string} from
 * @param {string} to
 */
function pageFault(from, to) {
  const [page, other] = [pageOf(from), pageOf(to)];
  if (other === undefined || page === other || from === APART.registry) return undefined;
  return page === undefined
    ? `imports ${to}, and what pages share knows no page`
    : `imports ${to}, of another page`;
}

/**
 * @param {{ path: string }[]} files
 * @param {Edge[]} edges
 * @returns {Violation[]}
 */
function cycles(files, edges) {
  /** @type {Map<string, string[]>} */
  const graph = new Map(files.map(({ path }) => [path, []]));
  for (const { from, to } of edges) if (to !== undefined && graph.has(to)) graph.get(from)?.push(to);
  return cyclesOf(graph).map((cycle) => ({
    path: cycle[0],
    message: `is in a cycle of imports: ${cycle.join(', ')}`,
  }));
}
