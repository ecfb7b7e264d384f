import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { desk } from '../fixtures.test.support.ts';
import { address, define } from './watch.ts';

function refused(...args: string[]): string {
  const program = new Command('outcross').exitOverride().configureOutput({ writeErr: () => {} });
  const command = program
    .command('watch')
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  define(command, desk().context);
  try {
    program.parse(['watch', ...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.message;
  }
  throw new Error('nothing was refused');
}

describe('options of watch', () => {
  it.each([
    ['127.0.0.1:9464', '127.0.0.1', 9464],
    ['[::1]:0', '::1', 0],
    ['localhost:65535', 'localhost', 65_535],
  ])('metrics are served on %s', (text, host, port) => {
    expect(address(text)).toEqual({ host, port });
  });

  it.each(['9464', ':9464', '127.0.0.1', '127.0.0.1:65536', '::1:80', 'a b:1x', ''])(
    'and not on %j',
    (text) => {
      expect(() => address(text)).toThrow(InvalidArgumentError);
    },
  );

  it('are numbers of seconds, and verdicts that exist', () => {
    for (const args of [
      ['--every', '0'],
      ['--settle', '-1'],
      ['--patience', ''],
      ['--every', '1e9'],
    ])
      expect(refused(...args)).toContain('must be a number of seconds');
    for (const option of ['--keep-reports', '--keep-report-days'])
      for (const text of ['0', '-1', '1.5', 'all']) expect(refused(option, text)).toContain(option);
    expect(refused('--alert-on', 'early,lat')).toContain('There is no verdict "lat"');
    expect(refused('--log-format', 'xml')).toContain('plain, json');
  });
});
