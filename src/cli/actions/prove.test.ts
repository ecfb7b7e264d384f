import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { desk, hiddenIn, widest } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);
const KEYS = ['--no-config', '--keys-folder', at('keys')];

async function outcross(args: readonly string[], { columns = 100, env = {} } = {}) {
  const made = desk(env);
  made.out.columns = columns;
  const status = await run(args, made.context);
  return { status, out: made.out.text, err: made.err.text };
}
const prove = (...args: string[]) => outcross(['prove', ...args, ...KEYS, '--workers', '0']);
const verify = (...args: string[]) => outcross(['verify', ...args, ...KEYS, '--workers', '0']);
const json = async (ran: Promise<{ out: string }>) => JSON.parse((await ran).out);

const rows = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    id: `e${i}`,
    text: `text number ${i}`,
    provenance: { origin: i % 2 === 0 ? 'human' : 'synthetic', source: 's' },
  }));
const set = at('train.jsonl');
const proof = `${set}.proof.json`;
let key: string;

beforeAll(async () => {
  const policy = disk.write('policy.yaml', 'policy: { order: input, weights: none }\n');
  const input = disk.write('input.jsonl', jsonl(rows(20)));
  await outcross(['mix', input, '--policy', policy, '--no-config', '-o', set, '--workers', '0']);
  key = (await json(outcross(['keys', 'new', '--json', ...KEYS]))).id;
  expect((await prove(set)).status).toBe(0);
});

describe('outcross prove', () => {
  it('signs with the only key, writes proof and tree beside the set, and says what it shows', async () => {
    const { status, out, err } = await prove(set);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain(`Proven: 20 rows of train.jsonl, root `);
    expect(out).toContain(`signed by key ${key.slice(0, 12)}`);
    expect(out).toContain('not that a label such as human is true');
    expect(existsSync(proof)).toBe(true);
    expect(existsSync(`${set}.tree`)).toBe(true);
  });

  it('writes with --json the statement and nothing else', async () => {
    const statement = await json(prove(set, '--json'));
    expect(statement).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      predicate: { tree: { size: 20 } },
    });
  });

  it('proves one example, to a file or to standard output', async () => {
    const { out } = await prove(set, '--example', 'e7', '-o', at('e7.json'));
    expect(out).toMatch(/e7\.json: e7 stands at place 7 of the set\n$/);
    const checked = await verify(at('e7.json'));
    expect(checked.status).toBe(0);
    expect(checked.out).toContain('"id":"e7"');
    expect(await json(prove(proof, '--example', 'e7'))).toEqual(
      JSON.parse(readFileSync(at('e7.json'), 'utf8')),
    );
    expect(await prove(set, '--example', 'e99')).toMatchObject({
      status: 2,
      err: expect.stringContaining('E_NOT_FOUND'),
    });
  });

  it('extends only what a trusted key signed', async () => {
    expect((await prove(set, '--extends', proof, '-o', at('again.proof.json'))).out).toContain(
      'Begins with the 20 rows',
    );
    const strange = ['--no-config', '--keys-folder', at('strange'), '--workers', '0'];
    await outcross(['keys', 'new', '--no-config', '--keys-folder', at('strange')]);
    const { status, err } = await outcross(['prove', set, '--extends', proof, ...strange]);
    expect({ status, err }).toMatchObject({ status: 2, err: expect.stringContaining('foreign signature') });
  });

  it.each([
    [['--ledger-head', '7'], /E_OPTION.*--ledger-head/],
    [['--key', 'ffffff'], /E_NOT_FOUND/],
    [['--keyless', '--key', 'abc'], /E_USAGE/],
    [['--keyless', '--identity-token-env', 'NO_SUCH_VARIABLE'], /E_OPTION.*NO_SUCH_VARIABLE/],
    [['-o', set], /--output names .*which is an input/],
    [['-o', at('no/such/folder.json')], /E_WRITE/],
  ])('refuses %j, and writes nothing', async (options, message) => {
    const before = readdirSync(disk.folder);
    const { status, err } = await prove(set, ...options);
    expect({ status, err }).toMatchObject({ status: 2, err: expect.stringMatching(message) });
    expect(readdirSync(disk.folder)).toEqual(before);
  });

  it('takes the passphrase of a sealed key from the environment, and shows it nowhere', async () => {
    const folder = ['--no-config', '--keys-folder', at('sealed')];
    const env = { PASS: 'correct horse battery' };
    const made = await outcross(['keys', 'new', '--passphrase-env', 'PASS', '--json', ...folder], { env });
    expect(JSON.parse(made.out)).toMatchObject({ signs: true, sealed: true });
    const where = [set, '-o', at('sealed.proof.json'), ...folder, '--workers', '0'];
    const without = await outcross(['prove', ...where]);
    expect(without).toMatchObject({ status: 2, err: expect.stringContaining('--passphrase-env') });
    const wrong = await outcross(['prove', ...where, '--passphrase-env', 'PASS'], { env: { PASS: 'wrong' } });
    expect(wrong).toMatchObject({ status: 2, err: expect.stringContaining('E_KEY') });
    const proven = await outcross(['prove', ...where, '--passphrase-env', 'PASS'], { env });
    expect(proven.status).toBe(0);
    for (const { out, err } of [made, without, wrong, proven])
      expect(out + err).not.toContain('correct horse');
  });
});

describe('outcross verify', () => {
  it('passes where nothing differs, and says what the proof does not show', async () => {
    for (const columns of [40, 80, 200]) {
      const args = ['verify', proof, '--data', set, ...KEYS, '--workers', '0'];
      const { status, out, err } = await outcross(args, { columns });
      expect({ status, err }).toEqual({ status: 0, err: '' });
      expect(out).toMatch(/^Verified: /);
      expect(out.replace(/\s+/g, ' ')).toContain('This proof does not show: That a label is true');
      expect(widest(out)).toBeLessThanOrEqual(columns);
    }
  });

  it('ends with status 1 and names file, row and field of all that differs', async () => {
    const lines = readFileSync(set, 'utf8').split('\n');
    lines[3] = lines[3].replace('text number', 'text\u202enumber');
    lines.splice(9, 1);
    const altered = disk.write('altered.jsonl', lines.join('\n'));
    const { status, out } = await verify(proof, '--data', altered);
    expect(status).toBe(1);
    expect(out).toMatch(/^Not verified: /);
    const flat = out.replace(/\s+/g, ' ');
    expect(flat).toContain('altered.jsonl:4: field text was changed [row.changed]');
    expect(flat).toContain('train.jsonl: row 10 is gone [row.dropped]');
    expect(hiddenIn(out)).toEqual([]);
    const found = await json(verify(proof, '--data', altered, '--json'));
    expect(found).toMatchObject({ schema: 'outcross.verification/1', passed: false });
    expect(found.differences[0]).toMatchObject({ id: 'row.changed', row: 4, field: 'text' });
  });

  it('trusts the keys of the store, or those that are named and no other', async () => {
    const none = ['--no-config', '--keys-folder', at('nobody'), '--workers', '0'];
    const foreign = await outcross(['verify', proof, ...none]);
    expect(foreign).toMatchObject({ status: 1, out: expect.stringContaining(key) });
    expect(foreign.out).toContain('foreign signature');
    await outcross(['keys', 'export', key.slice(0, 10), '-o', at('release.pem'), ...KEYS]);
    expect((await outcross(['verify', proof, '--key', at('release.pem'), ...none])).status).toBe(0);
    expect((await outcross(['verify', proof, '--trust', key, ...none])).status).toBe(0);
    expect((await outcross(['verify', proof, '--trust', key.slice(0, 20), ...none])).status).toBe(2);
    const { id } = await json(
      outcross(['keys', 'new', '--type', 'p256', '--json', ...KEYS.with(2, at('others'))]),
    );
    expect((await verify(proof, '--key', id)).status).toBe(2);
    expect((await verify(proof, '--trust', id)).status).toBe(1);
  });

  it('holds the set against a policy', async () => {
    const strict = disk.write(
      'strict.yaml',
      'policy: { order: input, weights: none, human: { minimum: 0.9 } }\n',
    );
    const { status, out } = await verify(proof, '--data', set, '--policy', strict);
    expect(status).toBe(1);
    expect(out.replace(/\s+/g, ' ')).toContain('policy.human.minimum is 0.3 in the statement, and 0.9 in');
    const same = disk.write('same.yaml', 'policy: { order: input, weights: none }\n');
    expect((await verify(proof, '--policy', same)).status).toBe(0);
    expect((await verify(proof, '--policy', disk.write('none.yaml', '{}\n'))).status).toBe(2);
  });

  it('tells a proof that was cut short from one that is not there', async () => {
    writeFileSync(at('cut.json'), readFileSync(proof).subarray(0, 300));
    expect(await verify(at('cut.json'))).toMatchObject({
      status: 1,
      out: expect.stringContaining('cut short'),
    });
    expect(await verify(at('nowhere.json'))).toMatchObject({
      status: 2,
      err: expect.stringContaining('E_NOT_FOUND'),
    });
  });
});
