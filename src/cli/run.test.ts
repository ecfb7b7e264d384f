import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from './commands.ts';
import { desk } from './fixtures.test.support.ts';
import { run } from './run.ts';

async function ran(...args: string[]) {
  const { context, out, err } = desk();
  const status = await run(args, context);
  return { status, out: out.text, err: err.text };
}

describe('run', () => {
  it('shows help on standard output, with every command and an example', async () => {
    const { status, out, err } = await ran('--help');
    expect(status).toBe(0);
    expect(err).toBe('');
    for (const { name, summary } of COMMANDS) {
      expect(out).toContain(name);
      expect(out.replace(/\s+/g, ' ')).toContain(summary);
    }
    expect(out).toContain('Example');
  });

  it.each(COMMANDS.map(({ name }) => name))('shows help of %s with an example', async (name) => {
    for (const args of [
      [name, '--help'],
      ['help', name],
    ]) {
      const { status, out } = await ran(...args);
      expect(status).toBe(0);
      expect(out).toMatch(/\nExamples?:\n {2}\$ outcross /);
    }
  });

  it('tells the version of the package', async () => {
    const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
    expect(await ran('--version')).toEqual({ status: 0, out: `${JSON.parse(text).version}\n`, err: '' });
  });

  it('shows help on standard error where no command was given', async () => {
    const { status, out, err } = await ran();
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('Usage: outcross');
  });

  it.each([
    [['prfile', 'a'], 'profile'],
    [['profile', 'a', '--text-feild', 'x'], '--text-field'],
    [['profile', 'mrge', '--outptu', 'x'], '--output'],
  ])('suggests what was meant by %j', async (args, meant) => {
    const { status, out, err } = await ran(...args);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^error \[E_USAGE\] unknown (command|option) /);
    expect(err).toContain(`hint: Did you mean ${meant}?`);
  });

  it('says where to find help where nothing is near', async () => {
    const { err } = await ran('profile', 'a', '--zzzzzzzz');
    expect(err).toContain('hint: Options and examples: outcross help <command>');
  });

  it('prints an error that a command throws', async () => {
    const { status, err } = await ran('profile', 'show', '/no/such/x.profile');
    expect(status).toBe(2);
    expect(err).toContain('error [E_NOT_FOUND] /no/such/x.profile does not exist');
  });

  it('tells the channel what ended it, and nothing where all went well', async () => {
    const { context } = desk();
    const told: unknown[] = [];
    const channel = { progress: () => {}, failed: (error: unknown) => told.push(error) };
    await run(['profile', 'show', 'no-such.profile'], { ...context, channel });
    expect(told).toEqual([expect.objectContaining({ code: 'E_NOT_FOUND' })]);
    await run(['--version'], { ...context, channel });
    expect(told).toHaveLength(1);
  });
});
