import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { OutcrossError } from '../base/errors.ts';
import type { Example } from '../corpus/example.ts';
import { type CodeFacet, emptyCodeFacet } from './code-facet.ts';
import { decodeCode, encodeCode } from './code-facet-codec.ts';
import { CodeReader } from './code-reader.ts';

let facet: CodeFacet;
let stored: Uint8Array;
beforeAll(async () => {
  const sources: Example[] = [
    { id: 'a 😀', group: 'a', text: 'def f(x):\n    return os.path.join(x)\n', language: 'python' },
    { id: '', group: 'b', text: '((((', language: 'go' },
    { id: '\ud800', group: 'c', text: '/// d\nfn f() { g(1) }', language: 'rust' },
  ];
  const reader = new CodeReader();
  await reader.add(sources, Uint8Array.of(0, 63, 7));
  for (const source of sources) for (const piece of reader.pieces(source.text)) reader.tokens(piece, source);
  facet = reader.finish();
  stored = encodeCode(facet);
});

function read(bytes: Uint8Array): CodeFacet | string {
  try {
    return decodeCode(bytes);
  } catch (error) {
    return error instanceof OutcrossError ? error.code : String(error);
  }
}

describe('decodeCode', () => {
  it('gives back what was kept, broken sources by their id', () => {
    const back = decodeCode(stored);
    expect(back.counts).toEqual(facet.counts);
    expect(back.languages).toEqual(facet.languages);
    expect(back.constructs).toEqual(facet.constructs);
    expect(back.broken).toEqual([{ id: '', block: 63, share: expect.any(Number) }]);
    expect(back.calls.columns).toEqual(facet.calls.columns);
    expect(decodeCode(encodeCode(emptyCodeFacet()))).toEqual(emptyCodeFacet());
  });

  it('says E_PROFILE wherever the bytes were cut', () => {
    for (let end = 0; end < stored.length; end += 1 + (end % 3)) {
      expect(read(stored.subarray(0, end)), `cut at ${end}`).toBe('E_PROFILE');
    }
  });

  it('reads something or says E_PROFILE, whichever byte was changed', () => {
    fc.assert(
      fc.property(fc.nat(stored.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = stored.slice();
        damaged[at] ^= change;
        const found = read(damaged);
        if (typeof found === 'string') expect(found).toBe('E_PROFILE');
        else expect(() => encodeCode(found)).not.toThrow();
      }),
      { numRuns: runs(400) },
    );
  });

  it('refuses more broken sources, blocks and languages than there can be', () => {
    const edited = (edit: (bytes: number[]) => void) => {
      const bytes = [...encodeCode(emptyCodeFacet())];
      edit(bytes);
      return read(Uint8Array.from(bytes));
    };
    // An empty facet ends in three counts: of languages, constructs and broken sources.
    expect(edited(() => {})).not.toBe('E_PROFILE');
    expect(edited((bytes) => bytes.splice(-1, 1, 101))).toBe('E_PROFILE');
    expect(edited((bytes) => bytes.splice(-1, 1, 1, 1, 97, 64, 0))).toBe('E_PROFILE');
    expect(edited((bytes) => bytes.splice(-1, 1, 1, 1, 97, 63, 0))).not.toBe('E_PROFILE');
    expect(edited((bytes) => bytes.splice(-3, 1, 1, 9))).toBe('E_PROFILE');
    expect(edited((bytes) => bytes.splice(-3, 1, 200, 1))).toBe('E_PROFILE');
  });
});
