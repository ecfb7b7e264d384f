import { describe, expect, it } from 'vitest';
import type { FilterResult } from '../../engine/rows/filter-corpus.ts';
import { activeFamilies } from '../../quality/filters/filter-settings.ts';
import { filterDocument, filterText, preferenceText } from './filter-text.ts';

const zeros = new Array<number>(64).fill(0);
const settings = { profiles: ['fineweb', 'pii'] };
const result: FilterResult = {
  tally: {
    examples: 200,
    tokens: 10_000,
    dropped: 50,
    droppedTokens: 1000,
    flagged: 3,
    rules: {
      'fineweb.short-lines': { examples: 20, tokens: 200, alone: 5 },
      'fineweb.line-feeds': { examples: 45, tokens: 900, alone: 30 },
      'pii.email': { examples: 3, tokens: 60, alone: 0 },
    },
    origins: {
      human: {
        examples: 100,
        tokens: 6000,
        dropped: 40,
        droppedTokens: 600,
        blocks: zeros,
        droppedBlocks: zeros,
      },
      unknown: {
        examples: 100,
        tokens: 4000,
        dropped: 10,
        droppedTokens: 400,
        blocks: zeros,
        droppedBlocks: zeros,
      },
    },
  },
  rules: activeFamilies(settings).flatMap(({ rules }) => rules),
  differential: undefined,
  outputs: {},
  malformed: 0,
  invalidEncoding: 0,
};

describe('filterText', () => {
  it('says what was kept and dropped, by rule, most broken first, and by origin', () => {
    expect(filterText(result, 100, false)).toBe(
      [
        '200 examples: 150 kept, 50 dropped (25%, 10% of tokens); 3 of the kept are flagged',
        '',
        '  rule broken          by                examples  share  of tokens  alone',
        '  fineweb.line-feeds   > 0.300  dropped        45    23%         9%     30',
        '  fineweb.short-lines  > 0.670  dropped        20    10%         2%      5',
        '  pii.email            > 0      flagged         3   1.5%       0.6%',
        '',
        '  origin   examples  kept  of tokens',
        '  human         100   60%        90%',
        '  unknown       100   90%        90%',
        '',
      ].join('\n'),
    );
  });

  it('keeps to the width of a narrow terminal', () => {
    for (const line of filterText(result, 50, false).split('\n').slice(1))
      expect(line.length).toBeLessThanOrEqual(50);
  });
});

describe('filterDocument', () => {
  it('names every rule that was applied, broken or not, and is JSON', () => {
    const document = JSON.parse(JSON.stringify(filterDocument(result, settings)));
    expect(document).toMatchObject({
      schema: 'outcross.filter/1',
      profiles: ['fineweb', 'pii'],
      examples: 200,
      dropped: 50,
      differential: null,
    });
    expect(document.rules).toHaveLength(10);
    expect(document.rules[0]).toEqual({
      rule: 'fineweb.empty',
      bound: 'min',
      threshold: 1,
      action: 'reject',
      examples: 0,
      tokens: 0,
      alone: 0,
    });
    expect(document.origins.map(({ origin }: { origin: string }) => origin)).toEqual(['human', 'unknown']);
    expect(document.origins[0].blocks).toBeUndefined();
  });
});

describe('preferenceText', () => {
  it('says how much more human text is dropped, with the interval, and what to do', () => {
    const text = preferenceText(
      { human: 0.4, synthetic: 0.1, difference: 0.3, interval: [0.2, 0.4], prefersSynthetic: true },
      false,
    );
    expect(text).toMatch(
      /^warning these rules drop 40% of human and 10% of synthetic examples: 30% more, \[20%, 40%\]\./,
    );
    expect(text).toMatch(/filter\.rules in outcross\.yaml/);
  });
});
