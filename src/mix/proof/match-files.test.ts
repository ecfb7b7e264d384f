import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import type { Statement } from '../../proof/statement/statement.ts';
import { matchFiles } from './match-files.ts';

const disk = scratch();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A statement of files with these contents. */
function statementOf(contents: Readonly<Record<string, string>>): Statement {
  const subject = Object.entries(contents).map(([name, text]) => ({
    name,
    digest: { sha256: sha256(text) },
  }));
  const files = subject.map(({ name }) => ({ name, records: 1 }));
  const manifest = { name: 'set.manifest.json' };
  const storedTree = { name: 'set.tree' };
  return { subject, predicate: { files, manifest, storedTree } } as unknown as Statement;
}

async function matched(contents: Readonly<Record<string, string>>, given: readonly string[]) {
  const { files, whole, differences } = await matchFiles(statementOf(contents), given);
  return {
    files: files.map(({ name, path }) => `${name} is ${basename(path)}`),
    whole,
    told: differences.map(({ id, file }) => `${id} ${basename(file!)}`),
  };
}

describe('matchFiles', () => {
  it('takes files by their digests, whatever they are called and in whichever order they come', async () => {
    const two = disk.write('one/x.jsonl', 'second');
    const one = disk.write('one/y.jsonl', 'first');
    expect(await matched({ 'a.jsonl': 'first', 'b.jsonl': 'second' }, [two, one])).toEqual({
      files: ['a.jsonl is y.jsonl', 'b.jsonl is x.jsonl'],
      whole: true,
      told: [],
    });
  });

  it('takes by its name a file whose content was altered', async () => {
    const one = disk.write('two/a.jsonl', 'altered');
    const two = disk.write('two/b.jsonl', 'second');
    const { files, whole, told } = await matched({ 'a.jsonl': 'first', 'b.jsonl': 'second' }, [one, two]);
    expect(files).toEqual(['a.jsonl is a.jsonl', 'b.jsonl is b.jsonl']);
    expect(whole).toBe(true);
    expect(told).toEqual(['file.digest a.jsonl']);
  });

  it('takes the only file for the only subject, and no file for one of several', async () => {
    const other = disk.write('three/other.jsonl', 'altered');
    expect(await matched({ 'a.jsonl': 'first' }, [other])).toMatchObject({
      files: ['a.jsonl is other.jsonl'],
      told: ['file.digest other.jsonl'],
    });
    expect(await matched({ 'a.jsonl': 'first', 'b.jsonl': 'second' }, [other])).toEqual({
      files: [],
      whole: false,
      told: ['file.missing a.jsonl', 'file.missing b.jsonl', 'file.extra other.jsonl'],
    });
  });

  it('gives two subjects of one content a file each, by name', async () => {
    const one = disk.write('four/a.jsonl', 'same');
    const two = disk.write('four/b.jsonl', 'same');
    expect(await matched({ 'a.jsonl': 'same', 'b.jsonl': 'same' }, [two, one])).toEqual({
      files: ['a.jsonl is a.jsonl', 'b.jsonl is b.jsonl'],
      whole: true,
      told: [],
    });
    expect((await matched({ 'a.jsonl': 'same', 'b.jsonl': 'same' }, [one])).told).toEqual([
      'file.missing b.jsonl',
    ]);
  });

  it('looks into folders, passes over hidden files, and reads no file twice', async () => {
    disk.write('five/a.jsonl', 'first');
    disk.write('five/.hidden', 'x');
    disk.write('five/b.jsonl', 'second');
    const folder = join(disk.folder, 'five');
    const given = [folder, join(folder, 'a.jsonl')];
    expect(await matched({ 'a.jsonl': 'first', 'b.jsonl': 'second' }, given)).toMatchObject({
      whole: true,
      told: [],
    });
  });

  it('passes over what was written beside a set, in its folder and nowhere below', async () => {
    disk.write('six/a.jsonl', 'first');
    for (const beside of ['set.manifest.json', 'set.proof.json', 'set.tree'])
      disk.write(`six/${beside}`, 'x');
    expect((await matched({ 'a.jsonl': 'first' }, [join(disk.folder, 'six')])).told).toEqual([]);
    disk.write('six/deep/set.tree', 'rows under a harmless name');
    const { passedOver } = await matchFiles(statementOf({ 'a.jsonl': 'first' }), [join(disk.folder, 'six')]);
    expect(passedOver).toEqual([join(disk.folder, 'six/deep/set.tree')]);
    // Who names a file means it.
    const named = [join(disk.folder, 'six/a.jsonl'), join(disk.folder, 'six/set.tree')];
    expect((await matched({ 'a.jsonl': 'first' }, named)).told).toEqual(['file.extra set.tree']);
  });

  it('finds what was slipped into a folder below that of the set', async () => {
    disk.write('seven/a.jsonl', 'first');
    disk.write('seven/more/deep/b.jsonl', 'slipped in');
    const { whole, told } = await matched({ 'a.jsonl': 'first' }, [join(disk.folder, 'seven')]);
    expect({ whole, told }).toEqual({ whole: true, told: ['file.extra b.jsonl'] });
  });

  it('passes over what is no data by its name, below a folder, and tells of it', async () => {
    disk.write('nine/a.jsonl', 'first');
    for (const name of ['README.md', 'LICENSE', 'deep/chart.png', 'load.py']) disk.write(`nine/${name}`, 'x');
    const folder = join(disk.folder, 'nine');
    const { differences, passedOver } = await matchFiles(statementOf({ 'a.jsonl': 'first' }), [folder]);
    expect(differences).toEqual([]);
    expect(passedOver.map((path) => basename(path)).sort()).toEqual([
      'LICENSE',
      'README.md',
      'chart.png',
      'load.py',
    ]);
    // Who names a file means it.
    const named = await matched({ 'a.jsonl': 'first' }, [folder, join(folder, 'README.md')]);
    expect(named.told).toEqual(['file.extra README.md']);
  });

  it('tells of whatever a loader could take for rows', async () => {
    disk.write('ten/a.jsonl', 'first');
    const names = ['b.jsonl.gz', 'b.PARQUET', 'b.csv', 'b.txt', 'b.json.zst', 'b.npy'];
    for (const name of names) disk.write(`ten/${name}`, name);
    const { told } = await matched({ 'a.jsonl': 'first' }, [join(disk.folder, 'ten')]);
    expect(told.sort()).toEqual(names.map((name) => `file.extra ${name}`).sort());
  });

  it('takes no card for the only file of a set, and a file of the set under any name', async () => {
    disk.write('eleven/README.md', 'x');
    const folder = join(disk.folder, 'eleven');
    expect((await matched({ 'a.jsonl': 'first' }, [folder])).told).toEqual(['file.missing a.jsonl']);
    disk.write('eleven/a.renamed', 'first');
    expect(await matched({ 'a.jsonl': 'first' }, [folder])).toMatchObject({ whole: true, told: [] });
  });

  it('takes one file by two spellings of its path once', async () => {
    const one = disk.write('eight/a.jsonl', 'first');
    const other = join(disk.folder, 'eight').concat('/./a.jsonl');
    expect((await matched({ 'a.jsonl': 'first' }, [one, other])).told).toEqual([]);
  });

  it('refuses a path that is not there', async () => {
    await expect(matched({ 'a.jsonl': 'first' }, [join(disk.folder, 'nowhere')])).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
  });
});
