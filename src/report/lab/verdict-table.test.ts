import { describe, expect, it } from 'vitest';
import { VERDICTS } from '../../compare/verdict.ts';
import { armOf, HOSTILE, runOf, unsafe } from './lab-fixtures.test.support.ts';
import { verdictSection } from './verdict-table.ts';

type Counts = Record<string, number> | undefined;

/** The section for arms with these verdicts by generation. */
function sectionOf(...arms: readonly (readonly Counts[])[]): string | undefined {
  const judged = arms.map((all, i) => {
    const arm = armOf(
      `arm ${i}`,
      all.map(() => 1),
    );
    const generations = arm.generations.map((own, g) => {
      const verdicts = all[g];
      return verdicts === undefined ? own : { ...own, verdicts };
    });
    return { ...arm, generations };
  });
  return verdictSection(runOf({ arms: judged }))?.text;
}

/** Texts of the cells, row by row. */
function cellsOf(section: string): string[][] {
  return [...section.matchAll(/<tr><th scope="row">(.*?)<\/tr>/g)].map(([, row]) =>
    row.split(/<td[^>]*>/).map((cell) =>
      cell
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    ),
  );
}

describe('verdictSection', () => {
  it('has a row a generation and a column an arm, in their order', () => {
    const cells = cellsOf(sectionOf([{ healthy: 2 }, { early: 2 }], [{ narrow: 2 }, { late: 2 }])!);
    expect(cells.map(([generation]) => generation)).toEqual(['0', '1']);
    for (const [g, words] of [
      ['healthy', 'narrow'],
      ['early', 'late'],
    ].entries())
      for (const [arm, word] of words.entries()) expect(cells[g][arm + 1]).toContain(word);
  });

  it('shows every verdict with its own sign', () => {
    for (const verdict of VERDICTS)
      expect(sectionOf([{ [verdict]: 1 }])).toContain(`<span class="v-${verdict}">`);
  });

  it('leaves a cell empty where an arm was not judged and another was', () => {
    const [row] = cellsOf(sectionOf([undefined], [{ healthy: 1 }])!);
    expect(row[1]).toBe('');
    expect(row[2]).toContain('healthy');
  });

  it('does not exist where no arm was judged', () => {
    expect(sectionOf([undefined, undefined], [undefined, undefined])).toBeUndefined();
  });

  it('gives counts that sum to the replicates where they differ', () => {
    const [row] = cellsOf(sectionOf([{ late: 1, healthy: 3, early: 16 }])!);
    const counts = [...row[1].matchAll(/\d+/g)].map(([n]) => Number(n));
    expect(counts).toEqual([16, 3, 1]);
  });

  it('gives a verdict that it does not know no class and no power', () => {
    const section = sectionOf([{ [HOSTILE]: 1, constructor: 2 }])!;
    expect(section).not.toMatch(/class="v-|<script/);
    expect(section).toContain('constructor');
    expect(unsafe(section)).toEqual([]);
  });
});
