import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs, THOROUGH } from '../../../test/fixtures/thorough.ts';
import { FAMILIES } from './families.ts';
import { differentWords, PROSE } from './filters.test.support.ts';
import { createTextFilter } from './text-filter.ts';

const NAMES = FAMILIES.map(({ name }) => name);
const everything = await createTextFilter({ profiles: NAMES });
const FIVE = ['gopher-datatrove', 'gopher-dolma', 'c4', 'fineweb', 'encoding'];

/** Text of which every measure exists, few of them 0. */
const RICH = `${PROSE}\n\n- ${PROSE.slice(0, 300)}\n\n# Ends...\nShort line.\nShort line.\n\n{{name}} wrote to a@b.com, 4111 1111 1111 1111.`;

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      'the ',
      '. ',
      '\n',
      '\n\n',
      '{',
      '[1]',
      '...',
      '\ud83d',
      '\ude00',
      'Ã©',
      '\0',
      '@',
      '4',
    ),
    maxLength: 200,
  }),
);

describe('every rule', () => {
  it('holds at its threshold and breaks beyond it, on the side of its bound', async () => {
    for (const { measure, rules, value } of everything.explain(RICH)) {
      if (value === undefined) throw new Error(`${measure} does not exist`);
      const step = Math.max(Math.abs(value) * 1e-9, 1e-9);
      for (const { rule, bound } of rules) {
        const family = rule.split('.')[0];
        const sign = bound === 'min' ? 1 : -1;
        for (const [threshold, breaks] of [
          [value, false],
          [value - sign * step, false],
          [value + sign * step, true],
        ] as const) {
          const filter = await createTextFilter({ profiles: [family], rules: { [rule]: threshold } });
          const { rejected, flagged } = filter.judge(RICH);
          expect(
            [...rejected, ...flagged].some((breach) => breach.rule === rule),
            `${rule} ${value} against ${threshold}`,
          ).toBe(breaks);
        }
      }
    }
  });
});

describe('TextFilter.judge', () => {
  it('throws on no string', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { keep, rejected } = everything.judge(text);
        expect(keep).toBe(rejected.length === 0);
      }),
      { numRuns: runs(400) },
    );
  });

  it('gives all rules that are broken, value against threshold', async () => {
    const filter = await createTextFilter({ profiles: ['gopher', 'c4', 'fineweb'] });
    const { keep, rejected } = filter.judge('');
    expect(keep).toBe(false);
    expect(rejected).toEqual([
      { rule: 'gopher-datatrove.words.min', value: 0, bound: 'min', threshold: 50 },
      { rule: 'gopher-datatrove.stop-words', value: 0, bound: 'min', threshold: 2 },
      { rule: 'c4.sentences', value: 0, bound: 'min', threshold: 5 },
      { rule: 'fineweb.empty', value: 0, bound: 'min', threshold: 1 },
    ]);
    expect(filter.judge(PROSE)).toEqual({ keep: true, rejected: [], flagged: [] });
  });

  it('says the same of a text whatever came before it', async () => {
    const fresh = await createTextFilter({ profiles: FIVE });
    const used = await createTextFilter({ profiles: FIVE });
    fc.assert(
      fc.property(anything, anything, (before, text) => {
        used.judge(before);
        expect(used.judge(text)).toEqual(fresh.judge(text));
      }),
      { numRuns: runs(200) },
    );
  });

  it('says the same of every family whether others are asked or not', async () => {
    const alone = await createTextFilter({ profiles: ['fineweb'] });
    const withOthers = everything.judge(RICH).rejected.filter(({ rule }) => rule.startsWith('fineweb.'));
    expect(alone.judge(RICH).rejected).toEqual(withOthers);
  });
});

/** Of signs in a text that nobody would write. */
const MANY = THOROUGH ? 1_000_000 : 250_000;

describe('enemy texts', () => {
  it('of millions of characters on one line, and of one sign, are judged', async () => {
    const filter = await createTextFilter({ profiles: ['gopher', 'c4', 'fineweb'] });
    const rulesOf = (text: string) => filter.judge(text).rejected.map(({ rule }) => rule);
    expect(rulesOf('a'.repeat(10 * MANY))).toContain('gopher-datatrove.word-length.max');
    expect(rulesOf('ab '.repeat(MANY))).toContain('gopher-datatrove.words.max');
    expect(rulesOf('\n'.repeat(MANY))).toContain('fineweb.empty');
    expect(rulesOf('('.repeat(MANY))).toContain('gopher-datatrove.words.min');
  });

  it('of characters that cannot be seen, or are none, are judged', () => {
    for (const text of [
      '\u200b'.repeat(5000),
      '\ud800'.repeat(5000),
      '\0'.repeat(5000),
      '\u0301'.repeat(5000),
    ]) {
      const { keep, rejected } = everything.judge(text);
      expect(keep).toBe(false);
      for (const { value } of rejected) expect(Number.isFinite(value)).toBe(true);
    }
  });
});

describe('TextFilter.explain', () => {
  it('gives every measure of every family, with its rules', () => {
    const values = everything.explain(PROSE);
    expect(values).toHaveLength(FAMILIES.reduce((sum, { measures }) => sum + measures.length, 0));
    const words = values.find(({ family, measure }) => family === 'gopher-datatrove' && measure === 'words');
    expect(words?.rules.map(({ rule, broken }) => [rule, broken])).toEqual([
      ['gopher-datatrove.words.min', false],
      ['gopher-datatrove.words.max', false],
    ]);
    expect(words?.value).toBe(111);
  });

  it('has no value for a measure that does not exist, and no rule broken by it', () => {
    const mean = everything.explain('').find(({ measure }) => measure === 'mean-word-length');
    expect(mean?.value).toBeUndefined();
    expect(mean?.rules.map(({ broken }) => broken)).toEqual([false, false]);
  });
});

describe('TextFilter.cleanLines', () => {
  it('gives the lines that C4 keeps, and changes nothing twice', async () => {
    const filter = await createTextFilter({ profiles: ['c4'] });
    const text = `menu\n${PROSE}\n${differentWords(9).join(' ')}\n`;
    expect(filter.cleanLines(text)).toBe(PROSE);
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('ab c d. ', 'x', '\n', '{', '[1]', '"'), maxLength: 60 }),
        (any) => {
          const once = filter.cleanLines(any);
          if (!once.includes('[')) expect(filter.cleanLines(once)).toBe(once);
        },
      ),
    );
  });
});

describe('TextFilter.each', () => {
  it('visits every rule whose measure exists, with the figures that explain has', () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.constant(RICH)), (text) => {
        const visited: [number, number][] = [];
        everything.each(text, (value, threshold) => visited.push([value, threshold]));
        const explained = everything
          .explain(text)
          .flatMap(({ value, rules }) =>
            value === undefined ? [] : rules.map(({ threshold }): [number, number] => [value, threshold]),
          );
        expect(visited.sort()).toEqual(explained.sort());
      }),
      { numRuns: 30 },
    );
  });
});
