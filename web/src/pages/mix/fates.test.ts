import { describe, expect, it } from 'vitest';
import { FATES } from '../../../../src/mix/fate.ts';
import { fateRows } from './fates.ts';

describe('fateRows', () => {
  it('puts what enters first, then what is most', () => {
    const rows = fateRows({ surplus: 10, capped: 30, chosen: 20, duplicate: 0 });
    expect(rows.map(({ id, share }) => [id, share])).toEqual([
      ['chosen', 20 / 60],
      ['capped', 0.5],
      ['surplus', 10 / 60],
    ]);
  });

  it('has words for every fate of a plan', () => {
    for (const { id } of FATES) expect(fateRows({ [id]: 1 })[0].words).not.toBe(id);
  });

  it('shows a fate that it does not know by its name', () => {
    expect(fateRows({ constructor: 2 })).toEqual([
      { id: 'constructor', words: 'constructor', examples: 2, share: 1 },
    ]);
  });

  it('is empty without candidates', () => {
    expect(fateRows({})).toEqual([]);
    expect(fateRows({ chosen: 0 })).toEqual([]);
  });
});
