import { describe, expect, it } from 'vitest';
import { wantsColour } from './colour.ts';

const TERMINAL = { write: () => {}, isTTY: true };
const PIPE = { write: () => {} };

describe('wantsColour', () => {
  it.each([
    ['a terminal', TERMINAL, {}, true],
    ['a pipe', PIPE, {}, false],
    ['a terminal that knows no codes', TERMINAL, { TERM: 'dumb' }, false],
    ['a terminal under NO_COLOR', TERMINAL, { NO_COLOR: '1' }, false],
    ['a terminal under an empty NO_COLOR', TERMINAL, { NO_COLOR: '' }, true],
    ['a pipe under FORCE_COLOR', PIPE, { FORCE_COLOR: '1' }, true],
    ['a terminal under FORCE_COLOR=0', TERMINAL, { FORCE_COLOR: '0' }, false],
    ['a pipe under both, where NO_COLOR wins', PIPE, { NO_COLOR: '1', FORCE_COLOR: '3' }, false],
  ])('is right for %s', (_, output, env, expected) => {
    expect(wantsColour(output, env)).toBe(expected);
  });
});
