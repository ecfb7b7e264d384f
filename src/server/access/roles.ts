import type { Role } from '../wire.ts';

/** Each may all that those before it may. */
export const ROLES: readonly Role[] = ['read', 'review', 'operate'];

/** Whether a person of the role `held` may do what needs `needed`. */
export function mayAct(held: Role, needed: Role): boolean {
  return ROLES.indexOf(held) >= ROLES.indexOf(needed);
}

/** What a route needs that says nothing: to look, or the most. */
export function neededRole(method: string, stated: Role | undefined): Role {
  return stated ?? (isSafe(method) ? 'read' : 'operate');
}

/** Whether a method changes nothing (RFC 9110, 9.2.1). */
export function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}
