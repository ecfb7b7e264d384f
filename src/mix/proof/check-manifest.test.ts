import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import type { TrainingSet } from '../../proof/statement/statement.ts';
import { checkManifestFile } from './check-manifest.ts';

const disk = scratch();
const content = {
  schema: 'outcross.manifest/1',
  policy: { seed: 1 },
  inputs: [{ name: 'a' }, { name: 'b' }],
};
const text = JSON.stringify(content, undefined, 2);
const stated = {
  manifest: { name: 'm.json', digest: { sha256: createHash('sha256').update(text).digest('hex') }, content },
} as unknown as TrainingSet;

const fields = async (data: string) =>
  (await checkManifestFile(stated, disk.write('m.json', data))).map(({ field }) => field ?? 'the file');

describe('checkManifestFile', () => {
  it('finds nothing in the file that was proven', async () => {
    expect(await fields(text)).toEqual([]);
  });

  it('names every key that was edited, added or removed', async () => {
    const edited = { ...content, policy: { seed: 2, note: 'x' }, inputs: [{ name: 'a' }] };
    expect(await fields(JSON.stringify(edited))).toEqual([
      'sha256',
      'policy.seed',
      'policy.note',
      'inputs.1',
    ]);
  });

  it('tells a file that was only laid out otherwise by its digest alone', async () => {
    expect(await fields(JSON.stringify(content))).toEqual(['sha256']);
  });

  it('finds a statement that says of its manifest what the file of its digest does not', async () => {
    const other = { ...content, inputs: [{ name: 'a' }], note: 'x' };
    const contradicting = { manifest: { ...stated.manifest, content: other } } as unknown as TrainingSet;
    const found = await checkManifestFile(contradicting, disk.write('m.json', text));
    expect(found.map(({ id, field, expected, found: now }) => [id, field, expected, now])).toEqual([
      ['statement.manifest', 'manifest.content.inputs.1', { name: 'b' }, undefined],
      ['statement.manifest', 'manifest.content.note', undefined, 'x'],
    ]);
  });

  it('tells a file that is no JSON, and one that is not there', async () => {
    expect(await fields(text.slice(0, 40))).toEqual(['sha256', 'the file']);
    await expect(checkManifestFile(stated, join(disk.folder, 'nowhere'))).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
  });
});
