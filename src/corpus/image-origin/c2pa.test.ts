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

  it('takes a manifest whose store cannot be written as JSON for damaged too', async () => {
    const json = () => {
      throw new Error('bad JUMBF');
    };
    const load = () => Promise.resolve({ Reader: { fromAsset: async () => ({ json }) } });
    await expect(readC2pa(new Uint8Array(), 'png', 'a.png', load)).rejects.toMatchObject({
      code: 'E_FORMAT',
      message: 'a.png: its C2PA manifest cannot be read (Error: bad JUMBF)',
    });
  });

  it('is told in its words that there is no manifest, and asks by the type of the file', async () => {
    for (const words of ['no JUMBF data found', 'JumbfNotFound', 'ManifestNotFound: x']) {
      const asked: unknown[] = [];
      const fromAsset = (asset: { buffer: Uint8Array; mimeType: string }) => {
        asked.push([...asset.buffer], asset.mimeType);
        return Promise.reject(new Error(words));
      };
      const load = () => Promise.resolve({ Reader: { fromAsset } });
      expect(await readC2pa(Uint8Array.of(1, 2), 'webp', 'a', load)).toBeUndefined();
      expect(asked).toEqual([[1, 2], 'image/webp']);
    }
  });

  it('hears only actions, of any version, and passes over what is none', async () => {
    const action = { digitalSourceType: `${IPTC}digitalCapture` };
    const labels = ['c2pa.actions', 'c2pa.actions.v2', 'c2pa.actions.v12__3', 'c2pa.actions__2'];
    const others = ['c2pa.actionsX', 'my.c2pa.actions', 'c2pa.ingredient', 'c2pa.actions.v'];
    const assertions = [...labels, ...others].map((label) => ({ label, data: { actions: [action] } }));
    const odd = [undefined, null, {}, { actions: null }, { actions: [7, null, { digitalSourceType: 7 }] }];
    const damaged = odd.map((data) => ({ label: 'c2pa.actions', data }));
    const manifests = { m: { assertions: [...assertions, ...damaged] } };
    expect(await read({ active_manifest: 'm', manifests })).toEqual({
      digitalSourceTypes: labels.map(() => 'digitalCapture'),
      origin: 'human',
      validation: 'Unknown',
    });
  });

  it('names the program by its newer field first, with its version where it has one', async () => {
    const by = async (manifest: object) =>
      (await read({ active_manifest: 'm', manifests: { m: manifest } }))?.generator;
    expect(await by({ claim_generator: 'old/1', claim_generator_info: [{ name: 'New' }] })).toBe('New');
    expect(await by({ claim_generator: 'old/1', claim_generator_info: [] })).toBe('old/1');
    expect(await by({ claim_generator: 'old/1', claim_generator_info: [{ version: '2' }] })).toBe('old/1');
    expect(await by({})).toBeUndefined();
  });
});
