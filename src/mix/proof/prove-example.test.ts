import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import type { Loose } from '../../proof/loose.test.support.ts';
import { proveExample } from './prove-example.ts';
import { built, inFormat, linesOf, proven, rowsOf, told, verified } from './proven.test.support.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);
const twin = { id: 'twin', text: 'the same id', provenance: { origin: 'human' } };
const nameless = { text: 'without an id', provenance: { origin: 'human' } };
let output: string;
let proof: string;
beforeAll(async () => {
  const rows = [...rowsOf(0, 300), twin, { ...twin, text: 'the same id again' }, nameless];
  ({ output } = await built(disk.folder, 'train.jsonl', rows));
  await proven(output);
  proof = `${output}.proof.json`;
});

const written = (document: object, name = 'example.json') => {
  writeFileSync(at(name), JSON.stringify(document));
  return at(name);
};

describe('proveExample', () => {
  it('gives a proof that is accepted without the data', async () => {
    for (const id of ['e0', 'e17', 'e299', 'twin']) {
      const { document, fromTree, sameId } = await proveExample(proof, id);
      expect(fromTree).toBe(true);
      expect(sameId).toBe(id === 'twin' ? 2 : 1);
      const checked = await verified(written(document));
      expect(checked).toMatchObject({ passed: true, differences: [] });
      expect(checked.checked).toEqual(['signature', 'statement', 'example']);
      expect(JSON.parse(checked.example!.leaf)).toEqual(JSON.parse(linesOf(output)[document.index]));
    }
  });

  it('names an example without an id by its place', async () => {
    const lines = linesOf(output);
    const offset = Buffer.byteLength(lines.slice(0, -1).join('\n')) + 1;
    const { document } = await proveExample(proof, `train.jsonl#${offset}`);
    expect(document.index).toBe(lines.length - 1);
  });

  it('gives the same proof by reading the set where no tree is stored', async () => {
    const fromTree = await proveExample(proof, 'e123');
    const tree = readFileSync(`${output}.tree`);
    rmSync(`${output}.tree`);
    const read = await proveExample(proof, 'e123', { workers: 0 });
    expect(read).toEqual({ ...fromTree, fromTree: false });
    await expect(proveExample(proof, 'nobody', { workers: 0 })).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
    writeFileSync(`${output}.tree`, tree);
  });

  it.each([
    ['parts', { partBytes: 20_000 }],
    ['train.parquet', {}],
    ['train.csv', {}],
    ['train.jsonl.gz', {}],
  ])('finds the row of an example in %s', async (name, sink) => {
    const isTable = /parquet|csv/.test(name);
    const plain = await built(disk.folder, isTable ? `${name}.jsonl` : name, rowsOf(0, 300), {}, sink);
    const set = isTable ? await inFormat(plain, name) : plain;
    await proven(set.output);
    for (const id of ['e1', 'e150', 'e299']) {
      const { document } = await proveExample(`${set.output}.proof.json`, id);
      expect(JSON.parse(document.leaf).id).toBe(id);
      expect((await verified(written(document))).passed).toBe(true);
    }
  });

  it('refuses an example that is not there, a row that was altered, and a tree of another set', async () => {
    await expect(proveExample(proof, 'nobody')).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
    const data = readFileSync(output, 'utf8');
    writeFileSync(output, data.replace('number 17:', 'number 18:'));
    await expect(proveExample(proof, 'e17')).rejects.toMatchObject({
      code: 'E_PROOF',
      where: expect.stringMatching(/train\.jsonl:18$/),
    });
    writeFileSync(output, data);
    const other = await built(disk.folder, 'other.jsonl', rowsOf(5, 90));
    await proven(other.output);
    const tree = readFileSync(`${output}.tree`);
    writeFileSync(`${output}.tree`, readFileSync(`${other.output}.tree`));
    await expect(proveExample(proof, 'e17')).rejects.toMatchObject({ code: 'E_PROOF' });
    tree[10] ^= 1;
    writeFileSync(`${output}.tree`, tree);
    await expect(proveExample(proof, 'e0')).rejects.toMatchObject({ code: 'E_PROOF' });
    tree[10] ^= 1;
    writeFileSync(`${output}.tree`, tree);
  });

  it('asks for the set: the proof of an example holds its row', async () => {
    const alone = disk.write('alone/train.jsonl.proof.json', readFileSync(proof));
    await expect(proveExample(alone, 'e1')).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
  });
});

describe('verifyProof of an example', () => {
  it.each<[string, (document: Loose) => void, string]>([
    ['another text', (d) => (d.leaf = d.leaf.replace('number 17', 'number 18')), 'example leaf'],
    ['another origin', (d) => (d.leaf = d.leaf.replace('synthetic', 'human')), 'example leaf'],
    ['another place', (d) => d.index--, 'example leaf'],
    ['a step too few', (d) => d.path.pop(), 'example leaf'],
    ['a step too many', (d) => d.path.push(d.path[0]), 'example leaf'],
    ['steps that are swapped', (d) => d.path.reverse(), 'example leaf'],
    ['a place beyond the set', (d) => (d.index = 10_000), 'example leaf'],
    ['a place that is none', (d) => (d.index = -1), 'bundle.form example.json'],
    ['a step that is none', (d) => (d.path[0] = 'abc'), 'bundle.form example.json'],
    ['something beside it', (d) => (d.note = 'checked by me'), 'bundle.form example.json'],
    ['another schema', (d) => (d.schema = 'x'), 'bundle.form example.json'],
    ['no leaf', (d) => delete d.leaf, 'bundle.form example.json'],
    ['another set', (d) => (d.bundle.dsseEnvelope.payload = 'e30='), 'statement.form example.json'],
  ])('finds %s', async (_, edit, expected) => {
    const { document } = await proveExample(proof, 'e17');
    const altered = structuredClone(document);
    edit(altered);
    const checked = await verified(written(altered));
    expect(checked.passed).toBe(false);
    expect(told(checked)).toContain(expected);
  });

  it('never accepts any of 300 random changes', async () => {
    const { document } = await proveExample(proof, 'e17');
    const original = Buffer.from(JSON.stringify(document));
    const rng = new Rng('example');
    for (let i = 0; i < 300; i++) {
      const altered = Buffer.from(original);
      altered[rng.int(altered.length)] ^= 1 << rng.int(8);
      writeFileSync(at('m.json'), altered);
      expect((await verified(at('m.json'))).passed).toBe(false);
    }
  });
});
