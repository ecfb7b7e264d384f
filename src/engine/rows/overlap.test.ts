import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import type { Shard } from '../../corpus/source.ts';
import { requireApartFrom } from './overlap.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);
const input = disk.write('in/deep/a.jsonl', 'x\n');
mkdirSync(at('out'));
symlinkSync(at('in'), at('link'));
symlinkSync(input, at('alias.jsonl'));

const shard = (path: string): Shard => ({ path, name: 'a', format: 'jsonl', compression: 'none', bytes: 2 });
const check = (outputs: readonly string[], inputs: readonly string[] = [input]) =>
  requireApartFrom(inputs.map(shard), outputs.map(at));

describe('requireApartFrom', () => {
  it.each([
    ['the file that is read', 'in/deep/a.jsonl'],
    ['a folder that holds it', 'in/deep'],
    ['a folder that holds it further down', 'in'],
    ['a link to it', 'alias.jsonl'],
    ['its path through a link', 'link/deep/a.jsonl'],
    ['a path that goes round', 'out/../in/deep/a.jsonl'],
  ])('refuses %s as an output', async (_, output) => {
    await expect(check([output])).rejects.toMatchObject({
      code: 'E_USAGE',
      where: at(output),
      message: /what is read/,
    });
  });

  it.each([
    ['a name twice', 'out/b.jsonl', 'out/b.jsonl'],
    ['a name in two spellings', 'out/b.jsonl', 'out/../out/./b.jsonl'],
    ['a file in the folder that another output is', 'out/b', 'out/b/c.jsonl'],
    ['the folder of a file that another output is', 'out/b/c.jsonl', 'out/b'],
    ['one place by its name and through a link', 'in/b.jsonl', 'link/b.jsonl'],
  ])('refuses %s', async (_, one, other) => {
    await expect(check([one, other])).rejects.toMatchObject({
      code: 'E_USAGE',
      where: at(other),
      message: /two outputs/,
    });
  });

  it('lets pass what only looks alike: a neighbour, and a name that begins with another', async () => {
    await expect(check(['in/deep/b.jsonl', 'in/deep/a.jsonl.gz', 'in/dee'])).resolves.toBeUndefined();
    await expect(check(['out/b', 'out/b2', 'out/b.jsonl', 'no/such/folder/b'])).resolves.toBeUndefined();
  });

  it('looks where a file stands, and not where it is shown', async () => {
    const remote = (uri: string) => ({ uri, bytes: 1, version: '1', spans: [] });
    const far = [{ ...shard(at('shown')), remote: remote('s3a://bucket/in/a.jsonl') }];
    for (const output of ['s3a://bucket/in', 's3a://bucket/in/', 's3a://bucket/in/a.jsonl'])
      await expect(requireApartFrom(far, [output])).rejects.toMatchObject({ code: 'E_USAGE', where: output });
    await expect(requireApartFrom(far, ['s3a://bucket/i', 's3a://other/in'])).resolves.toBeUndefined();
    await expect(requireApartFrom(far, [at('shown')])).resolves.toBeUndefined();
    const here = [{ ...shard(at('shown')), remote: remote(`file://${at('in/deep/a.jsonl.gz')}`) }];
    for (const output of [at('in/deep/a.jsonl.gz'), `file://${at('in')}`])
      await expect(requireApartFrom(here, [output])).rejects.toMatchObject({
        code: 'E_USAGE',
        where: output,
      });
  });

  it('holds standard input for no file, though a file be called so', async () => {
    await expect(requireApartFrom([shard('-')], ['-'])).resolves.toBeUndefined();
  });
});
