import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { cellWidth } from '../../report/terminal/cells.ts';
import { runCommand } from './lab/lab-context.test.support.ts';
import { define as list } from './lab/list.ts';
import { define } from './lab.ts';

const SUB = ['list', 'run', 'verify', 'errors', 'drive', 'train-ngram', 'sample-ngram'];

describe('outcross lab', () => {
  const command = new Command('lab');
  define(command, {} as never);

  it('lists its sub-commands, each with a line of its own', () => {
    expect(command.commands.map((sub) => sub.name())).toEqual(SUB);
    const summaries = command.commands.map((sub) => sub.summary());
    expect(new Set(summaries).size).toBe(SUB.length);
    const help = command.helpInformation();
    for (const summary of summaries) expect(help.replace(/\s+/g, ' ')).toContain(summary);
  });

  it.each(SUB)('%s has a description, and help for every argument and option', async (name) => {
    const { define: own } = (await import(`./lab/${name}.ts`)) as { define: typeof define };
    const sub = new Command(name);
    own(sub, {} as never);
    expect(sub.description().length).toBeGreaterThan(20);
    for (const { flags, description } of sub.options)
      expect({ flags, said: description !== '' }).toEqual({ flags, said: true });
    for (const argument of sub.registeredArguments) expect(argument.description).not.toBe('');
  });
});

describe('outcross lab list', () => {
  it('is as wide as the terminal, and a hundred columns in a pipe', async () => {
    for (const columns of [60, undefined]) {
      const { stdout, stderr } = await runCommand(list, [], columns === undefined ? {} : { columns });
      expect(stderr).toBe('');
      for (const line of stdout.split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(columns ?? 100);
      expect(stdout).toContain('web');
    }
  });

  it('writes one JSON document without code', async () => {
    const { stdout } = await runCommand(list, ['--json']);
    const { scenarios, loops } = JSON.parse(stdout) as {
      scenarios: { load?: unknown }[];
      loops: { name: string }[];
    };
    expect(scenarios.every((own) => !('load' in own))).toBe(true);
    expect(loops.at(-1)!.name).toBe('web');
  });
});
