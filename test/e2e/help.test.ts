import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ended, outcross, start } from './outcross.ts';

/** Names of the commands that a help text lists. */
function commandsIn(help: string): string[] {
  const [, section = ''] = help.split(/^Commands:\n/m);
  const [list] = section.split(/\n\n/);
  return [...list.matchAll(/^ {2}([a-z][\w-]*)/gm)].map(([, name]) => name).filter((name) => name !== 'help');
}

/** The help of a command and of all below it, by their names. */
async function helpTexts(path: readonly string[]): Promise<[name: string, text: string][]> {
  const { status, stdout, stderr } = await outcross([...path, '--help']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const below: [string, string][] = [];
  for (const name of commandsIn(stdout)) below.push(...(await helpTexts([...path, name])));
  return [[['outcross', ...path].join(' '), stdout], ...below];
}

describe('outcross, asked for help', () => {
  it('shows every command with what it takes and an example', async () => {
    const texts = await helpTexts([]);
    expect(texts.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'outcross',
        'outcross profile',
        'outcross profile merge',
        'outcross profile show',
      ]),
    );
    for (const [name, text] of texts) {
      expect(text).toContain(`Usage: ${name} `);
      expect(text).toMatch(/\nExamples?:\n {2}\$ /);
    }
  });

  it('shows the help of a command by either way', async () => {
    expect(await outcross(['help', 'profile'])).toEqual(await outcross(['profile', '--help']));
  });

  it('shows help, as an error, where nothing was asked', async () => {
    const { status, stdout, stderr } = await outcross([]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('Usage: outcross');
  });

  it('tells its version', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(await outcross(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('is quiet when nobody listens any more', async () => {
    const child = start(['profile', '--help']);
    child.stdout.destroy();
    child.stdin.end();
    expect(await ended(child)).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('outcross, misused', () => {
  it.each([
    [['profile', 'x', '--fromat', 'csv'], "unknown option '--fromat'", 'Did you mean --format?'],
    [['profil'], "unknown command 'profil'", 'Did you mean profile?'],
    [['profile'], "missing required argument 'corpus'", 'outcross help'],
    [['profile', 'x', '-o'], "option '-o, --output <file>' argument missing", 'outcross help'],
    [['profile', 'x'], 'where to write the profile was not said', '-o corpus.profile'],
    [['profile', 'x', '-o', 'y', '--workers', 'two'], 'must be a whole number', 'outcross help'],
    [['profile', 'x', '-o', 'y', '--format', 'xml'], 'Allowed choices are jsonl', 'outcross help'],
    [['profile', 'merge', '-o', 'y'], "missing required argument 'profile'", 'outcross help'],
    [['profile', 'show', 'a', 'b'], 'too many arguments', 'outcross help'],
  ])('%j: says what is wrong and what to do, on standard error', async (args, message, hint) => {
    const { status, stdout, stderr } = await outcross(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^error \[E_USAGE\] /);
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
    expect(stderr).not.toContain('\u001b');
  });

  it('has errors in colour where that is wanted', async () => {
    const env = { FORCE_COLOR: '1' };
    expect((await outcross(['profil'], { env })).stderr).toContain('\u001b[31merror');
    expect((await outcross(['profil'], { env: { ...env, NO_COLOR: '1' } })).stderr).not.toContain('\u001b');
  });
});
