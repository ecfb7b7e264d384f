import { describe, expect, it } from 'vitest';
import { MODALITIES, type Modality } from '../corpus/example.ts';
import { encoderId, type FeatureRequest } from '../features/encoder.ts';
import { DEFAULT_SETTINGS } from '../profile/profile.ts';
import type { Task } from './engine.ts';
import { buildersOf, openEncoder } from './facet-builders.ts';

const task = (modality: Modality, features?: FeatureRequest, texts = true): Task => ({
  kernel: 'profile',
  spec: { inputs: [] },
  settings: { ...DEFAULT_SETTINGS, modality, texts },
  ...(features === undefined ? {} : { features }),
});
const kinds = (...of: Parameters<typeof task>) => buildersOf(task(...of)).map(({ kind }) => kind);

describe('buildersOf', () => {
  it.each([
    ['text', []],
    ['vectors', []],
    ['image', ['pictures']],
    ['table', ['columns']],
    ['code', ['code']],
  ] as const)('of %s has %j beside words', (modality, wanted) => {
    expect(kinds(modality)).toEqual(wanted);
  });

  it('has vectors where they are asked for, of any content, first', () => {
    for (const modality of MODALITIES)
      expect(kinds(modality, { source: 'given' })).toEqual(['vectors', ...kinds(modality)]);
  });

  it('takes tokens from source code alone', () => {
    for (const modality of MODALITIES) {
      const sources = buildersOf(task(modality, { source: 'given' })).filter(
        ({ tokens }) => tokens !== undefined,
      );
      expect(sources.length).toBe(modality === 'code' ? 1 : 0);
    }
  });

  it('keeps no picture in a profile that keeps no texts', () => {
    const kept = (texts: boolean) =>
      buildersOf(task('image', undefined, texts))
        .find(({ kind }) => kind === 'pictures')!
        .builder.finish();
    expect([kept(true), kept(false)]).toMatchObject([{ kept: true }, { kept: false }]);
  });

  it('builds values of their own each time', () => {
    const one = task('image', { source: 'image' });
    const [a, b] = [buildersOf(one), buildersOf(one)];
    a.forEach(({ builder }, i) => {
      expect(builder).not.toBe(b[i].builder);
      expect(builder.finish()).toEqual(b[i].builder.finish());
    });
  });
});

describe('openEncoder', () => {
  it.each<FeatureRequest>([
    { source: 'given' },
    { source: 'lexical', dimension: 256 },
    { source: 'lexical', dimension: 512 },
    { source: 'image' },
  ])('of %j is called as its profile is', async (request) => {
    const encoder = await openEncoder(request, request.source === 'image' ? 'image' : 'text');
    expect(encoder.id).toBe(encoderId(request));
  });

  it('gives different encoders different names', () => {
    const requests: FeatureRequest[] = [
      { source: 'given' },
      { source: 'lexical', dimension: 256 },
      { source: 'lexical', dimension: 512 },
      { source: 'onnx', folder: '/a', id: 'one' },
      { source: 'onnx', folder: '/a', id: 'two' },
      { source: 'image' },
    ];
    expect(new Set(requests.map(encoderId)).size).toBe(requests.length);
    expect(encoderId({ source: 'onnx', folder: '/b', id: 'one' })).toBe(encoderId(requests[3]));
  });
});
