import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommandLine, typed } from './command-line.ts';

describe('CommandLine', () => {
  it('puts values into the words of their options, and paths behind --', () => {
    const line = new CommandLine('mix')
      .value('size', 10)
      .value('seed', undefined)
      .flag('force', true)
      .flag('json', false)
      .each('against', ['a', 'b'])
      .joined('when', ['x', 'y'])
      .joined('stage', [])
      .paths(['c.jsonl']);
    expect(line.args).toEqual([
      'mix',
      '--size=10',
      '--force',
      '--against=a',
      '--against=b',
      '--when=x,y',
      '--',
      'c.jsonl',
    ]);
  });

  it('needs no -- without paths', () => {
    expect(new CommandLine('audit').paths([]).args).toEqual(['audit']);
  });

  it('lets no value become an option', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const { args } = new CommandLine('x').value('seed', value).paths([value]);
        expect(args).toEqual(['x', `--seed=${value}`, '--', value]);
      }),
    );
  });
});

describe('typed', () => {
  it('is plain where it can be', () => {
    expect(typed(['check', '--margin=0.1', '--', 'data/g1.jsonl'])).toBe(
      'outcross check --margin=0.1 -- data/g1.jsonl',
    );
  });

  it.skipIf(process.platform === 'win32')('means to a shell what the arguments are', () => {
    const args = ['mix', '--seed=it\'s $HOME `id` \\ "x"', '--', 'a b;c.jsonl', './-rf', '*'];
    const shown = typed(args).replace(/^outcross /, '');
    const seen = execFileSync('sh', ['-c', `for word in ${shown}; do printf '%s\\n' "$word"; done`], {
      encoding: 'utf8',
    });
    expect(seen.trimEnd().split('\n')).toEqual(args);
  });
});
