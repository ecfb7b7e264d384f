import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { openWorkspace } from '../../workspace.ts';
import { desk } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const disk = scratch();
const at = (...path: string[]) => join(disk.folder, ...path);

async function init(...args: string[]) {
  const { context, out, err } = desk();
  out.columns = 80;
  const status = await run(['init', ...args], context);
  return { status, out: out.text.replaceAll(disk.folder, '~'), err: err.text.replaceAll(disk.folder, '~') };
}

describe('outcross init', () => {
  it('makes a workspace that opens, and says what comes next', async () => {
    const { status, out, err } = await init(at('new'));
    expect({ status, err }).toEqual({ status: 0, err: '' });
    // A temporary folder with a blank in its name is quoted.
    expect(out.replace("'~/new'", '~/new')).toMatchInlineSnapshot(`
      "~/new/outcross.yaml and ~/new/.outcross/ are made. Next:

        cd ~/new
        outcross validate  after you edited outcross.yaml
        outcross anchor    split the human data into reservoir and holdout
        outcross status    where the line stands, and what is due
      "
    `);
    expect((await openWorkspace(at('new'))).config).toMatchObject({
      line: 'new',
      human: 'data/human.jsonl',
      generations: 'data/g*.jsonl',
    });
  });

  it('writes what the options say, whatever characters it is made of', async () => {
    const odd = 'a: b # "c" ${HOME} \u202e é';
    const options = ['--line', odd, '--human', odd, '--generations', odd];
    await init(at('odd'), ...options, '--group-field', odd, '--category-field', odd);
    expect((await openWorkspace(at('odd'), undefined, {})).config).toMatchObject({
      line: odd,
      human: odd,
      generations: odd,
      fields: { group: odd, category: odd },
    });
  });

  it.each(['--line', '--human', '--generations', '--group-field', '--category-field'])(
    'refuses an empty %s before it makes anything: no command would open it',
    async (option) => {
      for (const value of ['', '  ']) {
        const { status, err } = await init(at('empty'), option, value);
        expect({ status, err }).toMatchObject({
          status: 2,
          err: expect.stringMatching(new RegExp(`^error \\[E_OPTION\\] ${option} is empty\\n`)),
        });
        expect(existsSync(at('empty'))).toBe(false);
      }
    },
  );

  it('leaves a configuration as it is, and says how to write it anew', async () => {
    await init(at('old'));
    writeFileSync(at('old/outcross.yaml'), 'line: mine\n');
    const { status, err } = await init(at('old'));
    expect(status).toBe(2);
    expect(err).toMatch(/^error \[E_WRITE\] ~\/old\/outcross\.yaml exists\n[\s\S]*--force/);
    expect(readFileSync(at('old/outcross.yaml'), 'utf8')).toBe('line: mine\n');
    expect((await init(at('old'), '--example')).status).toBe(2);
    expect(readdirSync(at('old')).sort()).toEqual(['.outcross', 'outcross.yaml']);
    expect((await init(at('old'), '--force')).status).toBe(0);
  });

  it('keeps what was remembered, where the configuration is written anew', async () => {
    await init(at('kept'));
    writeFileSync(at('kept/.outcross/ledger.sqlite'), 'facts');
    await init(at('kept'), '--force');
    expect(readFileSync(at('kept/.outcross/ledger.sqlite'), 'utf8')).toBe('facts');
  });

  it('never writes an example over data that is called as the example would call it', async () => {
    mkdirSync(at('mine/data'), { recursive: true });
    writeFileSync(at('mine/data/g2.jsonl'), 'mine');
    const { status, err } = await init(at('mine'), '--example');
    expect({ status, err }).toMatchObject({
      status: 2,
      err: expect.stringContaining('data/g2.jsonl exists: it was left as it is'),
    });
    expect(readdirSync(at('mine'), { recursive: true }).sort()).toEqual(['data', 'data/g2.jsonl']);
  });

  it('says how an example that was interrupted is made whole', async () => {
    const { context, err, interrupt } = desk();
    interrupt();
    expect(await run(['init', at('half'), '--example'], context)).toBe(130);
    expect(err.text.replaceAll(disk.folder, '~')).toMatch(
      /error \[E_INTERRUPTED\] interrupted: the example in ~\/half is not whole\n[\s\S]*hint: .*--example --force\n$/,
    );
    expect(existsSync(at('half/outcross.yaml'))).toBe(false);
  });

  it('gives a folder with a blank in the words of a shell', async () => {
    const { out } = await init(at("it's here"));
    expect(out).toContain(`cd '~/it'\\''s here'`);
    const plain = at('plain');
    writeFileSync(plain, '');
    expect((await init(plain)).err).toContain('E_WRITE');
    expect((await init(join(plain, 'below'))).err).toContain('E_WRITE');
  });
});
