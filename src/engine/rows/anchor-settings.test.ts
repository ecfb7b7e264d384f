import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { type AnchorOptions, anchorSettings, requireSameSplit } from './anchor-settings.ts';

const disk = scratch();
const of = (options: AnchorOptions) => anchorSettings({ inputs: [] }, options);

describe('anchorSettings', () => {
  it('has the defaults that are told, and says of no group field that there is none', () => {
    expect(of({})).toEqual({ holdout: 0.2, salt: 'outcross', groupField: null, strata: [], leastGroups: 5 });
    expect(anchorSettings({ inputs: [], groupField: 'author' }, { leastGroups: 1 })).toMatchObject({
      groupField: 'author',
      leastGroups: 1,
    });
  });

  it.each([0, 1, -0.1, 1.1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a share of %d', (holdout) => {
    expect(() => of({ holdout })).toThrow(expect.objectContaining({ code: 'E_PARAMETER', where: 'holdout' }));
  });

  it.each([0, -1, 2.5, Number.NaN, 2 ** 53])('refuses %d as a number of groups', (leastGroups) => {
    expect(() => of({ leastGroups })).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', where: 'leastGroups' }),
    );
  });

  it('takes an empty salt: it is a salt like any other', () => {
    expect(of({ salt: '' }).salt).toBe('');
  });
});

describe('requireSameSplit', () => {
  it('asks nothing of a folder without an anchor', async () => {
    await expect(requireSameSplit(join(disk.folder, 'none'), of({}))).resolves.toBeUndefined();
  });
});
