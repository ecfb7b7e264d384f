import { expect, it } from 'vitest';
import { isSafe, mayAct, neededRole, ROLES } from './roles.ts';

it('lets each role do all that the roles before it may', () => {
  const table = ROLES.map((held) => ROLES.filter((needed) => mayAct(held, needed)));
  expect(table).toEqual([['read'], ['read', 'review'], ['read', 'review', 'operate']]);
});

it('asks the most for what changes something and does not say whom it is for', () => {
  expect([neededRole('GET', undefined), neededRole('HEAD', undefined)]).toEqual(['read', 'read']);
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'get']) {
    expect(neededRole(method, undefined)).toBe('operate');
    expect(isSafe(method)).toBe(false);
  }
});

it('takes the role that a route states', () => {
  expect(neededRole('GET', 'operate')).toBe('operate');
  expect(neededRole('POST', 'review')).toBe('review');
});
