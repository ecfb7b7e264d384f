import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { packEngine } from './pack.ts';
import { packageFiles } from './package-tree.ts';

const disk = scratch();

/** Packages as npm installs them, and their dependencies. */
function installed(root: string, packages: Readonly<Record<string, Record<string, string>>>): string {
  for (const [place, dependencies] of Object.entries(packages)) {
    const folder = place === '' ? root : `${root}/${place}`;
    disk.write(`${folder}/package.json`, JSON.stringify({ dependencies }));
    disk.write(`${folder}/dist/index.js`, `export default ${JSON.stringify(place)};\n`);
  }
  return join(disk.folder, root);
}

const names = async (root: string) => (await packageFiles(root)).map(({ name }) => name);

describe('packageFiles', () => {
  it('takes what a package depends on, however deep, and nothing else', async () => {
    const root = installed('deep', {
      '': { a: '1' },
      'node_modules/a': { '@scope/b': '1' },
      'node_modules/@scope/b': {},
      'node_modules/unused': {},
    });
    expect(await names(root)).toEqual([
      'dist/index.js',
      'node_modules/@scope/b/dist/index.js',
      'node_modules/@scope/b/package.json',
      'node_modules/a/dist/index.js',
      'node_modules/a/package.json',
      'package.json',
    ]);
  });

  it('keeps two versions of a package apart', async () => {
    const root = installed('versions', {
      '': { a: '1', b: '1' },
      'node_modules/a': { b: '2' },
      'node_modules/a/node_modules/b': {},
      'node_modules/b': {},
    });
    const found = (await names(root)).filter((name) => name.endsWith('b/package.json'));
    expect(found).toEqual(['node_modules/a/node_modules/b/package.json', 'node_modules/b/package.json']);
  });

  it('ends where packages depend on each other', async () => {
    const root = installed('circle', {
      '': { a: '1' },
      'node_modules/a': { b: '1' },
      'node_modules/b': { a: '1' },
    });
    expect(await names(root)).toHaveLength(6);
  });

  it('leaves out what no cluster runs: the dashboard, declarations, tests', async () => {
    const root = installed('lean', {
      '': { fastify: '5', a: '1' },
      'node_modules/a': {},
      'node_modules/fastify': {},
    });
    for (const name of ['index.d.ts', 'index.js.map', 'index.test.js', 'web/index.html', 'server/desk.js'])
      disk.write(`lean/dist/${name}`, 'x');
    disk.write('lean/spark/tests/test_a.py', 'x');
    expect((await names(root)).filter((name) => /fastify|\.d\.ts|map|test|web|server/.test(name))).toEqual(
      [],
    );
  });

  it('names a package that is not installed', async () => {
    const root = installed('missing', { '': { absent: '1' } });
    await expect(packageFiles(root)).rejects.toMatchObject({ code: 'E_PEER', where: 'absent' });
  });

  it('passes over what is for another platform', async () => {
    const root = installed('platform', { '': { a: '1' }, 'node_modules/a': { 'a-darwin': '1' } });
    expect(await names(root)).toHaveLength(4);
  });
});

describe('packEngine', () => {
  it('writes an archive that tar unpacks, with Node where it is asked for', async () => {
    const root = installed('packed', { '': {} });
    const output = join(disk.folder, 'engine.tar.gz');
    const node = disk.write('node', '#!/bin/sh\n');
    const { files, bytes } = await packEngine(root, output, node);
    expect({ files, bytes }).toEqual({ files: 3, bytes: readFileSync(output).length });
    const { stdout } = spawnSync('tar', ['-tzf', output], { encoding: 'utf8' });
    expect(stdout.trim().split('\n')).toEqual(['dist/index.js', 'package.json', 'node/bin/node']);
  });

  it('gives equal bytes for an equal package', async () => {
    const root = installed('same', { '': {} });
    const archives = ['one.tar.gz', 'two.tar.gz'].map((name) => join(disk.folder, name));
    for (const output of archives) await packEngine(root, output, undefined);
    const [one, two] = archives.map((path) => readFileSync(path));
    expect(one.equals(two)).toBe(true);
  });
});
