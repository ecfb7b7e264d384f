import { Command, CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { VERDICTS } from '../compare/verdict.ts';
import { addCheckOptions, type CheckCommandOptions } from './check-options.ts';

function parsed(...args: string[]): { options: CheckCommandOptions; inputs: string[] } {
  const command = new Command('check').exitOverride().configureOutput({ writeErr: () => {} });
  command.argument('[generation...]');
  addCheckOptions(command);
  command.parse(args, { from: 'user' });
  return { options: command.opts(), inputs: command.args };
}

function refused(...args: string[]): string {
  try {
    parsed(...args);
  } catch (error) {
    if (error instanceof CommanderError) return error.message;
  }
  throw new Error('nothing was refused');
}

describe('the options of check', () => {
  it('say nothing of what the workspace may say, where nothing is said', () => {
    expect(parsed('g').options).toEqual({ name: [] });
  });

  it('take several corpora, and end at the next option', () => {
    const { options, inputs } = parsed('g1', 'g2', '--against', 'a', 'b', '--reservoir', 'c', '--json');
    expect(inputs).toEqual(['g1', 'g2']);
    expect(options).toMatchObject({ against: ['a', 'b'], reservoir: ['c'], json: true });
  });

  it('take numbers, names and files', () => {
    const { options } = parsed(
      ...['--alpha', '.01', '--margin', '0.2', '--tokens', '5000', '--order', '3', '--workers', '0'],
      ...['--name', 'a=x', '--name', 'b=y', '--html', 'r.html', '--markdown', 'r.md', '--strict'],
      ...['--trained-on', 't', '--group-field', 'author'],
    );
    expect(options).toMatchObject({ alpha: 0.01, margin: 0.2, tokens: 5000, order: 3, workers: 0 });
    expect(options).toMatchObject({ name: ['a=x', 'b=y'], html: 'r.html', markdown: 'r.md', strict: true });
    expect(options).toMatchObject({ trainedOn: ['t'], groupField: 'author' });
  });
});

describe('--fail-on', () => {
  it('takes verdicts with commas, each once, or none', () => {
    expect(parsed('--fail-on', 'late, narrow,late').options.failOn).toEqual(['late', 'narrow']);
    expect(parsed('--fail-on', 'none').options.failOn).toEqual([]);
    for (const verdict of VERDICTS) expect(parsed('--fail-on', verdict).options.failOn).toEqual([verdict]);
  });

  it('suggests the nearest of what it does not know, and lists all', () => {
    const message = refused('--fail-on', 'late,erly');
    expect(message).toContain('There is no verdict "erly". Did you mean "early"? Known: healthy, narrow,');
    expect(refused('--fail-on', 'zzz')).toContain('There is no verdict "zzz". Known: healthy');
  });

  it.each(['', 'early,', ',', 'Late', 'none,early'])('refuses %j', (text) => {
    expect(refused('--fail-on', text)).toContain('There is no verdict');
  });
});

describe('numbers', () => {
  it.each([
    ['--alpha', '0'],
    ['--alpha', '0.6'],
    ['--margin', '1'],
    ['--alpha', 'five'],
    ['--alpha', ''],
    ['--margin', '-0.1'],
    ['--margin', '10%'],
    ['--tokens', '99'],
    ['--tokens', '1e4'],
    ['--order', '0'],
    ['--workers', '-1'],
  ])('%s refuses %j', (option, text) => {
    expect(refused(`${option}=${text}`)).toContain('must be');
  });
});
