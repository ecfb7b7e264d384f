import { Command, CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { addSpaceOptions, type SpaceOptionValues, spaceOptions } from './space-options.ts';

function parse(...args: string[]): SpaceOptionValues {
  const command = addSpaceOptions(new Command('x').exitOverride().configureOutput({ writeErr: () => {} }));
  return command.parse(args, { from: 'user' }).opts<SpaceOptionValues>();
}

describe('the options of measures on vectors', () => {
  it('are five neighbours and four orders where nothing is said', () => {
    expect(parse()).toEqual({});
    expect(spaceOptions(parse())).toEqual({ q: [0.5, 1, 2, Number.POSITIVE_INFINITY] });
  });

  it('add orders to those that decide verdicts, once each', () => {
    const options = spaceOptions(parse('--neighbours', '3', '--vendi', '4, 0.1,inf,1'));
    expect(options).toEqual({ k: 3, q: [0.1, 0.5, 1, 2, 4, Number.POSITIVE_INFINITY] });
  });

  it.each([
    ['--neighbours', '0'],
    ['--neighbours', '101'],
    ['--neighbours', '2.5'],
    ['--vendi', '-1'],
    ['--vendi', ''],
    ['--vendi', '1,,2'],
    ['--vendi', 'two'],
  ])('refuse %s %s', (option, value) => {
    expect(() => parse(option, value)).toThrow(CommanderError);
  });
});
