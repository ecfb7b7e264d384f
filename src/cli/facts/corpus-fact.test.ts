import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { cut, inputsName, named, writtenFact } from './corpus-fact.ts';

const GRIN = '\ud83d\ude00';
const word = fc.string({ unit: fc.constantFrom('a', 'ü', GRIN, '日'), minLength: 1, maxLength: 900 });

describe('named', () => {
  it('is the end of a name, of at most 512 characters, and never half of one', () => {
    fc.assert(
      fc.property(word, (name) => {
        const shown = named('/w', `/w/${name}`);
        expect(name.endsWith(shown)).toBe(true);
        expect(Buffer.from(shown).toString()).toBe(shown);
        expect(shown.length).toBeGreaterThanOrEqual(Math.min(name.length, 511));
        expect(shown.length).toBeLessThanOrEqual(512);
      }),
    );
  });

  it('leaves out the half that a cut would leave', () => {
    // 253 whole pairs are 506 characters, and five of the ending: the 512th is half a pair.
    expect(named('/w', `/w/${GRIN.repeat(400)}.json`)).toBe(`${GRIN.repeat(253)}.json`);
  });

  it('says where a file stands that is elsewhere, and calls the folder itself a dot', () => {
    expect(named('/w', '/v/a.jsonl')).toBe('../v/a.jsonl');
    expect(named('/w', '/w')).toBe('.');
  });
});

describe('inputsName', () => {
  it('is short enough to be the id of a subject, and says how many more there are', () => {
    fc.assert(
      fc.property(word, fc.integer({ min: 1, max: 1200 }), (name, files) => {
        const shown = inputsName(
          Array.from({ length: files }, () => `/w/${name}`),
          '/w',
        );
        expect(shown.length).toBeLessThanOrEqual(512);
        expect(Buffer.from(shown).toString()).toBe(shown);
        if (files > 1) expect(shown.endsWith(` and ${files - 1} more`)).toBe(true);
      }),
      { numRuns: runs(50) },
    );
  });
});

describe('cut', () => {
  it('is a beginning, never with half a character', () => {
    fc.assert(
      fc.property(word, fc.integer({ min: 0, max: 40 }), (text, longest) => {
        const shown = cut(text, longest);
        expect(text.startsWith(shown)).toBe(true);
        expect(Buffer.from(shown).toString()).toBe(shown);
        expect(shown.length).toBeLessThanOrEqual(longest);
      }),
    );
    expect(cut(`a${GRIN}`, 2)).toBe('a');
    expect(cut(`a${GRIN}`, 3)).toBe(`a${GRIN}`);
  });
});

describe('writtenFact', () => {
  it('names the files of a sink, and no other', () => {
    const files = [{ path: '/w/out/1.jsonl', bytes: 3, sha256: 'a'.repeat(64), rows: 1 }];
    expect(writtenFact('/w/out', { files } as never, '/w')).toEqual({
      name: 'out',
      count: 1,
      bytes: 3,
      sha256: 'a'.repeat(64),
      files: [{ name: 'out/1.jsonl', bytes: 3, sha256: 'a'.repeat(64) }],
    });
  });
});
