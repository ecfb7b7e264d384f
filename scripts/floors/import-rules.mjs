import { isTest } from '../source/tree.mjs';
import {
  ALLOWED_SIBLINGS,
  APART,
  COMPUTED_IMPORTS,
  FILE_ROOMS,
  FLOORS,
  NARROW_DOORS,
  PACKAGE_ROOMS,
  PURE_ROOMS,
  roomOf,
} from './rooms.mjs';

/** @typedef {import('./edges.mjs').Edge} Edge */

/**
 * What is wrong with an import, if anything.
 *
 * @param {Edge} edge
 * @returns {string | undefined}
 */
export function importFault(edge) {
  if (edge.computed) {
    return edge.from in COMPUTED_IMPORTS
      ? undefined
      : 'imports a computed name, which hides the edge: write the name out';
  }
  if (edge.module !== undefined) return moduleFault(edge.from, edge.module);
  return edge.to === undefined ? undefined : fileFault(edge.from, edge.to);
}

/**
 * @param {string} from
 * @param {string} module
 */
function moduleFault(from, module) {
  const room = roomOf(from);
  if (module.startsWith('node:')) return nodeFault(from, module);
  const rooms = PACKAGE_ROOMS[module];
  if (rooms === undefined)
    return `imports the package ${module}, which scripts/floors/rooms.mjs does not list`;
  return rooms.includes(room) ? undefined : `imports ${module}, which is for ${rooms.join(', ')} only`;
}

/**
 * @param {string} from
 * @param {string} module
 */
function nodeFault(from, module) {
  const room = roomOf(from);
  if (PURE_ROOMS.includes(room)) return `imports ${module}, and ${room} imports nothing of Node`;
  if (module !== 'node:fs' || FILE_ROOMS.includes(room) || FILE_ROOMS.includes(from)) return undefined;
  return `imports node:fs, and ${room} opens no files`;
}

/**
 * @param {string} from
 * @param {string} to
 */
function fileFault(from, to) {
  if (!to.startsWith('src/')) return /\.(ts|mjs|js)$/.test(to) ? `imports ${to}, outside src` : undefined;
  if (isTest(to)) return `imports ${to}, which is for tests`;
  const [room, other] = [roomOf(from), roomOf(to)];
  if (room === other) return undefined;
  if (other === APART.room) return `${room} may not import ${to}, which stands apart`;
  if (room === APART.room) return APART.mayImport.includes(to) ? undefined : `${room} may not import ${to}`;
  return floorFault(room, other) ?? doorFault(room, to);
}

/**
 * @param {string} room
 * @param {string} other
 */
function floorFault(room, other) {
  const [floor, below] = [FLOORS[room], FLOORS[other]];
  // A room without a floor is a fault of its own; see `roomFaults`.
  if (floor === undefined || below === undefined || below < floor) return undefined;
  if (below > floor) return `${room} (floor ${floor}) imports upward from ${other} (floor ${below})`;
  if (ALLOWED_SIBLINGS.some(({ from, to }) => from === room && to === other)) return undefined;
  return `${room} imports from ${other}, a sibling on floor ${floor}`;
}

/**
 * @param {string} room
 * @param {string} to
 */
function doorFault(room, to) {
  const door = NARROW_DOORS.find((narrow) => narrow.from === room && narrow.to === roomOf(to));
  if (door === undefined || door.only.includes(to)) return undefined;
  return `${room} may import ${door.only.join(', ')} of ${door.to} only: ${door.reason}`;
}
