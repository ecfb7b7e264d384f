import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REPLACE } from '../../test/fixtures/signals.ts';
import { deciding } from './deciding.ts';

describe('deciding', () => {
  it('asks one question a row, the tail first', () => {
    expect(deciding(REPLACE).map(({ id, order, band }) => [id, order, band])).toEqual([
      ['tail.coverage', 1, 0.1],
      ['missing-mass', 1, undefined],
      ['types', 1, undefined],
      ['spread.volume', undefined, undefined],
      ['distinct', 2, undefined],
      ['self-bleu', 4, undefined],
      ['repetition.self', 4, undefined],
      ['perplexity.holdout', 5, undefined],
      ['divergence.js', 1, undefined],
      ['category.coverage', undefined, undefined],
    ]);
  });

  it('chooses the same whatever the order of the signals', () => {
    const keys = (items: typeof REPLACE) =>
      deciding(items).map(({ id, order, band }) => `${id}/${order}/${band}`);
    fc.assert(
      fc.property(fc.shuffledSubarray([...REPLACE], { minLength: REPLACE.length }), (shuffled) => {
        expect(keys(shuffled)).toEqual(keys(REPLACE));
      }),
    );
  });

  it('takes the next best where the first choice was not measured', () => {
    const left = REPLACE.filter(
      ({ id, order }) => id !== 'spread.volume' && !(id === 'distinct' && order === 2),
    );
    const chosen = deciding(left).map(({ id, order }) => [id, order]);
    expect(chosen).toContainEqual(['spread.effective-rank', undefined]);
    expect(chosen.some(([id, order]) => id === 'distinct' && (order === 1 || order === 3))).toBe(true);
  });

  it('falls back to any spread of a feature', () => {
    expect(deciding([{ id: 'spread.punctuation' }])).toEqual([{ id: 'spread.punctuation' }]);
  });

  it('shows the first signals where it knows none of them', () => {
    const unknown = Array.from({ length: 30 }, (_, index) => ({ id: `new.${index}` }));
    expect(deciding(unknown)).toEqual(unknown.slice(0, 10));
  });

  it('shows the columns of a table beside its categories', () => {
    const columns = Array.from({ length: 30 }, (_, index) => ({ id: `column.spread:c${index}` }));
    const category = { id: 'category.coverage' };
    expect(deciding([category, ...columns])).toEqual([...columns.slice(0, 9), category]);
    expect(deciding([category])).toEqual([category]);
    expect(deciding([category, { id: 'types' }])).toEqual([{ id: 'types' }, category]);
  });

  it('gives nothing for nothing', () => {
    expect(deciding([])).toEqual([]);
  });
});
