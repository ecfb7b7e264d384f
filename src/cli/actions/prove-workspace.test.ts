import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { openLedger } from '../../ledger/open.ts';
import { desk, hiddenIn } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const disk = scratch();
let made = 0;

async function outcross(args: readonly string[], env: Record<string, string> = {}) {
  const { context, out, err } = desk(env);
  out.columns = 80;
  const status = await run(args, context);
  return { status, out: out.text, err: err.text };
}

/** A workspace with human data, and its first training set. */
async function workspace(yaml = '') {
  const folder = join(disk.folder, `w${made++}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'outcross.yaml'), `human: human.jsonl\n${yaml}`);
  const rows = Array.from({ length: 8 }, (_, i) => ({
    id: `h${i}`,
    text: `passage ${i} of ${i * i}`,
    provenance: { origin: 'human', source: 's' },
  }));
  writeFileSync(join(folder, 'human.jsonl'), jsonl(rows));
  const config = ['--config', join(folder, 'outcross.yaml')];
  const call = (command: string, ...args: string[]) =>
    outcross([command, ...args, ...config, ...(command === 'export' ? [] : ['--workers', '0'])]);
  expect((await call('mix')).err).toBe('');
  const at = (path: string) => join(folder, path);
  return { folder, config, call, at };
}

const shown = (path: string) => relative(process.cwd(), path);
const keysIn = (folder: string) =>
  readdirSync(join(folder, '.outcross/keys')).filter(
    (name) => name.endsWith('.pem') && !name.includes('.pub.'),
  );

async function kinds(folder: string): Promise<string[]> {
  const store = await openLedger(undefined, folder, { create: false });
  try {
    const found: string[] = [];
    for await (const { kind } of store.events()) found.push(kind);
    return found;
  } finally {
    await store.close();
  }
}

describe('outcross prove in a workspace', () => {
  it('proves the newest mix with a key that it makes, and remembers both', async () => {
    const { folder, call, at } = await workspace();
    const { status, out, err } = await call('prove');
    const set = at('mixes/train-1.jsonl');
    expect(status).toBe(0);
    const [note, key, ...more] = err.trimEnd().split('\n');
    expect(note).toBe(`note the newest mix: ${shown(set)}`);
    const [secret] = keysIn(folder);
    expect(key).toBe(`made a key to sign with, Ed25519, in ${at('.outcross/keys')}: ${secret.slice(0, 64)}`);
    expect(more).toEqual([]);
    expect(out).toContain(`signed by key ${secret.slice(0, 12)}`);
    expect(statSync(at(`.outcross/keys/${secret}`)).mode & 0o077).toBe(0);
    expect(existsSync(`${set}.proof.json`)).toBe(true);
    expect(await kinds(folder)).toEqual(['mix.built', 'key.made', 'proof.made', 'key.used']);
    // The second time it is there.
    const again = await call('prove');
    expect({ status: again.status, err: again.err }).toEqual({ status: 0, err: `${note}\n` });
    expect(keysIn(folder)).toEqual([secret]);
  });

  it('is verified without a word more, data and all', async () => {
    const { folder, call, at } = await workspace();
    await call('prove');
    const passed = await call('verify');
    expect(passed).toMatchObject({
      status: 0,
      err: `note the newest mix: ${shown(at('mixes/train-1.jsonl'))}\n`,
    });
    expect(passed.out).toMatch(/^Verified: .*train-1\.jsonl\.proof\.json\n/);
    expect(passed.out.replace(/\s+/g, ' ')).toContain(
      'Checked: signature, statement, files, rows, counts, policy',
    );
    expect((await kinds(folder)).at(-1)).toBe('proof.verified');
    const set = at('mixes/train-1.jsonl');
    writeFileSync(set, readFileSync(set, 'utf8').replace('passage 3', 'passage 4'));
    const altered = await call('verify', '--json');
    expect(altered.status).toBe(1);
    expect(JSON.parse(altered.out).differences[0]).toMatchObject({ id: 'row.changed', field: 'text' });
  });

  it('proves and exports an example, a document and a statement of the same set', async () => {
    const { call, at } = await workspace();
    expect((await call('prove')).status).toBe(0);
    const one = await call('prove', '--example', 'h3');
    expect(JSON.parse(one.out)).toMatchObject({ schema: 'outcross.inclusion-proof/1' });
    const exported = await call('export', 'croissant');
    expect(exported.status).toBe(0);
    expect(exported.err.split('\n')[0]).toBe(`note the newest mix: ${shown(at('mixes/train-1.jsonl'))}`);
    expect(JSON.parse(exported.out)).toMatchObject({ name: 'train-1' });
  });

  it('writes with --json the statement to standard output, and nothing else', async () => {
    const { call } = await workspace();
    const { out } = await call('prove', '--json');
    expect(JSON.parse(out)).toMatchObject({ subject: [{ name: 'train-1.jsonl' }] });
  });

  it('says what to do where nothing was mixed yet, and makes no key for it', async () => {
    const { folder, call, at } = await workspace();
    rmSync(at('mixes'), { recursive: true });
    for (const command of ['prove', 'verify']) {
      const { status, out, err } = await call(command);
      expect({ status, out }).toEqual({ status: 2, out: '' });
      expect(err).toMatch(/^error \[E_NO_INPUT\] .*\n {2}hint: .*outcross mix\n$/);
    }
    expect((await call('export', 'dta')).err).toContain('E_NO_INPUT');
    expect(readdirSync(join(folder, '.outcross'))).not.toContain('keys');
  });

  it('says to prove first where the newest mix has no proof', async () => {
    const { call } = await workspace();
    const { status, err } = await call('verify');
    expect(status).toBe(2);
    expect(err).toMatch(/error \[E_NOT_FOUND\] .*was not proven yet[\s\S]*hint: Prove it: outcross prove\n$/);
  });

  it('signs with the key that outcross.yaml names, of several', async () => {
    const { folder, config, call } = await workspace();
    const ids: string[] = [];
    for (let i = 0; i < 2; i++) {
      const { out } = await outcross(['keys', 'new', '--json', ...config]);
      ids.push(JSON.parse(out).id);
    }
    expect((await call('prove')).err).toMatch(/several keys to sign with[\s\S]*--key/);
    for (const id of ids) {
      writeFileSync(
        join(folder, 'outcross.yaml'),
        `human: human.jsonl\nkeys: {sign: "${id.slice(0, 16)}"}\n`,
      );
      expect((await call('prove')).out).toContain(`signed by key ${id.slice(0, 12)}`);
    }
    // An option wins, and a name that no key has is no reason to make one.
    expect((await call('prove', '--key', ids[0])).out).toContain(ids[0].slice(0, 12));
    writeFileSync(join(folder, 'outcross.yaml'), 'human: human.jsonl\nkeys: {sign: abcdef}\n');
    expect(await call('prove')).toMatchObject({ status: 2, err: expect.stringContaining('E_NOT_FOUND') });
    expect(keysIn(folder)).toHaveLength(2);
  });

  it('makes no key for what it refuses', async () => {
    const { folder, call, at } = await workspace();
    const set = at('mixes/train-1.jsonl');
    const before = readFileSync(set, 'utf8');
    const refused = [
      ['--keys-folder', at('keys')],
      ['--key', 'abcdef'],
      ['--ledger-head', 'x'],
      ['-o', set],
      ['-o', `${set}.tree`],
      ['-o', `${set}.manifest.json`],
      ['--extends', at('human.jsonl')],
      ['--passphrase-env', 'NO_SUCH_VARIABLE'],
    ];
    for (const options of refused) {
      const { status, out } = await call('prove', ...options);
      expect({ options, status, out }).toEqual({ options, status: 2, out: '' });
    }
    expect(readdirSync(join(folder, '.outcross'))).not.toContain('keys');
    expect(existsSync(at('keys'))).toBe(false);
    expect(readFileSync(set, 'utf8')).toBe(before);
  });

  it('makes no key where only those of others are, without a workspace', async () => {
    const { at } = await workspace();
    const { status, err } = await outcross([
      'prove',
      at('mixes/train-1.jsonl'),
      ...['--no-config', '--keys-folder', at('none'), '--workers', '0'],
    ]);
    expect({ status, err }).toMatchObject({ status: 2, err: expect.stringContaining('outcross keys new') });
  });

  it('seals the key that it makes, where a passphrase is given', async () => {
    const { folder, config } = await workspace();
    const args = ['prove', ...config, '--workers', '0', '--passphrase-env', 'PASS'];
    const { status, out, err } = await outcross(args, { PASS: 'correct horse' });
    expect(status).toBe(0);
    expect(out + err).not.toContain('correct horse');
    const [secret] = keysIn(folder);
    expect(readFileSync(join(folder, '.outcross/keys', secret), 'utf8')).toContain('ENCRYPTED');
    expect((await outcross(args, { PASS: 'wrong' })).err).toContain('E_KEY');
    expect((await outcross(args, { PASS: 'correct horse' })).status).toBe(0);
  });

  it('records nothing where it is told so, and still takes the newest set', async () => {
    const { folder, call } = await workspace();
    const before = await kinds(folder);
    expect((await call('prove', '--no-ledger')).status).toBe(0);
    expect(await kinds(folder)).toEqual(before);
  });

  it('proves though the ledger cannot be written, and says how to record it later', async () => {
    const { folder, call, at } = await workspace();
    rmSync(at('.outcross/ledger.sqlite'));
    mkdirSync(at('.outcross/ledger.sqlite'));
    const { status, err } = await call('prove', at('mixes/train-1.jsonl'));
    expect(status).toBe(2);
    expect(err.match(/error \[/g)).toHaveLength(2);
    expect(err.match(/outcross ledger record /g)).toHaveLength(2);
    expect(existsSync(at('mixes/train-1.jsonl.proof.json'))).toBe(true);
    expect(keysIn(folder)).toHaveLength(1);
  });

  it('never takes the proof of the earlier set for the place of the next', async () => {
    const { call, at } = await workspace();
    await call('prove');
    const proof = at('mixes/train-1.jsonl.proof.json');
    const before = readFileSync(proof, 'utf8');
    const { status, err } = await call('prove', '--extends', proof);
    expect({ status, err }).toMatchObject({ status: 2, err: expect.stringMatching(/which is an input/) });
    expect(readFileSync(proof, 'utf8')).toBe(before);
  });

  it('never writes a proof of an example, or a document, over the set and what stands beside it', async () => {
    const { call, at } = await workspace();
    await call('prove');
    const set = at('mixes/train-1.jsonl');
    for (const path of ['', '.manifest.json', '.proof.json', '.tree'].map((ending) => set + ending)) {
      const before = readFileSync(path);
      const named = [[], [set], [`${set}.manifest.json`]].map((name) => ['export', 'croissant', ...name]);
      for (const [command, ...args] of [['prove', '--example', 'h1'], ...named]) {
        const { status, err } = await call(command, ...args, '-o', path);
        expect({ status, err }).toMatchObject({ status: 2, err: expect.stringMatching(/which is an input/) });
        expect(readFileSync(path).equals(before)).toBe(true);
      }
    }
  });

  it('never exports a document over a part of a folder', async () => {
    const { call, at } = await workspace('mix: {output: "train/"}\n');
    const [part] = readdirSync(at('train'));
    const before = readFileSync(at(`train/${part}`), 'utf8');
    const { status, err } = await call('export', 'dta', '-o', at(`train/${part}`));
    expect({ status, err }).toMatchObject({ status: 2, err: expect.stringMatching(/which is an input/) });
    expect(readFileSync(at(`train/${part}`), 'utf8')).toBe(before);
    expect((await call('export', 'hf-card', '-o', at('train/README.md'))).status).toBe(0);
    expect((await call('prove')).status).toBe(0);
    const { status: passed, out } = await call('verify');
    expect(passed).toBe(0);
    expect(out).toMatch(/passed over:\s.*train\/README\.md/);
    writeFileSync(at('train/more.jsonl'), '{"id":"x","text":"slipped in"}\n');
    expect((await call('verify')).out).toMatch(/more\.jsonl is no file of the set/);
  });

  it('shows the name of the newest set as what it is', async () => {
    const { call } = await workspace('mix: {output: "a\\u202eb{generation}.jsonl"}\n');
    const { err } = await call('prove');
    expect(err).toContain('a[U+202E]b1.jsonl');
    expect(hiddenIn(err)).toEqual([]);
  });
});

describe('outcross verify in a workspace', () => {
  it('does not take an older set for the newest, though it and its proof are whole', async () => {
    const { call, at } = await workspace();
    const names = ['', '.manifest.json', '.proof.json', '.tree'].map((end) =>
      at(`mixes/train-1.jsonl${end}`),
    );
    expect((await call('prove')).status).toBe(0);
    const older = names.map((name) => readFileSync(name));
    const more = { id: 'more', text: 'one more', provenance: { origin: 'human', source: 's' } };
    writeFileSync(at('human.jsonl'), readFileSync(at('human.jsonl'), 'utf8') + jsonl([more]));
    expect((await call('mix', '--force')).status).toBe(0);
    expect((await call('prove')).status).toBe(0);
    expect(await call('verify')).toMatchObject({ status: 0 });
    for (const [i, name] of names.entries()) writeFileSync(name, older[i]);
    const { status, out, err } = await call('verify');
    expect([status, out]).toEqual([1, expect.stringContaining('Verified')]);
    expect(err).toMatch(/train-1\.jsonl is an older set than event \d+ of the ledger built there/);
    // Asked of this very proof it is what it is.
    expect(await call('verify', names[2], '--data', names[0])).toMatchObject({ status: 0 });
  });
});
