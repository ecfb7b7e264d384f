import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { defaultFeatures, featureRequest } from './feature-request.ts';
import { settingsFor } from './settings-for.ts';

const disk = scratch();

describe('defaultFeatures', () => {
  it.each([
    [{}, undefined],
    [{ modality: 'code' as const }, undefined],
    [{ modality: 'table' as const }, undefined],
    [{ vectorField: 'v' }, { source: 'given' }],
    [{ modality: 'vectors' as const }, { source: 'given' }],
    [{ modality: 'image' as const }, { source: 'image' }],
  ])('of %j are %j', (spec, request) => {
    expect(defaultFeatures(spec)).toEqual(request);
  });
});

describe('featureRequest', () => {
  it.each([
    ['lexical', {}, { source: 'lexical', dimension: 256 }],
    ['lexical:512', { modality: 'code' as const }, { source: 'lexical', dimension: 512 }],
    ['given', { vectorField: 'v' }, { source: 'given' }],
    ['none', { vectorField: 'v' }, undefined],
    ['image', { modality: 'image' as const }, { source: 'image' }],
    [undefined, { modality: 'vectors' as const }, { source: 'given' }],
  ])('reads %s of %j', async (word, spec, request) => {
    expect(await featureRequest(word, spec)).toEqual(request);
  });

  it.each([
    ['given', {}, 'Name the field that holds them with --vector-field.'],
    [
      'lexical',
      { modality: 'image' as const },
      'It is image, onnx:FOLDER, given with --vector-field or none.',
    ],
    ['image', {}, 'It is lexical, lexical:512, onnx:FOLDER, given with --vector-field or none.'],
    ['none', { modality: 'vectors' as const }, 'It is given, which need not be said.'],
    [
      'lexcial',
      { modality: 'code' as const },
      'Did you mean "lexical"? It is lexical, lexical:512, given with --vector-field or none.',
    ],
    ['lexical', { modality: 'table' as const }, 'It is given with --vector-field or none.'],
    ['', {}, 'It is lexical, lexical:512, onnx:FOLDER, given with --vector-field or none.'],
    ['LEXICAL', {}, expect.stringContaining('Did you mean "lexical"?')],
    ['__proto__', {}, expect.stringContaining('It is lexical')],
    ['onnx:model', { modality: 'code' as const }, expect.stringContaining('It is lexical')],
  ])('refuses "%s" of %j, and says what there is', async (word, spec, hint) => {
    await expect(featureRequest(word, spec)).rejects.toMatchObject({
      code: 'E_OPTION',
      where: '--features',
      hint,
    });
  });

  it('refuses a model whose folder is not named, rather than look into the current one', async () => {
    await expect(featureRequest('onnx:', {})).rejects.toMatchObject({
      code: 'E_OPTION',
      where: '--features',
    });
  });

  it('names a model by what its files hold, wherever they lie', async () => {
    const model = (folder: string, weights: string) => {
      disk.write(`${folder}/config.json`, '{}');
      disk.write(`${folder}/onnx/model.onnx`, weights);
      return featureRequest(`onnx:${disk.folder}/${folder}`, {});
    };
    const one = await model('one', 'weights');
    expect(one).toMatchObject({ source: 'onnx', id: expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect(await model('two', 'weights')).toMatchObject({ id: (one as { id: string }).id });
    expect(await model('three', 'others')).not.toMatchObject({ id: (one as { id: string }).id });
  });

  it('says that a folder is missing or holds no model', async () => {
    await expect(featureRequest('onnx:/no/such/folder', {})).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
    disk.write('empty/readme.txt', 'nothing');
    await expect(featureRequest(`onnx:${disk.folder}/empty`, {})).rejects.toMatchObject({ code: 'E_FORMAT' });
  });
});

describe('settingsFor', () => {
  it('names the encoder of what the corpus has, of what was asked, or none', () => {
    expect(settingsFor({ modality: 'vectors' })).toMatchObject({ modality: 'vectors', encoder: 'given' });
    expect(settingsFor({}, { source: 'lexical', dimension: 256 }).encoder).toBe('lexical-1/256');
    expect(settingsFor({ vectorField: 'v' }, null).encoder).toBe('');
    expect(settingsFor({}).encoder).toBe('');
  });
});
