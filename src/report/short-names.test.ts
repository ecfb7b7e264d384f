import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortNames } from './short-names.ts';

describe('shortNames', () => {
  it('leaves names that fit', () => {
    expect(shortNames(['run-1', 'run-2'], 8)).toEqual(['run-1', 'run-2']);
  });

  it('leaves out what long names begin and end with, at the ends of words', () => {
    expect(shortNames(['checkpoint-1', 'checkpoint-12'], 8)).toEqual(['…1', '…12']);
    expect(shortNames(['out/model a', 'out/model b'], 6)).toEqual(['…a', '…b']);
    expect(shortNames(['runs/1/out.jsonl', 'runs/20/out.jsonl'], 6)).toEqual(['…1', '…20']);
  });

  it('cuts the ends of names that share no beginning', () => {
    expect(shortNames(['alphabetical', 'betatesting'], 6)).toEqual(['alpha…', 'betat…']);
  });

  it('cuts a lone name', () => {
    expect(shortNames(['checkpoint-1'], 6)).toEqual(['check…']);
    expect(shortNames([], 6)).toEqual([]);
  });

  it('bears equal names', () => {
    expect(shortNames(['a-long-name', 'a-long-name'], 6)).toEqual(['…name', '…name']);
  });

  it('never exceeds the length, and makes controls visible', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => `checkpoint-${text}`),
    );
    fc.assert(
      fc.property(fc.array(name), fc.integer({ min: 1, max: 20 }), (names, length) => {
        const short = shortNames(names, length);
        expect(short).toHaveLength(names.length);
        for (const text of short) {
          expect([...text].length).toBeLessThanOrEqual(length);
          expect(text).not.toMatch(/\p{Cc}/u);
        }
      }),
    );
  });
});
