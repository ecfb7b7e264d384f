import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addForecastOptions, type ForecastCommandOptions } from './forecast-options.ts';

function parse(...args: string[]): ForecastCommandOptions {
  const command = new Command('forecast').exitOverride().configureOutput({ writeErr: () => {} });
  command.argument('<human...>');
  addForecastOptions(command);
  command.parse(['human.jsonl', ...args], { from: 'user' });
  return command.opts();
}

describe('options of forecast', () => {
  it('are absent where they were not given', () => {
    expect(parse()).toEqual({});
  });

  it('take several real shares, with commas or again, each once', () => {
    expect(parse('--real', '0,0.1').real).toEqual([0, 0.1]);
    expect(parse('--real', '0, .5', '--real', '0.1,0').real).toEqual([0, 0.5, 0.1]);
  });

  it('take numbers, whose bounds the forecast holds', () => {
    expect(parse('--samples', '1e6', '--keep', '0.8', '--generations', '0')).toMatchObject({
      samples: 1e6,
      keep: 0.8,
      generations: 0,
    });
  });

  it('take generations that exist', () => {
    expect(parse('--observed', 'a', 'b', '--same-real')).toMatchObject({
      observed: ['a', 'b'],
      sameReal: true,
    });
  });

  it.each([
    ['--real', '0,,1'],
    ['--real', 'half'],
    ['--samples', ''],
    ['--samples', 'Infinity'],
    ['--mode', 'forget'],
    ['--unit', 'words'],
    ['--workers', '-1'],
  ])('refuse %s %s', (...args) => {
    expect(() => parse(...args)).toThrow();
  });
});
