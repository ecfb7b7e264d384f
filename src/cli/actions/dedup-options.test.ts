import { Command } from 'commander';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../quality/duplicates/settings.ts';
import { addDedupOptions, type DedupOptions, nearSettings, requireElsewhere } from './dedup-options.ts';

let said = '';

function parse(...args: string[]): DedupOptions {
  said = '';
  const command = new Command('dedup').exitOverride().configureOutput({
    writeErr: (text) => {
      said += text;
    },
  });
  addDedupOptions(command);
  command.parse(args, { from: 'user' });
  return command.opts();
}

describe('options of dedup', () => {
  it('leave everything to the preset where they are not given', () => {
    expect(parse()).toEqual({});
    expect(nearSettings(parse())).toEqual(PRESETS.datatrove);
    expect(nearSettings(parse('--preset', 'nemo'))).toEqual(PRESETS.nemo);
  });

  it('compare source code by its structure, unless another preset is asked for', () => {
    expect(nearSettings({ modality: 'code' })).toEqual(PRESETS.code);
    expect(nearSettings({ modality: 'code', preset: 'datatrove' })).toEqual(PRESETS.datatrove);
  });

  it('refuse to compare text by its structure', () => {
    expect(() => nearSettings(parse('--preset', 'code'))).toThrow(
      expect.objectContaining({ code: 'E_USAGE' }),
    );
  });

  it('win over the preset, one by one, wherever they stand', () => {
    expect(nearSettings(parse('--rows', '4', '--preset', 'nemo', '--threshold', '0'))).toEqual({
      ...PRESETS.nemo,
      rows: 4,
      threshold: 0,
    });
    expect(nearSettings(parse('--shingle', '3', '--bands', '20'))).toEqual({
      ...PRESETS.datatrove,
      shingle: 3,
      bands: 20,
    });
  });

  it('take any similarity from 0 to 1 as it was written', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        expect(parse('--threshold', String(share)).threshold).toBe(share === 0 ? 0 : share);
      }),
    );
  });

  it('take rules of what stays in the order given, with spaces or without', () => {
    expect(parse('--keep', 'longest, human').keep).toEqual(['longest', 'human']);
    expect(parse('--keep', 'id').keep).toEqual(['id']);
  });

  it('suggest the rule that was meant, and list them all', () => {
    expect(() => parse('--keep', 'human,longst')).toThrow(/no rule "longst"/);
    expect(said).toMatch(/Did you mean "longest"\? Known: human, /);
    expect(() => parse('--keep', 'zzzzzz')).toThrow();
    expect(said).toMatch(/no rule "zzzzzz"\. Known: /);
  });

  it('take no run at all for a wish, and a negative one for a slip', () => {
    expect(parse('--run-tokens', '0').runTokens).toBe(0);
    expect(() => parse('--run-tokens=-1')).toThrow();
  });

  it.each([
    ['--threshold', '1.01'],
    ['--threshold', ''],
    ['--threshold', '0,7'],
    ['--threshold', 'NaN'],
    ['--threshold=-0.1'],
    ['--shingle', '0'],
    ['--bands', '1.5'],
    ['--rows', 'many'],
    ['--preset', 'minhash'],
    ['--keep', ''],
    ['--keep', 'human,,id'],
  ])('refuse %s %s', (...args) => {
    expect(() => parse(...args)).toThrow();
  });

  it.each([
    ['--memory', { memory: 0 }],
    ['--temp', { temp: '.' }],
  ])('refuse %s where Spark finds the duplicates', (where, options) => {
    expect(() => requireElsewhere(options)).toThrow(expect.objectContaining({ code: 'E_USAGE', where }));
    expect(() => requireElsewhere({ keep: ['id'], runTokens: 0 })).not.toThrow();
  });
});
