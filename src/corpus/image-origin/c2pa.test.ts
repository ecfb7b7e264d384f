import { describe, expect, it } from 'vitest';
import { readC2pa } from './c2pa.ts';

const IPTC = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/** Stands for the package: a reader whose manifest store is given. */
const stand = (store: unknown) => () =>
  Promise.resolve({ Reader: { fromAsset: async () => (store === null ? null : { json: () => store }) } });

const storeOf = (actions: readonly unknown[], more: object = {}) => ({
  active_manifest: 'urn:c2pa:1',
  validation_state: 'Valid',
  manifests: {
    'urn:c2pa:1': {
      claim_generator_info: [{ name: 'Painter', version: '2' }],
      assertions: [{ label: 'c2pa.actions.v2', data: { actions } }],
    },
  },
  ...more,
});

const read = (store: unknown) => readC2pa(new Uint8Array(), 'jpeg', 'a.jpg', stand(store));

describe('readC2pa', () => {
  it('takes the origin from the source types of the actions', async () => {
    expect(
      await read(storeOf([{ action: 'c2pa.created', digitalSourceType: `${IPTC}trainedAlgorithmicMedia` }])),
    ).toEqual({
      digitalSourceTypes: ['trainedAlgorithmicMedia'],
      origin: 'synthetic',
      generator: 'Painter 2',
      validation: 'Valid',
    });
  });

  it('sums the steps up: human and synthetic ones make a mixed picture', async () => {
    const origin = async (...terms: readonly string[]) =>
      (await read(storeOf(terms.map((term) => ({ digitalSourceType: IPTC + term })))))?.origin;
    expect(await origin('digitalCapture', 'trainedAlgorithmicMedia')).toBe('mixed');
    expect(await origin('digitalCapture', 'compositeWithTrainedAlgorithmicMedia')).toBe('mixed');
    expect(await origin('digitalCapture', 'screenCapture')).toBe('unknown');
    expect(await origin('trainedAlgorithmicMedia', 'composite')).toBe('mixed');
    expect(await origin('digitalCapture', 'digitalCapture')).toBe('human');
    expect(await origin()).toBeUndefined();
  });

  it('keeps a source type that it does not know, as unknown', async () => {
    expect(
      await read(storeOf([{ digitalSourceType: 'http://a.example/dream' }, { action: 'c2pa.edited' }, null])),
    ).toMatchObject({
      digitalSourceTypes: ['http://a.example/dream'],
      origin: 'unknown',
    });
  });

  it('knows nothing of a file without a manifest, or of a store that names none', async () => {
    expect(await read(null)).toBeUndefined();
    expect(await read({})).toBeUndefined();
    expect(await read(storeOf([], { active_manifest: 'constructor' }))).toBeUndefined();
  });

  it('says how to install the package where it is missing, and that a manifest is damaged', async () => {
    const none = () => Promise.reject(new Error('none'));
    await expect(readC2pa(new Uint8Array(), 'png', 'a', none)).rejects.toMatchObject({
      code: 'E_PEER',
      hint: expect.stringContaining('npm install @contentauth/c2pa-node'),
    });
    const damaged = () =>
      Promise.resolve({ Reader: { fromAsset: () => Promise.reject(new Error('bad CBOR')) } });
    await expect(readC2pa(new Uint8Array(), 'png', 'a', damaged)).rejects.toMatchObject({
      code: 'E_FORMAT',
      where: 'a',
    });
  });
});
