import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addOutputOptions, outputOf } from './output-options.ts';

describe('outputOf', () => {
  it('wants a path', () => {
    for (const output of [undefined, '', '-']) {
      expect(() => outputOf(output === undefined ? {} : { output })).toThrow(
        expect.objectContaining({ code: 'E_USAGE', where: '--output' }),
      );
    }
  });

  it('passes on what was asked for, and nothing else', () => {
    expect(outputOf({ output: 'a.jsonl' })).toEqual({ path: 'a.jsonl' });
    expect(
      outputOf({ output: 'a', outputFormat: 'csv', compress: 'gzip', partBytes: 10, force: true }),
    ).toEqual({ path: 'a', format: 'csv', compression: 'gzip', partBytes: 10, replace: true });
  });
});

describe('addOutputOptions', () => {
  it.each([
    [['--output-format', 'xml']],
    [['--compress', 'zip']],
    [['--part-bytes', '0']],
    [['--part-bytes', '1e6']],
  ])('refuses %j', (args) => {
    const command = addOutputOptions(new Command())
      .exitOverride()
      .configureOutput({ writeErr: () => {} });
    expect(() => command.parse(args, { from: 'user' })).toThrow();
  });
});
