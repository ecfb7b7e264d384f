import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unprivileged } from '../../test/fixtures/unprivileged.ts';
import { scratch } from './fixtures.test.support.ts';
import { filesOf, splitPattern } from './inputs.ts';
import type { Format } from './source.ts';

const files = scratch();
const below = (...parts: string[]) => join(files.folder, ...parts);

async function names(input: string, format?: Format): Promise<string[]> {
  return (await filesOf(input, format)).map((file) => file.name);
}

describe('filesOf', () => {
  it('gives a plain file by its last name, absolute', async () => {
    const path = files.write('plain/a.jsonl', 'x');
    const [file, ...others] = await filesOf(relative(process.cwd(), path), undefined);
    expect(file).toMatchObject({ path, name: 'a.jsonl', named: true, bytes: 1 });
    expect(others).toEqual([]);
  });

  it('searches a folder in order of name, and passes over hidden files and unknown endings', async () => {
    for (const name of [
      'b.jsonl',
      'a/z.csv',
      'a/y.txt.gz',
      'B.json',
      'é.md',
      '.hidden.jsonl',
      '.git/c.jsonl',
      '_SUCCESS',
      'log',
    ]) {
      files.write(`folder/${name}`, 'x');
    }
    expect(await names(below('folder'))).toEqual(['B.json', 'a/y.txt.gz', 'a/z.csv', 'b.jsonl', 'é.md']);
    expect(await names(`${below('folder')}/`)).toEqual(await names(below('folder')));
    expect(await names(below('folder'), 'jsonl')).toEqual(['B.json', 'b.jsonl']);
  });

  it('expands patterns as a shell would, names below the part without signs', async () => {
    for (const name of ['g1/a.jsonl', 'g1/.h.jsonl', 'g2/a.jsonl', 'g2/b.log', 'x/c.jsonl'])
      files.write(`glob/${name}`, 'x');
    expect(await names(below('glob', 'g*', '*.jsonl'))).toEqual(['g1/a.jsonl', 'g2/a.jsonl']);
    expect(await names(below('glob', '**', '*.jsonl'))).toEqual(['g1/a.jsonl', 'g2/a.jsonl', 'x/c.jsonl']);
    expect(await names(below('glob', '{g1,x}', '*.jsonl'))).toEqual(['g1/a.jsonl', 'x/c.jsonl']);
    expect(await names(below('glob', 'g2', '*'))).toEqual(['a.jsonl', 'b.log']);
    expect(await names(below('glob', 'g?'))).toEqual(['g1/a.jsonl', 'g2/a.jsonl']);
  });

  it('expands patterns relative to the working folder', async () => {
    files.write('relative/a.jsonl', 'x');
    const prefix = relative(process.cwd(), below('relative'));
    expect((await filesOf(`${prefix}/*.jsonl`, undefined))[0]).toMatchObject({
      path: below('relative', 'a.jsonl'),
      name: 'a.jsonl',
    });
  });

  it('takes a name that looks like a pattern for a file if there is one', async () => {
    const path = files.write('odd/a[1]{x}.jsonl', 'x');
    expect((await filesOf(path, undefined))[0]).toMatchObject({ path, named: true });
  });

  it('follows links, once where they lead in a circle', async () => {
    files.write('links/real/a.jsonl', 'x');
    symlinkSync('..', below('links', 'real', 'up'));
    symlinkSync('real', below('links', 'again'));
    symlinkSync(join('real', 'a.jsonl'), below('links', 'b.jsonl'));
    expect(await names(below('links'))).toEqual(['again/a.jsonl', 'b.jsonl']);
    expect(await names(below('links', 'real'))).toContain('a.jsonl');
  });

  it('refuses a link that leads nowhere, if it is called like a corpus', async () => {
    files.write('broken/a.jsonl', 'x');
    symlinkSync('nowhere', below('broken', 'ignored'));
    expect(await names(below('broken'))).toEqual(['a.jsonl']);
    symlinkSync('nowhere', below('broken', 'b.jsonl'));
    await expect(names(below('broken'))).rejects.toMatchObject({
      code: 'E_UNREADABLE',
      message: expect.stringContaining('link to a file that does not exist'),
    });
    symlinkSync('self.jsonl', below('self.jsonl'));
    await expect(names(below('self.jsonl'))).rejects.toMatchObject({ code: 'E_UNREADABLE' });
  });

  it('says that a folder holds no corpus file, and what it holds instead', async () => {
    mkdirSync(below('bare'));
    await expect(names(below('bare'))).rejects.toMatchObject({ code: 'E_EMPTY', where: below('bare') });
    files.write('logs/a.log', 'x');
    files.write('logs/b.log', 'x');
    await expect(names(below('logs'))).rejects.toMatchObject({
      code: 'E_EMPTY',
      message: expect.stringContaining('2 other files'),
      hint: expect.stringContaining('--format'),
    });
  });

  it.each(['runs (copy)', 'my [data]', '{a,b}', 'a*c', '!x'])(
    'takes a folder called %j for itself on the way to a pattern, and nothing beside it',
    async (name) => {
      for (const folder of [name, 'a', 'abc', 'my d']) files.write(`named/${folder}/g1.jsonl`, 'x');
      expect(await names(below('named', name, 'g*.jsonl'))).toEqual(['g1.jsonl']);
      const [{ path }] = await filesOf(below('named', name, 'g*.jsonl'), undefined);
      expect(path).toBe(below('named', name, 'g1.jsonl'));
    },
  );

  it('parts a pattern where its signs begin, and a folder is not called so', async () => {
    mkdirSync(below('parted/x*'), { recursive: true });
    expect(await splitPattern(below('parted/y*/g?.jsonl'))).toEqual({
      base: below('parted'),
      pattern: 'y*/g?.jsonl',
    });
    expect(await splitPattern(below('parted/x*/g?.jsonl'))).toEqual({
      base: below('parted/x*'),
      pattern: 'g?.jsonl',
    });
    // The last part is what is asked for, be there a folder of that name or not.
    expect(await splitPattern(below('parted/x*'))).toEqual({ base: below('parted'), pattern: 'x*' });
    expect(await splitPattern('/plain/path')).toMatchObject({ pattern: '/plain/path' });
  });

  it('says that a pattern matches nothing', async () => {
    await expect(names(below('none*.jsonl'))).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
    mkdirSync(below('hollow1'));
    await expect(names(below('hollow*'))).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
  });

  it('refuses a folder that a cluster has not finished, and passes over what it left in one that is whole', async () => {
    files.write('cluster/out/part-00000.jsonl', 'x');
    files.write('cluster/out/_temporary/0/1/part-00001.jsonl', 'x');
    const refused = { code: 'E_TRUNCATED', where: below('cluster/out') };
    await expect(names(below('cluster'))).rejects.toMatchObject(refused);
    await expect(names(below('clu*/out'))).rejects.toMatchObject(refused);
    expect(await names(below('cluster/out/part-*'))).toEqual(['part-00000.jsonl']);
    files.write('cluster/out/_SUCCESS', '');
    expect(await names(below('cluster'))).toEqual(['out/part-00000.jsonl']);
  });

  it('refuses an input without a name', async () => {
    await expect(names('')).rejects.toMatchObject({
      code: 'E_NO_INPUT',
      hint: expect.stringContaining('unset'),
    });
  });

  it('takes - for standard input', async () => {
    expect(await filesOf('-', undefined)).toMatchObject([{ path: '-', name: 'stdin', bytes: undefined }]);
  });

  it.skipIf(process.platform === 'win32')('takes a pipe for a stream, and refuses a socket', async () => {
    execFileSync('mkfifo', [below('pipe.jsonl')]);
    expect(await filesOf(below('pipe.jsonl'), undefined)).toMatchObject([{ bytes: undefined }]);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(below('socket'), resolve));
    await expect(names(below('socket'))).rejects.toMatchObject({ code: 'E_UNREADABLE' });
    server.close();
  });

  it('refuses a path through a file', async () => {
    const path = files.write('through.jsonl', 'x');
    await expect(names(join(path, 'a.jsonl'))).rejects.toMatchObject({ code: 'E_UNREADABLE' });
  });

  it('refuses a folder that may not be read', async () => {
    files.write('locked/a.jsonl', 'x');
    chmodSync(below('locked'), 0);
    await unprivileged(() => expect(names(below('locked'))).rejects.toMatchObject({ code: 'E_UNREADABLE' }));
    chmodSync(below('locked'), 0o700);
  });
});
