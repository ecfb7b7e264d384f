import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unprivileged } from '../../test/fixtures/unprivileged.ts';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { onnxRequest } from './onnx-folder.ts';

const disk = scratch();

function model(name: string, files: Readonly<Record<string, string>> = {}): string {
  for (const [file, content] of Object.entries({ 'onnx/model.onnx': 'weights', ...files }))
    disk.write(`${name}/${file}`, content);
  return join(disk.folder, name);
}

describe('onnxRequest', () => {
  it('knows a model by its weights, its settings and its words, not by notes beside them', async () => {
    const id = async (name: string, files: Readonly<Record<string, string>> = {}) =>
      (await onnxRequest(model(name, files))).id;
    const plain = await id('plain');
    expect(await id('noted', { 'README.md': 'Read me.', '.gitattributes': '*' })).toBe(plain);
    expect(await id('words', { 'vocab.txt': 'the' })).not.toBe(plain);
    expect(await id('settings', { 'config.json': '{}' })).not.toBe(plain);
    expect(await id('data', { 'onnx/model.onnx_data': 'more' })).not.toBe(plain);
  });

  it('tells two models apart of which one has the content of a file under another name', async () => {
    const a = await onnxRequest(model('a', { 'one.json': 'x', 'two.json': '' }));
    const b = await onnxRequest(model('b', { 'one.json': '', 'two.json': 'x' }));
    expect(a.id).not.toBe(b.id);
  });

  it('gives the whole path of the folder, so that workers find it', async () => {
    const folder = model('whole');
    expect((await onnxRequest(`${folder}/../whole/`)).folder).toBe(folder);
  });

  it('refuses a file where the folder is expected, and a folder that is called like a model', async () => {
    const file = disk.write('file.onnx', 'weights');
    await expect(onnxRequest(file)).rejects.toMatchObject({ code: 'E_UNREADABLE' });
    mkdirSync(join(disk.folder, 'odd/model.onnx'), { recursive: true });
    await expect(onnxRequest(join(disk.folder, 'odd'))).rejects.toMatchObject({
      code: 'E_UNREADABLE',
      message: expect.stringMatching(/odd.model\.onnx: it is a folder/),
    });
  });

  it('says which file may not be read', async () => {
    const folder = model('closed', { 'config.json': '{}' });
    chmodSync(disk.folder, 0o755);
    chmodSync(join(folder, 'config.json'), 0);
    await unprivileged(() =>
      expect(onnxRequest(folder)).rejects.toMatchObject({
        code: 'E_UNREADABLE',
        message: expect.stringMatching(/config\.json: permission to read it is denied/),
      }),
    );
  });
});
