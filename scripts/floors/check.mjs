import { parse } from '../source/syntax.mjs';
import { isTest } from '../source/tree.mjs';
import { cyclesOf } from './cycles.mjs';
import { edgesOf } from './edges.mjs';
import { globalFaults } from './global-rules.mjs';
import { importFault } from './import-rules.mjs';
import { APART, FLOORS, NAMELESS, roomOf } from './rooms.mjs';

/**
 * @typedef {import('../source/tree.mjs').SourceFile} SourceFile
 * @typedef {import('../source/violation.mjs').Violation} Violation
 * @typedef {import('./edges.mjs').Edge} Edge
 *
 * @typedef {object} FloorsResult
 * @property {Violation[]} violations
 * @property {number} files
 * @property {number} edges Imports of one file of `src` by another.
 */

/**
 * Holds the files of `src` to the floors. Tests may import anything.
 *
 * @param {SourceFile[]} sources
 * @returns {FloorsResult}
 */
export function checkFloors(sources) {
  const files = sources.filter(({ path }) => !isTest(path)).map(({ path, text }) => parse(path, text));
  const edges = files.flatMap(edgesOf);
  const paths = files.map(({ path }) => path);
  const violations = [
    ...roomFaults(sources.map(({ path }) => path)),
    ...edges.flatMap(edgeFaults),
    ...cycleFaults(paths, edges),
    ...files.flatMap(globalFaults),
  ];
  return { violations, files: files.length, edges: edges.filter(({ to }) => to?.startsWith('src/')).length };
}

/**
 * @param {string[]} paths
 * @returns {Violation[]}
 */
function roomFaults(paths) {
  const unlisted = new Set(
    paths.map(roomOf).filter((room) => !Object.hasOwn(FLOORS, room) && room !== APART.room),
  );
  const nameless = paths.filter((path) => path.split(/[/.]/).some((name) => NAMELESS.includes(name)));
  return [
    ...[...unlisted].map((room) => ({
      path: `src/${room}`,
      message: 'is a room without a floor: give it one in scripts/floors/rooms.mjs',
    })),
    ...nameless.map((path) => ({ path, message: 'has a name that says nothing of what is inside' })),
  ];
}

/**
 * @param {Edge} edge
 * @returns {Violation[]}
 */
function edgeFaults(edge) {
  const message = importFault(edge);
  return message === undefined ? [] : [{ path: edge.from, line: edge.line, message }];
}

/**
 * @param {string[]} paths
 * @param {Edge[]} edges
 * @returns {Violation[]}
 */
function cycleFaults(paths, edges) {
  /** @type {Map<string, string[]>} */
  const graph = new Map(paths.map((path) => [path, []]));
  for (const { from, to } of edges) if (to !== undefined) graph.get(from)?.push(to);
  return cyclesOf(graph).map((cycle) => ({
    path: cycle[0],
    message: `is in a cycle of imports: ${cycle.join(', ')}`,
  }));
}
