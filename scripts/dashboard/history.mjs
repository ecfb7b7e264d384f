/**
 * What happens in a workspace of `outcross init --example` before anybody opens its dashboard: command lines, in order, each to be run
 * in its folder. Two of them end with 1: the line of the example is early, and its audit finds things to mend.
 *
 * @type {readonly (readonly string[])[]}
 */
export const HISTORY = [
  ['check'],
  ['mix'],
  ['keys', 'new'],
  ['prove'],
  ['audit'],
  ['review', 'queue', '--size', '60', '--error', '0.15', '--overlap', '0.3'],
];
