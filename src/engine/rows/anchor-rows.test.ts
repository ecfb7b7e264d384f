import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/fixtures/thorough.ts';
import { hashText } from '../../base/hash.ts';
import { isHeldOut } from '../../quality/anchor/assignment.ts';
import { DEFAULT_NEAR } from '../../quality/duplicates/settings.ts';
import {
  type AnchorRowsSettings,
  type AnchorSummary,
  anchorRows,
  FINGERPRINTS,
  HOLDOUT,
  RESERVOIR,
} from './anchor-rows.ts';
import { heard, place, recordOf } from './kernels.test.support.ts';

const BASE: AnchorRowsSettings = {
  holdout: 0.5,
  salt: 's',
  strata: [],
  near: DEFAULT_NEAR,
  assumeHuman: false,
  leaveOutOthers: false,
};
const human = { origin: 'human' } as const;

function run(records: readonly ReturnType<typeof recordOf>[], settings: Partial<AnchorRowsSettings> = {}) {
  const { out, summary } = heard(anchorRows({ ...BASE, ...settings }, place()), records);
  return { out, summary: summary as AnchorSummary };
}

const groups = fc.array(fc.constantFrom('ann', 'bob', 'cy', 'dee', 'eve', 'flo'), { maxLength: 25 });

describe('anchorRows', () => {
  it('writes each record to the side of its group, and counts each side as it was written', () => {
    fc.assert(
      fc.property(groups, fc.constantFrom('s', 't', 'u'), (given, salt) => {
        const records = given.map((group, i) => recordOf({ group, text: 'a b', provenance: human }, i + 1));
        const { out, summary } = run(records, { salt });
        expect(out.written.map(({ output }) => output)).toEqual(
          given.map((group) => (isHeldOut(group, { holdout: 0.5, salt }) ? HOLDOUT : RESERVOIR)),
        );
        for (const { heldOut, examples, tokens, groups: lanes } of summary.sides) {
          const own = given.filter((group) => isHeldOut(group, { holdout: 0.5, salt }) === heldOut);
          expect([examples, tokens]).toEqual([own.length, 3 * own.length]);
          expect([...lanes]).toEqual(
            [...new Set(own)].flatMap((group) => [hashText(group).hi, hashText(group).lo]),
          );
        }
      }),
      { numRuns: runs(50) },
    );
  });

  it('keeps a fingerprint of each text held out, its length before it, and of no other', () => {
    const records = Array.from({ length: 40 }, (_, i) =>
      recordOf({ text: `text ${i}`, provenance: human }, i + 1),
    );
    const { out } = run(records);
    expect(out.blobs).toHaveLength(out.written.filter(({ output }) => output === HOLDOUT).length);
    expect(out.blobs.length).toBeGreaterThan(0);
    for (const [output, bytes] of out.blobs) {
      expect(output).toBe(FINGERPRINTS);
      expect(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)).toBe(bytes.length - 4);
    }
  });

  it('tells a missing value from the word null, and takes no object for a value', () => {
    const genres = ['null', null, undefined, { a: 1 }, 0, '0', false];
    const records = genres.map((genre, i) => recordOf({ group: 'one', provenance: human }, i + 1, { genre }));
    const { sides } = run(records, { strata: ['genre'] }).summary;
    expect(sides.map(({ values: [value], examples }) => [value, examples])).toEqual([
      ['null', 1],
      [null, 3],
      ['0', 2],
      ['false', 1],
    ]);
  });

  it('goes by the text where an id is but a place in the file, white space around it aside', () => {
    const text = Array.from({ length: 20 }, (_, i) => `text ${i}`).find((one) => isHeldOut(one, BASE))!;
    for (let row = 1; row < 30; row++) {
      const record = recordOf({ id: `a.jsonl#${row}`, text: ` ${text}\n`, provenance: human }, row);
      expect(run([record]).out.written[0].output).toBe(HOLDOUT);
    }
  });

  it.each(['synthetic', 'mixed', 'unknown', undefined] as const)(
    'ends at an example that is %s',
    (origin) => {
      const record = recordOf({ ...(origin === undefined ? {} : { provenance: { origin } }) }, 7);
      const hint = origin === undefined || origin === 'unknown' ? /--assume-human/ : /--leave-out-others/;
      expect(() => run([record])).toThrow(
        expect.objectContaining({ code: 'E_PROVENANCE', row: 7, hint: expect.stringMatching(hint) }),
      );
    },
  );

  it('takes what is unknown for human on request, and never what is known to be made', () => {
    const records = [recordOf({}, 1), recordOf({ provenance: { origin: 'mixed' } }, 2)];
    const { out, summary } = run(records, { assumeHuman: true, leaveOutOthers: true });
    expect(out.written.map(({ id }) => id)).toEqual(['e1']);
    expect(summary).toMatchObject({ assumedHuman: 1, leftOut: { mixed: 1 } });
  });
});
