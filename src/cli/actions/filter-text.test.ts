import { describe, expect, it } from 'vitest';
import type { FilterResult } from '../../engine/rows/filter-corpus.ts';
import { activeFamilies } from '../../quality/filters/filter-settings.ts';
import { cutFigures, widest } from '../fixtures.test.support.ts';
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

describe('filterText on any terminal', () => {
  const big: FilterResult = {
    ...result,
    tally: {
      ...result.tally,
      examples: 12_345_678,
      dropped: 2_345_678,
      tokens: 1_234_567_890,
      droppedTokens: 91_234_567,
      flagged: 31_234,
    },
    outputs: {
      kept: {
        files: [
          { path: `${'deep/'.repeat(20)}kept.jsonl`, name: 'kept.jsonl', bytes: 4e9, sha256: '', records: 1 },
        ],
        records: 10_000_000,
      },
    },
  };

  it.each([40, 50, 60, 80, 100])('says within %d columns what was kept, dropped and flagged', (columns) => {
    const text = filterText(big, columns, false);
    expect(widest(text)).toBeLessThanOrEqual(columns);
    const flat = text.replace(/\s+/g, ' ');
    expect(flat).toContain(
      '12,345,678 examples: 10,000,000 kept, 2,345,678 dropped (19%, 7.4% of tokens); 31,234 of the kept are flagged',
    );
    expect(text.replaceAll('\n', '')).toContain(`${'deep/'.repeat(20)}kept.jsonl`);
  });

  it('cuts no figure, however narrow the terminal: columns go whole', () => {
    const rules = {
      'fineweb.line-feeds': { examples: 2_345_678, tokens: 91_234_567, alone: 2_000_000 },
    };
    for (let columns = 40; columns <= 100; columns++) {
      const text = filterText({ ...big, outputs: {}, tally: { ...big.tally, rules } }, columns, false);
      expect(cutFigures(text)).toEqual([]);
      expect(text).toMatch(/\n {2}fineweb\.line-feeds .*2,345,678/);
    }
  });

  it('has no share of nothing', () => {
    const empty = {
      ...result.tally,
      examples: 0,
      tokens: 0,
      dropped: 0,
      droppedTokens: 0,
      flagged: 0,
      rules: {},
      origins: {},
    };
    const text = filterText({ ...result, tally: empty }, 80, false);
    expect(text).toContain('0 examples: 0 kept, 0 dropped (–, – of tokens)\n');
    expect(text).not.toMatch(/NaN|Infinity|flagged|rule broken/);
  });

  it('keeps the order of rules that are broken as often', () => {
    const tie = { examples: 7, tokens: 70, alone: 1 };
    const ids = result.rules.map(({ id }) => id);
    const rules = Object.fromEntries([...ids].reverse().map((id) => [id, tie]));
    const text = filterText({ ...result, tally: { ...result.tally, rules } }, 100, false);
    const shown = ids.map((id) => text.indexOf(`  ${id} `));
    expect(shown).toEqual([...shown].sort((a, b) => a - b));
    expect(shown[0]).toBeGreaterThan(0);
  });

  it('says nothing of an output that nothing went into', () => {
    const outputs = { rejects: { files: [], records: 0 } };
    expect(filterText({ ...result, outputs }, 100, false)).toBe(filterText(result, 100, false));
  });

  it('begins with bold where colours are wanted', () => {
    expect(filterText(result, 100, true).startsWith('\u001b[1m200 examples:')).toBe(true);
  });
});
