import { Command, CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { addPerplexityOptions, type PerplexityOptions } from './perplexity-options.ts';

function parsed(...args: string[]): { options: PerplexityOptions; inputs: string[] } {
  const command = new Command('perplexity').exitOverride().configureOutput({ writeErr: () => {} });
  command.argument('[corpus...]');
  addPerplexityOptions(command).parse(args, { from: 'user' });
  return { options: command.opts(), inputs: command.args };
}

describe('the options of perplexity', () => {
  it('have the defaults that help tells', () => {
    expect(parsed('c').options).toMatchObject({
      logBase: 'e',
      protocol: 'vllm',
      maxTokens: '1',
      concurrency: 8,
      timeout: 120,
      retries: 6,
      seed: 'perplexity',
      alpha: 0.05,
    });
    expect(parsed('c').options.cache).toBeUndefined();
  });

  it('know a cache that is named from none', () => {
    expect(parsed('c', '--cache', 'x').options.cache).toBe('x');
    expect(parsed('c', '--no-cache').options.cache).toBe(false);
  });

  it('take several files of log-probabilities, and a corpus before them', () => {
    const { options, inputs } = parsed('c', '--from', 'logprobs', 'a', 'b', '--json');
    expect(inputs).toEqual(['c']);
    expect(options).toMatchObject({ from: ['logprobs', 'a', 'b'], json: true });
  });

  it.each([
    ['--protocol', 'chat'],
    ['--concurrency', '0'],
    ['--timeout', '-1'],
    ['--timeout', 'soon'],
    ['--retries', '1.5'],
    ['--window', '1'],
    ['--stride', '0'],
    ['--sample', '0'],
    ['--price', '0'],
    ['--alpha', '0.9'],
    ['--log-base', '3'],
    ['--max-tokens', '2'],
  ])('refuse %s %s', (option, value) => {
    expect(() => parsed('c', option, value)).toThrow(CommanderError);
  });
});
