import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../base/canonical.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { newSigningKey } from '../../proof/keys/signing-key.ts';
import type { Loose } from '../../proof/loose.test.support.ts';
import { hexOf } from '../../proof/merkle/hash.ts';
import { naiveRoot } from '../../proof/merkle/naive.test.support.ts';
import { built, inFormat, KEY, linesOf, proven, rowsOf, told, verified } from './proven.test.support.ts';

const disk = scratch();
let sets = 0;
const mixed = (rows = rowsOf(0, 24), name = 'train.jsonl', sink = {}) =>
  built(join(disk.folder, `s${sets++}`), name, rows, {}, sink);

describe('proveMix', () => {
  it('states root, counts, policy and digests of what is on the disk', async () => {
    const { output } = await mixed();
    const { statement } = await proven(output);
    const lines = linesOf(output);
    const root = naiveRoot(lines.map((line) => Buffer.from(canonicalJson(JSON.parse(line)))));
    const sha256 = createHash('sha256').update(readFileSync(output)).digest('hex');
    const manifest = JSON.parse(readFileSync(`${output}.manifest.json`, 'utf8'));
    expect(statement.subject).toEqual([{ name: 'train.jsonl', digest: { sha256 } }]);
    expect(statement.predicate).toMatchObject({
      tree: { size: 24, root: root.toString('hex') },
      counts: {
        examples: 24,
        byOrigin: [
          { value: 'human', examples: 12 },
          { value: 'synthetic', examples: 12 },
        ],
        byEvidence: [
          { origin: 'human', examples: 12 },
          { value: 'declared', origin: 'synthetic', examples: 6 },
          { value: 'watermark', origin: 'synthetic', examples: 6 },
        ],
      },
      policy: manifest.policy,
      manifest: { content: manifest },
    });
  });

  it('gives the same bundle for the same set and key, whatever the workers', async () => {
    const { output } = await mixed(rowsOf(0, 3000));
    await proven(output);
    const [bundle, tree] = [readFileSync(`${output}.proof.json`), readFileSync(`${output}.tree`)];
    await proven(output, { workers: 2 });
    expect(readFileSync(`${output}.proof.json`).equals(bundle)).toBe(true);
    expect(readFileSync(`${output}.tree`).equals(tree)).toBe(true);
  });

  it.each([
    ['a folder of parts', 'parts', { partBytes: 900 }],
    ['Parquet', 'train.parquet', {}],
    ['CSV', 'train.csv', {}],
    ['compressed lines', 'train.jsonl.gz', {}],
  ])('proves %s, which verifies and finds an altered file', async (_, name, sink) => {
    const isTable = /parquet|csv/.test(name);
    const set = await mixed(rowsOf(0, 24), isTable ? 'train.jsonl' : name, sink);
    const { output } = isTable ? await inFormat(set, name) : set;
    const { statement } = await proven(output);
    const proof = `${output}.proof.json`;
    expect(statement.predicate.tree.size).toBe(24);
    if (name === 'parts') expect(statement.subject.length).toBeGreaterThan(2);
    expect(await verified(proof, { data: [output] })).toMatchObject({ passed: true, differences: [] });
    const file = statSync(output).isDirectory() ? join(output, readdirSync(output).sort()[1]) : output;
    const bytes = readFileSync(file);
    bytes[Math.floor(bytes.length / 2)] ^= 1;
    writeFileSync(file, bytes);
    const altered = await verified(proof, { data: [output] });
    expect(altered.passed).toBe(false);
    expect(told(altered).join()).toContain('file.digest');
  });

  it('names the part that is missing', async () => {
    const { output } = await mixed(rowsOf(0, 24), 'parts', { partBytes: 900 });
    await proven(output);
    const [first, ...rest] = readdirSync(output).sort();
    const verification = await verified(`${output}.proof.json`, {
      data: rest.map((name) => join(output, name)),
    });
    expect(told(verification)).toEqual([`file.missing ${first}`]);
    expect(verification.notChecked.map(({ check }) => check)).toContain('rows');
  });

  it('signs with P-256 too, and records the head of the ledger', async () => {
    const { output } = await mixed();
    const signer = newSigningKey('p256');
    const ledger = { seq: 7, digest: 'a'.repeat(64) };
    const { statement } = await proven(output, { signer, ledger });
    expect(statement.predicate.ledger).toEqual(ledger);
    expect((await verified(`${output}.proof.json`, { trust: { keys: [signer] } })).passed).toBe(true);
    expect((await verified(`${output}.proof.json`, { trust: { keys: [KEY] } })).passed).toBe(false);
  });

  it('stores no tree where none is wanted, and proves the same root', async () => {
    const { output } = await mixed();
    const { statement, tree } = await proven(output, { tree: false });
    expect(tree).toBeUndefined();
    expect(existsSync(`${output}.tree`)).toBe(false);
    expect((await proven(output)).statement.predicate.tree).toEqual(statement.predicate.tree);
  });

  it('refuses a set that is not what its manifest says, and writes nothing', async () => {
    const { folder, output } = await mixed();
    const before = readdirSync(folder);
    writeFileSync(output, readFileSync(output, 'utf8').replace('number 4', 'number 5'));
    await expect(proven(output)).rejects.toMatchObject({ code: 'E_PROOF', where: output });
    expect(readdirSync(folder)).toEqual(before);
  });

  it('refuses a manifest whose figures are not those of the set', async () => {
    for (const [key, edit] of [
      ['composition.byOrigin.human.examples', (m: Loose) => (m.composition.byOrigin[0].examples = 13)],
      ['outputs.0.records', (m: Loose) => (m.outputs[0].records = 25)],
    ] as const) {
      const { output } = await mixed();
      const path = `${output}.manifest.json`;
      const manifest = JSON.parse(readFileSync(path, 'utf8'));
      edit(manifest);
      writeFileSync(path, JSON.stringify(manifest));
      await expect(proven(output)).rejects.toMatchObject({
        code: 'E_PROOF',
        message: expect.stringContaining(key),
      });
      expect(existsSync(`${output}.proof.json`)).toBe(false);
      expect(existsSync(`${output}.tree`)).toBe(false);
    }
  });

  it('refuses a set without a manifest, or with one that is none', async () => {
    const lone = disk.write('lone.jsonl', '{"text":"a"}\n');
    await expect(proven(lone)).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
    for (const text of ['{', '{"schema":"x"}', '{"schema":"outcross.manifest/1"}']) {
      disk.write('lone.jsonl.manifest.json', text);
      await expect(proven(lone)).rejects.toMatchObject({ code: 'E_PROOF' });
    }
    const climbing = {
      schema: 'outcross.manifest/1',
      outputs: [{ name: '../x', sha256: '' }],
      policy: {},
      rules: [],
      composition: {},
    };
    disk.write('lone.jsonl.manifest.json', JSON.stringify(climbing));
    await expect(proven(lone)).rejects.toMatchObject({ code: 'E_PROOF' });
  });

  it('refuses rows that it would have to leave out', async () => {
    const { output } = await mixed();
    await expect(proven(output, { reading: { textField: 'nothing' } })).rejects.toMatchObject({
      code: 'E_FIELD',
    });
  });

  it('leaves an earlier proof as it was where signing fails', async () => {
    const { output } = await mixed();
    await proven(output);
    const [bundle, tree] = [readFileSync(`${output}.proof.json`), readFileSync(`${output}.tree`)];
    const signer = () => Promise.reject(new Error('no network'));
    await expect(proven(output, { signer, version: '9' })).rejects.toThrow('no network');
    expect(readFileSync(`${output}.proof.json`).equals(bundle)).toBe(true);
    expect(readFileSync(`${output}.tree`).equals(tree)).toBe(true);
    expect(readdirSync(join(output, '..')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('proves a set by its manifest', async () => {
    const { output } = await mixed();
    const { statement } = await proven(`${output}.manifest.json`);
    expect(hexOf(Buffer.from(statement.predicate.tree.root, 'hex').toString('latin1'))).toBe(
      statement.predicate.tree.root,
    );
    expect(existsSync(`${output}.proof.json`)).toBe(true);
  });
});
