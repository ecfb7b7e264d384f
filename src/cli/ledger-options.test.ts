import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { headOption, sinceOption, subjectOption } from './ledger-options.ts';

const DIGEST = '0a'.repeat(32);

describe('subjectOption', () => {
  it('takes a type and an id, which may hold colons', () => {
    expect(subjectOption('generation:g3')).toEqual({ type: 'generation', id: 'g3' });
    expect(subjectOption('example:a:b c')).toEqual({ type: 'example', id: 'a:b c' });
  });

  it.each(['', 'generation', 'generation:', ':g3', 'thing:g3', 'Generation:g3'])('refuses %j', (text) => {
    expect(() => subjectOption(text)).toThrow(InvalidArgumentError);
  });
});

describe('headOption', () => {
  it('takes what verify prints, however it was copied', () => {
    expect(headOption(`12:${DIGEST}`)).toEqual({ seq: 12, digest: DIGEST });
    expect(headOption(` 12:${DIGEST.toUpperCase()}\n`)).toEqual({ seq: 12, digest: DIGEST });
  });

  it.each(['', '12', `12:${DIGEST.slice(1)}`, `-1:${DIGEST}`, `1.5:${DIGEST}`, `12:${DIGEST}0`])(
    'refuses %j',
    (text) => {
      expect(() => headOption(text)).toThrow(InvalidArgumentError);
    },
  );
});

describe('sinceOption', () => {
  it.each([
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['2026-01-31T10:00Z', '2026-01-31T10:00:00.000Z'],
    ['2026-01-31T10:00:00.5+02:00', '2026-01-31T08:00:00.500Z'],
  ])('reads %s', (text, at) => {
    expect(sinceOption(text)).toBe(at);
  });

  it.each(['', 'yesterday', '2026', '2026-13-01', '2026-02-31', '2026-01-31T10:00', '31.1.2026', '1'])(
    'refuses %j',
    (text) => {
      expect(() => sinceOption(text)).toThrow(InvalidArgumentError);
    },
  );
});
