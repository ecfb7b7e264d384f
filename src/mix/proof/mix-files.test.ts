import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { digestFile } from './file-digest.ts';
import { mixFiles, proofFile, readManifest, treeFile } from './mix-files.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);
const manifest = (names: readonly string[]) =>
  JSON.stringify({
    schema: 'outcross.manifest/1',
    outputs: names.map((name) => ({ name, sha256: 'a', bytes: 1 })),
    inputs: [],
    policy: { human: {} },
    rules: [],
    composition: { byOrigin: [], byModel: [] },
    weights: {},
    fates: {},
  });

describe('mixFiles', () => {
  it('finds a set by its file or by its manifest', async () => {
    disk.write('train.jsonl', 'x');
    const text = manifest(['train.jsonl']);
    disk.write('train.jsonl.manifest.json', text);
    const expected = {
      output: at('train.jsonl'),
      manifestPath: at('train.jsonl.manifest.json'),
      manifestDigest: createHash('sha256').update(text).digest('hex'),
      files: [{ name: 'train.jsonl', path: at('train.jsonl') }],
    };
    expect(await mixFiles(at('train.jsonl'))).toMatchObject(expected);
    expect(await mixFiles(at('train.jsonl.manifest.json'))).toMatchObject(expected);
  });

  it('finds the parts of a folder, in the order of the manifest, with or without a slash', async () => {
    mkdirSync(at('parts'));
    disk.write('parts.manifest.json', manifest(['part-1.jsonl', 'part-0.jsonl']));
    for (const path of [at('parts'), `${at('parts')}/`, at('parts.manifest.json')]) {
      const { files } = await mixFiles(path);
      expect(files.map((file) => file.path)).toEqual([at('parts/part-1.jsonl'), at('parts/part-0.jsonl')]);
    }
  });

  it('tells a set that is not there, and one without a manifest', async () => {
    disk.write('gone.jsonl.manifest.json', manifest(['gone.jsonl']));
    await expect(mixFiles(at('gone.jsonl'))).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      where: at('gone.jsonl'),
    });
    await expect(mixFiles(at('never.jsonl'))).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      where: at('never.jsonl.manifest.json'),
      hint: expect.stringContaining('outcross mix'),
    });
  });

  it('names what belongs to a set as its manifest is named: beside it', () => {
    for (const output of ['data/train.jsonl', 'data/parts', 'data/parts/']) {
      expect(proofFile(output)).toBe(`${output.replace(/\/$/, '')}.proof.json`);
      expect(treeFile(output)).toBe(`${output.replace(/\/$/, '')}.tree`);
    }
  });
});

describe('readManifest', () => {
  it.each([
    ['no JSON', '{'],
    ['nothing', 'null'],
    ['another schema', '{"schema":"outcross.plan/1"}'],
    ['no outputs', manifest([])],
    ['an output without a name', manifest([7 as never])],
    ['no policy', manifest(['a']).replace('"policy":{"human":{}}', '"policy":null')],
    ['a policy of nothing', manifest(['a']).replace('"human":{}', '')],
    ['no composition', manifest(['a']).replace('"byModel":[]', '"byModel":{}')],
    ['no weights', manifest(['a']).replace('"weights":{}', '"weights":1')],
    ['no inputs', manifest(['a']).replace('"inputs":[],', '')],
    ['no rules', manifest(['a']).replace('"rules":[]', '"rules":{}')],
  ])('refuses %s', (_, text) => {
    expect(() => readManifest(text, 'm.json')).toThrow(
      expect.objectContaining({ code: 'E_PROOF', where: 'm.json' }),
    );
  });
});

describe('digestFile', () => {
  it('gives bytes and SHA-256 of a file, be it empty or larger than a chunk', async () => {
    for (const size of [0, 1, (1 << 20) + 7]) {
      const data = Buffer.alloc(size, 'ab');
      const sha256 = createHash('sha256').update(data).digest('hex');
      expect(await digestFile(disk.write('f', data))).toEqual({ bytes: size, sha256 });
    }
  });

  it('stops where it is interrupted, and tells a file that is not there or is a folder', async () => {
    const path = disk.write('f', 'x');
    await expect(digestFile(path, AbortSignal.abort())).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    await expect(digestFile(at('nowhere'))).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
    await expect(digestFile(disk.folder)).rejects.toMatchObject({ code: 'E_UNREADABLE' });
  });
});
