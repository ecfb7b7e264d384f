import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import type { Statement } from '../../proof/statement/statement.ts';
import { exists, filesBeside, setBeside } from './set-beside.ts';

const disk = scratch();
function statementOf(manifest: string, names: readonly string[], tree?: string): Statement {
  const subject = names.map((name) => ({ name, digest: { sha256: '' } }));
  const storedTree = tree === undefined ? {} : { storedTree: { name: tree } };
  return { subject, predicate: { manifest: { name: manifest }, ...storedTree } } as unknown as Statement;
}

describe('setBeside', () => {
  it('looks for all that belongs to a set in the folder of its proof', () => {
    const statement = statementOf('train.jsonl.manifest.json', ['train.jsonl'], 'train.jsonl.tree');
    expect(setBeside(statement, join('data', 'x.proof.json'))).toEqual({
      manifest: join('data', 'train.jsonl.manifest.json'),
      tree: join('data', 'train.jsonl.tree'),
      output: join('data', 'train.jsonl'),
    });
  });

  it('never leaves that folder, whatever a statement calls its files', async () => {
    const statement = statementOf('../../etc/passwd.manifest.json', ['../../etc/passwd'], '/etc/shadow');
    const beside = setBeside(statement, join(disk.folder, 'p.json'));
    for (const path of Object.values(beside)) expect(path.startsWith(disk.folder)).toBe(true);
    expect(await filesBeside(statement, beside)).toBeUndefined();
  });

  it('finds a file, or the parts of a folder, if all are there', async () => {
    disk.write('train.jsonl', 'x');
    const single = statementOf('train.jsonl.manifest.json', ['train.jsonl']);
    const file = join(disk.folder, 'train.jsonl');
    expect(await filesBeside(single, setBeside(single, join(disk.folder, 'p.json')))).toEqual([file]);
    disk.write('parts/part-00000.jsonl', 'x');
    const parts = statementOf('parts.manifest.json', ['part-00000.jsonl', 'part-00001.jsonl']);
    const beside = setBeside(parts, join(disk.folder, 'p.json'));
    expect(await filesBeside(parts, beside)).toBeUndefined();
    disk.write('parts/part-00001.jsonl', 'x');
    expect((await filesBeside(parts, beside))?.map((path) => path.slice(disk.folder.length + 1))).toEqual([
      join('parts', 'part-00000.jsonl'),
      join('parts', 'part-00001.jsonl'),
    ]);
  });

  it('says of a path whether it is there', async () => {
    expect(await exists(disk.folder)).toBe(true);
    expect(await exists(join(disk.folder, 'nowhere'))).toBe(false);
  });
});
