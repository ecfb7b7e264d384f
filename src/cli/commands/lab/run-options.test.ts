import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addRunOptions, type RunOptions, requestOf } from './run-options.ts';

function parsed(...args: string[]): RunOptions {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  addRunOptions(command);
  return command.parse(args, { from: 'user' }).opts();
}

describe('the options of lab run', () => {
  it('ask for nothing where nothing was said', () => {
    expect(requestOf(parsed())).toEqual({});
  });

  it('are what the lab is asked for', () => {
    const options = parsed(
      ...['--loop', 'replace, fresh:0.1', '--learner', 'unbiased', '--n', '1e3', '--generations', '5'],
      ...['--replicates', '7', '--seed', 'x', '--temperature', '1,0.5', '--top-k', '5', '--real', '0.2'],
      ...['--set', 'a=1', '--set', 'b-c=-2.5', '--text', 'a.txt', 'b.txt'],
    );
    expect(requestOf(options)).toEqual({
      loops: ['replace', 'fresh:0.1'],
      learner: 'unbiased',
      samples: 1000,
      generations: 5,
      replicates: 7,
      seed: 'x',
      temperatures: [1, 0.5],
      topK: [5],
      real: 0.2,
      parameters: { a: 1, 'b-c': -2.5 },
      text: ['a.txt', 'b.txt'],
    });
  });

  it('leave bounds to the lab, which names them', () => {
    expect(requestOf(parsed('--n', '-3', '--real', '7'))).toEqual({ samples: -3, real: 7 });
  });

  it.each([
    ['--n', 'many'],
    ['--n', ''],
    ['--n', 'Infinity'],
    ['--temperature', '1,,2'],
    ['--temperature', '1,hot'],
    ['--loop', ','],
    ['--set', 'a'],
    ['--set', '=1'],
    ['--set', 'a=b'],
    ['--workers', '-1'],
    ['--workers', '1.5'],
  ])('refuse %s %j', (option, value) => {
    expect(() => parsed(option, value)).toThrow(/invalid/);
  });
});
