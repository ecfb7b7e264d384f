import { describe, expect, it } from 'vitest';
import type { AnchorDocument } from '../quality/anchor/anchor-document.ts';
import { judgeStrata } from '../quality/anchor/strata.ts';
import { DEFAULT_NEAR } from '../quality/duplicates/settings.ts';
import { anchorText } from './anchor-text.ts';
import { cutFigures, hiddenIn, widest } from './fixtures.test.support.ts';

const side = (groups: number) => ({ groups, examples: groups * 3, tokens: groups * 100 });
const file = (name: string) => ({ name, bytes: 1, sha256: '' });
const files = { corpus: file('c'), profile: file('p') };

function documentOf(change: Partial<AnchorDocument> = {}): AnchorDocument {
  const strata = Array.from({ length: 30 }, (_, i) => ({
    values: [`genre ${i}`],
    reservoir: side(80),
    holdout: side(20),
  }));
  strata[25] = { values: ['rare'], reservoir: side(3), holdout: side(1) };
  strata[26] = { values: ['uneven'], reservoir: side(60), holdout: side(40) };
  return {
    schema: 'outcross.anchor/1',
    version: '0',
    settings: { holdout: 0.2, salt: 's', groupField: 'author', strata: ['genre'], leastGroups: 5 },
    inputs: ['a.jsonl'],
    reservoir: { ...side(2400), ...files },
    holdout: { ...side(600), ...files },
    guard: { ...file('holdout.near'), entries: 1800, near: DEFAULT_NEAR },
    strata: judgeStrata(strata, 0.2),
    tails: [{ order: 1, mass: 0.1, types: 1234, reservoir: 0.95, holdout: 0.5, expected: 0.55 }],
    leftOut: { synthetic: 7 },
    assumedHuman: 3,
    malformed: 0,
    ...change,
  };
}
const text = (change: Partial<AnchorDocument> = {}, columns = 100) =>
  anchorText(documentOf(change), 'out', columns, false);

describe('anchorText', () => {
  it('tells how the groups were parted', () => {
    expect(text()).toMatch(/groups \(author\)/);
    expect(text()).toMatch(/holdout +600 +20% +1,800 +60,000/);
  });

  it('names strata that are too small or off before those that fit, and counts the rest', () => {
    const lines = text().split('\n');
    const at = (word: string) => lines.findIndex((line) => line.includes(word));
    expect(at('too small for a holdout')).toBeLessThan(at('fits'));
    expect(at('off by more than chance')).toBeLessThan(at('fits'));
    expect(text()).toContain('and 10 more, in anchor.json');
  });

  it('tells how much of the tail each side holds, against chance', () => {
    expect(text()).toMatch(/last 10% of 1-grams +1,234 +95% +50% +55%/);
  });

  it('says what was left out and what was taken on trust', () => {
    expect(text()).toContain('7 examples left out: synthetic');
    expect(text()).toContain('3 examples of unknown origin were taken for human');
  });

  it('says nothing of strata, tails and trust where there is nothing to say', () => {
    const settings = { ...documentOf().settings, strata: [], groupField: null };
    const short = text({ settings, strata: [], tails: [], leftOut: {}, assumedHuman: 0 });
    expect(short.trimEnd().split('\n')).toHaveLength(4);
    expect(short).toContain('groups (examples)');
  });

  it('keeps to the width that there is, and shows no control characters', () => {
    const strata = judgeStrata([{ values: ['\u001b[2Jgenre'], reservoir: side(80), holdout: side(20) }], 0.2);
    const shown = text({ strata }, 60);
    expect(shown.includes('\u001b')).toBe(false);
    for (const line of shown.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  });
});

describe('anchorText on any terminal', () => {
  it.each([40, 60, 80, 100])('says within %d columns which strata do not stand for the data', (columns) => {
    const lines = text({}, columns).split('\n');
    expect(widest(lines.join('\n'))).toBeLessThanOrEqual(columns);
    expect(lines.some((line) => /rare.* too /.test(line))).toBe(true);
    expect(lines.some((line) => /uneven.* off /.test(line))).toBe(true);
  });

  it.each([40, 80])('says within %d columns all that was left out', (columns) => {
    const flat = text(
      { leftOut: { synthetic: 1_234_567, unknown: 89 }, assumedHuman: 1_000_000 },
      columns,
    ).replace(/\s+/g, ' ');
    expect(flat).toContain('1,234,567 examples left out: synthetic');
    expect(flat).toContain('89 examples left out: unknown');
    expect(flat).toContain('1,000,000 examples of unknown origin were taken for human');
  });

  it('cuts no figure, however narrow the terminal: columns go whole', () => {
    for (let columns = 40; columns <= 100; columns++) expect(cutFigures(text({}, columns))).toEqual([]);
    expect(text({}, 40)).toMatch(/\n {2}holdout +600 +20%\n/);
    expect(text({}, 40)).toMatch(/\n {2}last .* +50% +55%\n/);
  });

  it('names a stratum that has no value', () => {
    const strata = judgeStrata([{ values: [null], reservoir: side(80), holdout: side(20) }], 0.2);
    expect(text({ strata })).toMatch(/\n {2}\(none\) +80 +20 +20% +60 +fits\n/);
  });

  it('keeps wide letters in their columns', () => {
    const strata = judgeStrata(
      [{ values: ['新聞'.repeat(30)], reservoir: side(80), holdout: side(20) }],
      0.2,
    );
    for (const columns of [40, 60, 80])
      expect(widest(text({ strata }, columns))).toBeLessThanOrEqual(columns);
  });

  it('has no share of no group', () => {
    const nothing = { reservoir: { ...side(0), ...files }, holdout: { ...side(0), ...files } };
    expect(text({ ...nothing, strata: [], tails: [] })).toMatch(/reservoir +0 +– /);
  });

  it('shows a field whose name hides something', () => {
    const settings = { ...documentOf().settings, groupField: 'a\u202eb' };
    expect(hiddenIn(text({ settings }))).toEqual([]);
  });
});
