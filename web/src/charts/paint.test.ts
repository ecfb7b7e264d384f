import { describe, expect, it } from 'vitest';
import { PALETTE, stand } from '../parts/words.ts';
import { painted } from './paint.ts';

describe('painted', () => {
  it('puts the colours of the scheme in the places of roles, however deep', () => {
    const option = { series: [{ lineStyle: { color: stand('late') } }], title: { text: 'late' } };
    expect(painted(option, 'dark')).toEqual({
      series: [{ lineStyle: { color: PALETTE.late.dark } }],
      title: { text: 'late' },
    });
    expect(painted(option, 'light').series[0].lineStyle.color).toBe(PALETTE.late.light);
  });

  it('leaves the option that it was given as it was', () => {
    const option = { color: stand('ink') };
    painted(option, 'dark');
    expect(option.color).toBe(stand('ink'));
  });

  it('does not copy columns of numbers', () => {
    const data = [1, 2, 3];
    expect(painted({ data }, 'dark').data).toBe(data);
  });

  it('paints what functions give, and hands on what they are given', () => {
    const option = { renderItem: (width: number) => ({ style: { stroke: stand('early'), width } }) };
    expect(painted(option, 'light').renderItem(3)).toEqual({
      style: { stroke: PALETTE.early.light, width: 3 },
    });
  });

  it('leaves alone what is no plain value', () => {
    const when = new Date(0);
    expect(painted({ when, none: null, missing: undefined, other: '#123456' }, 'dark')).toEqual({
      when,
      none: null,
      missing: undefined,
      other: '#123456',
    });
  });
});
