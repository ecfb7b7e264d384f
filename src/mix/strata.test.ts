import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidatesOf, many, type Row } from './candidates.test.support.ts';
import { FATE } from './fate.ts';
import { sharesOf, strataOf } from './strata.ts';

const FICTION = '["fiction"]';
const PRESS = '["press"]';

/** Candidates of these strata, all of them chosen. */
function chosen(rows: readonly (Row & { readonly stratum: string })[]) {
  const strata = ['', ...new Set(rows.map(({ stratum }) => stratum))];
  const stratum = Uint32Array.from(rows, (row) => strata.indexOf(row.stratum));
  const candidates = { ...candidatesOf(rows), strata, stratum };
  return { candidates, fates: new Uint8Array(rows.length).fill(FATE['chosen']) };
}
const human = (n: number, stratum: string) =>
  many(n, { origin: 'human' }).map((row) => ({ ...row, stratum }));
const made = (n: number, stratum: string) =>
  many(n, { origin: 'synthetic' }).map((row) => ({ ...row, stratum }));

describe('strataOf', () => {
  it('says what is missing from the shares of the anchor, the largest first', () => {
    const { candidates, fates } = chosen([...human(100, FICTION), ...human(300, PRESS)]);
    const shares = new Map([
      [FICTION, 0.5],
      [PRESS, 0.5],
    ]);
    expect(strataOf(candidates, fates, 800, shares)).toEqual([
      { stratum: FICTION, examples: 100, short: 300 },
      { stratum: PRESS, examples: 300, short: 100 },
    ]);
  });

  it('names a stratum of which there is nothing', () => {
    const { candidates, fates } = chosen(human(100, PRESS));
    const shares = new Map([
      [FICTION, 0.25],
      [PRESS, 0.75],
    ]);
    expect(strataOf(candidates, fates, 100, shares)[0]).toEqual({
      stratum: FICTION,
      examples: 0,
      short: 25,
    });
  });

  it('is not alarmed by what chance explains', () => {
    const { candidates, fates } = chosen([...human(45, FICTION), ...human(55, PRESS)]);
    const shares = new Map([
      [FICTION, 0.5],
      [PRESS, 0.5],
    ]);
    // Two standard errors of 100 draws at one half are 10.
    expect(strataOf(candidates, fates, 100, shares).map(({ short }) => short)).toEqual([0, 0]);
    expect(strataOf(candidates, fates, 120, shares).map(({ short }) => short)).toEqual([15, 0]);
  });

  it('counts human examples alone, and of them those that are chosen', () => {
    const { candidates, fates } = chosen([...human(4, FICTION), ...made(50, FICTION)]);
    fates[0] = FATE['surplus'];
    expect(strataOf(candidates, fates, 3)).toEqual([{ stratum: FICTION, examples: 3, short: 0 }]);
  });

  it('says nothing of candidates without strata', () => {
    const candidates = candidatesOf(many(3, { origin: 'human' }));
    expect(strataOf(candidates, new Uint8Array(3), 3)).toEqual([]);
    expect(sharesOf(candidates).size).toBe(0);
  });

  it('is never short where all human candidates are in the mix and no more are asked for', () => {
    const rows = fc.array(fc.constantFrom(FICTION, PRESS, '[null]'), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(rows, (strata) => {
        const { candidates, fates } = chosen(strata.flatMap((stratum) => human(1, stratum)));
        const found = strataOf(candidates, fates, strata.length);
        expect(found.every(({ short }) => short === 0)).toBe(true);
        expect(found.reduce((sum, { examples }) => sum + examples, 0)).toBe(strata.length);
        expect([...sharesOf(candidates).values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
      }),
    );
  });
});
