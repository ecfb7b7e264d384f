import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { COMMANDS } from './commands.ts';
import { desk } from './fixtures.test.support.ts';
import { run } from './run.ts';

const files = scratch();

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

  it.each(COMMANDS.map(({ name }) => name))('shows help of %s within 80 columns', async (name) => {
    const { context, out } = desk();
    Object.assign(context.stdout, { columns: 80 });
    await run([name, '--help'], context);
    const [text] = out.text.split(/^Examples?:$/m);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    // A default stands once.
    expect(text.replace(/\s+/g, ' ')).not.toMatch(/\(default: [^()]*\) \(default:/);
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

  it('names the line of outcross.yaml that an input which is not there stands on', async () => {
    const file = files.write(
      'outcross.yaml',
      'line: a\n\nhuman: nothere/human.jsonl\ngenerations: [g1.jsonl]\n',
    );
    files.write('g1.jsonl', '{"text":"a"}\n');
    for (const command of ['audit', 'check', 'anchor', 'mix']) {
      const { status, err } = await ran(command, '--config', file);
      expect(status).toBe(2);
      expect(err).toMatch(/error \[E_NOT_FOUND\] \S*nothere\/human\.jsonl does not exist/);
      expect(err).toMatch(/\n {2}where: \S*outcross\.yaml:3\n {2}hint: /);
    }
  });

  it('does not blame outcross.yaml for what the command line names', async () => {
    const file = files.write('b/outcross.yaml', 'human: human.jsonl\n');
    const { err } = await ran('profile', `${files.folder}/b/human.jsonl`, '-o', `${files.folder}/p`);
    expect(err).toContain('human.jsonl does not exist');
    const named = relative(process.cwd(), `${files.folder}/b/human.jsonl`);
    expect((await ran('check', named, '--config', file)).err).not.toContain('outcross.yaml:');
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
