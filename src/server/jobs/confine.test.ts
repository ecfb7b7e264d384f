import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { isUri } from '../../corpus/remote.ts';
import { inputPath, outputPath } from './confine.ts';

const disk = scratch();
const home = join(disk.folder, 'home');
disk.write('home/data/a.jsonl', '{"text":"a"}\n');
disk.write('home/-', '{"text":"a"}\n');
disk.write('home/-x.jsonl', '{"text":"a"}\n');
disk.write('home/a b.jsonl', '{"text":"a"}\n');
disk.write('home/.outcross/tokens.json', '{}');
disk.write('home/outcross.yaml', 'line: a\n');
disk.write('secret/secret.jsonl', '{"text":"secret"}\n');
disk.write('homestead/x.jsonl', '{"text":"of a neighbour"}\n');
const link = (to: string, from: string) => symlinkSync(to, join(home, from));
link('../secret', 'out');
link('../secret/secret.jsonl', 'out.jsonl');
link('.outcross/tokens.json', 'tokens.jsonl');
link('data/a.jsonl', 'in.jsonl');
link('nowhere.jsonl', 'broken.jsonl');
mkdirSync(join(home, 'mixed'));
link('../../secret/secret.jsonl', 'mixed/b.jsonl');

const OUT = [
  '../secret/secret.jsonl',
  '../../../../../../etc/passwd',
  'data/../../secret/secret.jsonl',
  '../homestead/x.jsonl',
  '/etc/passwd',
  'C:\\Windows\\system.ini',
  'file:///etc/passwd',
  'FILE:///etc/passwd',
  'file:/etc/passwd',
  'file://localhost/etc/passwd',
  'file:////etc/passwd',
  'file://../../etc/passwd',
  `file://${home}/data/a.jsonl`,
  's3://bucket/x.jsonl',
  's3a://bucket/data/../a.jsonl',
  'hdfs://host:9000/a.jsonl',
  'abfs+x.y-z://container/a.jsonl',
  '\\\\server\\share',
  '~/secret',
];
const MALFORMED = ['', 'a\nb.jsonl', 'data/a.jsonl\u0000.txt', 'a\u202egnosj.jsonl', '\u001b[2J'];
const HIDDEN = ['.outcross/tokens.json', '.env', 'data/../.outcross', 'data/.git/config'];

describe('inputPath', () => {
  it.each([
    ['data/a.jsonl', 'data/a.jsonl'],
    ['./data//a.jsonl', 'data/a.jsonl'],
    ['data/', 'data'],
    ['data/../in.jsonl', 'in.jsonl'],
    ['a b.jsonl', 'a b.jsonl'],
    ['-x.jsonl', './-x.jsonl'],
    ['-', './-'],
  ])('takes %j for %j', async (path, expected) => {
    expect(await inputPath(home, path, 'corpora')).toBe(expected);
  });

  it.each([...OUT, ...HIDDEN, ...MALFORMED])('refuses %j', async (path) => {
    await expect(inputPath(home, path, 'corpora')).rejects.toMatchObject({
      code: 'E_PARAMETER',
      where: 'corpora',
    });
  });

  it.each(['out/secret.jsonl', 'out', 'out.jsonl', 'tokens.jsonl', 'mixed'])(
    'follows no link out: %s',
    async (path) => {
      await expect(inputPath(home, path, 'corpora')).rejects.toMatchObject({ code: 'E_PARAMETER' });
    },
  );

  it.each(['./file:///etc/passwd', 'data/../file:///etc/passwd', ' file:///etc/passwd'])(
    'takes %j for a path below the workspace, where nothing stands',
    async (path) => {
      await expect(inputPath(home, path, 'corpora')).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
    },
  );

  it('gives a folder that is called like a scheme as no URI', async () => {
    disk.write('home/file:/etc/a.jsonl', '{"text":"a"}\n');
    const path = await inputPath(home, './file:///etc/a.jsonl', 'corpora');
    expect(path).toBe('file:/etc/a.jsonl');
    expect(isUri(path)).toBe(false);
  });

  it('says what is not there', async () => {
    for (const path of ['data/b.jsonl', 'broken.jsonl'])
      await expect(inputPath(home, path, 'corpora')).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
  });

  it('refuses what is too long for a path', async () => {
    await expect(inputPath(home, 'x'.repeat(2000), 'corpora')).rejects.toMatchObject({ code: 'E_PARAMETER' });
  });

  it('takes no pattern: only what is there by that very name', async () => {
    await expect(inputPath(home, 'data/*.jsonl', 'corpora')).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
  });
});

describe('outputPath', () => {
  it('takes new names, also in folders that are not there yet', async () => {
    expect(await outputPath(home, 'new.jsonl', 'output')).toBe('new.jsonl');
    expect(await outputPath(home, 'a/b/c.jsonl', 'output')).toBe('a/b/c.jsonl');
    expect(await outputPath(home, '--force', 'output')).toBe('./--force');
  });

  it.each([...OUT, ...HIDDEN, ...MALFORMED, 'out/new.jsonl', 'out/a/b.jsonl'])('refuses %j', async (path) => {
    await expect(outputPath(home, path, 'output')).rejects.toMatchObject({
      code: 'E_PARAMETER',
      where: 'output',
    });
  });

  it.each(['data/a.jsonl', 'data', 'outcross.yaml', 'in.jsonl', 'broken.jsonl', '.'])(
    'writes over nothing: %s',
    async (path) => {
      await expect(outputPath(home, path, 'output')).rejects.toMatchObject({ code: 'E_PARAMETER' });
    },
  );
});

describe('whatever path is given', () => {
  it('the answer stays below the workspace, and is no option and no standard input', async () => {
    const part = fc.constantFrom(
      '..',
      '.',
      '',
      'data',
      'out',
      '-',
      '--x',
      'a.jsonl',
      '/',
      '\\',
      '~',
      'file:',
      's3a:',
      'é',
      '\n',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
        const path = await outputPath(home, parts.join('/'), 'output').catch(() => undefined);
        if (path === undefined) return;
        expect(join(home, path).startsWith(`${home}/`)).toBe(true);
        expect(path.startsWith('-')).toBe(false);
        expect(isUri(path)).toBe(false);
        expect(path.split('/')).not.toContain('..');
        expect(path.split('/')[path.startsWith('./') ? 1 : 0]).not.toBe('out');
      }),
    );
  });
});
