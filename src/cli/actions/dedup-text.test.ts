import { describe, expect, it } from 'vitest';
import type { DedupCorpusResult } from '../../engine/dedup/dedup-corpus.ts';
import { PRESETS } from '../../quality/duplicates/settings.ts';
import { cutFigures, hiddenIn, widest } from '../fixtures.test.support.ts';
import { dedupDocument, dedupText, roundsNote } from './dedup-text.ts';

const file = (path: string, records: number) => ({
  path,
  name: path.split('/').at(-1)!,
  bytes: 1_234_567,
  sha256: '',
  records,
});

function result(change: Partial<DedupCorpusResult> = {}): DedupCorpusResult {
  return {
    counts: {
      examples: 12_000,
      kept: 9_500,
      removed: 2_500,
      reasons: {
        exact: 1_001,
        near: 1_402,
        'reference-exact': 17,
        'reference-near': 31,
        'reference-run': 49,
      },
      clusters: 1_703,
      largest: 88,
      throughOthers: 23,
    },
    settings: PRESETS.datatrove,
    reference: { examples: 4_321, runTokens: 50 },
    malformed: 2,
    invalidEncoding: 1,
    bytes: 77,
    outputs: [
      { files: [file('data/kept of all that there is.jsonl', 9_500)], records: 9_500 },
      { files: [file('data/removed.jsonl', 2_500)], records: 2_500 },
    ],
    ...change,
  } as DedupCorpusResult;
}

const text = (columns = 100, change: Partial<DedupCorpusResult> = {}) =>
  dedupText(result(change), columns, false);
/** Without what breaking into lines adds. */
const flat = (said: string) => said.replace(/\s+/g, ' ');

describe('dedupText', () => {
  it('says first what stays, what goes, and where both are', () => {
    expect(text().split('\n').slice(0, 2)).toEqual([
      '9,500 of 12,000 examples stay: data/kept of all that there is.jsonl (1.2 MB)',
      '2,500 go: data/removed.jsonl (1.2 MB)',
    ]);
  });

  it.each([40, 60, 80, 100])('has every figure within %d columns', (columns) => {
    const said = text(columns);
    expect(widest(said)).toBeLessThanOrEqual(columns);
    for (const figure of [
      '9,500',
      '12,000',
      '2,500',
      '1,001',
      '1,402',
      '17',
      '31',
      '49',
      '1,703',
      '88',
      '23',
    ])
      expect(said).toMatch(new RegExp(`(^|\\D)${figure}(\\D|$)`, 'm'));
    expect(flat(said)).toContain('joined to what stays through others, and less than 0.7 like it');
    expect(flat(said)).toContain('5 words a shingle, 112 permutations, 14 bands x 8 rows');
    expect(flat(said)).toContain('reference: 4,321 examples, runs from 50 tokens');
  });

  it('cuts no figure, however narrow the terminal: columns go whole', () => {
    for (let columns = 40; columns <= 100; columns++) expect(cutFigures(text(columns))).toEqual([]);
  });

  it('shows the chance of a match at .8 on any terminal: that of datatrove is known', () => {
    // 1 - (1 - .8^8)^14 = .9235.
    for (const columns of [40, 60, 80, 100]) expect(text(columns)).toMatch(/chance to sh.*\b0\.9235\b/);
    expect(text(40)).toMatch(/similarity.* 0\.8/);
  });

  it('says nothing of a reference where there is none', () => {
    expect(text(100, { reference: undefined })).not.toContain('reference');
  });

  it('says that runs were not looked for, and that pairs were not verified', () => {
    const said = text(100, {
      reference: { examples: 1, runTokens: 0 },
      settings: { ...PRESETS.nemo, threshold: 0 },
    });
    expect(said).toContain('no runs');
    expect(said).toContain('24 characters a shingle');
    expect(said).toContain('not verified');
  });

  it('says that nothing was written where it was a dry run', () => {
    expect(text(100, { outputs: [] })).toMatch(/^9,500 of 12,000 examples stay: nothing was written\n\n/);
  });

  it('passes over a file of removals that was not made', () => {
    const [kept] = result().outputs;
    expect(text(100, { outputs: [kept, { files: [], records: 0 }] })).not.toContain('go:');
  });

  it('has no share of nothing', () => {
    const counts = {
      ...result().counts,
      ...{ examples: 0, kept: 0, removed: 0, clusters: 0, throughOthers: 0 },
      reasons: { exact: 0, near: 0, 'reference-exact': 0, 'reference-near': 0, 'reference-run': 0 },
    };
    const said = text(80, { counts });
    expect(said).not.toMatch(/NaN|Infinity|clusters/);
    expect(said).toMatch(/exact duplicates +0 +–/);
  });

  it('lets no file name drive the terminal', () => {
    const outputs = [{ files: [file('\u001b[2J\u202egone.jsonl', 1)], records: 1 }];
    expect(hiddenIn(text(60, { outputs }))).toEqual([]);
    expect(text(60, { outputs })).toContain('[U+001B]');
  });
});

describe('dedupDocument', () => {
  it('has all of the counts, what was asked for, and null where there is no reference', () => {
    const document = JSON.parse(JSON.stringify(dedupDocument(result({ reference: undefined }))));
    expect(document).toMatchObject({
      schema: 'outcross.dedup/1',
      ...result().counts,
      settings: { ...PRESETS.datatrove, permutations: 112 },
      reference: null,
      malformed: 2,
      invalidEncoding: 1,
    });
    expect(document.outputs.map(({ records }: { records: number }) => records)).toEqual([9_500, 2_500]);
    expect(document.matchProbability.map(({ similarity }: { similarity: number }) => similarity)).toEqual([
      0.5, 0.6, 0.7, 0.8, 0.9, 0.95,
    ]);
  });

  it('never says that verification joins a pair which shares no band', () => {
    for (const settings of Object.values(PRESETS)) {
      const { matchProbability } = dedupDocument(result({ settings })) as {
        matchProbability: { candidate: number; joined: number }[];
      };
      for (const { candidate, joined } of matchProbability)
        expect(joined).toBeLessThanOrEqual(candidate + 1e-12);
    }
  });
});

describe('roundsNote', () => {
  it('adds rounds up', () => {
    const rounds = [
      { members: 9000, links: 1200, stars: 3 },
      { members: 10, links: 1, stars: 0 },
    ];
    expect(roundsNote(rounds)).toBe('note 2 looks at buckets, 1,201 links, 3 rounds of stars\n');
    expect(roundsNote(rounds.slice(1))).toMatch(/^note 1 look at buckets, 1 links/);
    expect(roundsNote([])).toBe('note 0 looks at buckets, 0 links, 0 rounds of stars\n');
  });
});
