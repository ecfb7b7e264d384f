import { describe, expect, it } from 'vitest';
import { newSigningKey } from '../../proof/keys/signing-key.ts';
import type { Loose } from '../../proof/loose.test.support.ts';
import { signBundle } from '../../proof/signature/bundle.ts';
import { INCLUSION_SCHEMA, parseProof, readProofText } from './read-proof.ts';

const { json: bundle } = signBundle(Buffer.from('{}'), newSigningKey('ed25519'));
const document = { schema: INCLUSION_SCHEMA, leaf: '{}', index: 3, path: ['a'.repeat(64)], bundle };

describe('parseProof', () => {
  it('reads the proof of a set and of an example', () => {
    expect(parseProof(JSON.stringify(bundle), 'p').inclusion).toBeUndefined();
    expect(parseProof(JSON.stringify(document), 'p').inclusion).toEqual(document);
  });

  it.each<[string, Loose]>([
    ['a place in words', { ...document, index: '3' }],
    ['a place between two', { ...document, index: 1.5 }],
    ['a path that is no list', { ...document, path: 'a' }],
    ['a step in capitals', { ...document, path: ['A'.repeat(64)] }],
    ['a leaf that is an object', { ...document, leaf: {} }],
    ['a key beside the others', { ...document, comment: '' }],
    ['no bundle', { ...document, bundle: undefined }],
    ['a list', []],
    ['nothing', null],
    ['a number', 7],
  ])('refuses %s', (_, value) => {
    const text = JSON.stringify(value);
    expect(() => parseProof(text, 'p.json')).toThrow(
      expect.objectContaining({ code: 'E_PROOF', where: 'p.json' }),
    );
  });

  it('says of a text that ends too early that it was cut short', () => {
    expect(() => parseProof(JSON.stringify(bundle).slice(0, -20), 'p')).toThrow(/cut short/);
    expect(() => parseProof('', 'p')).toThrow(/cut short/);
  });
});

describe('readProofText', () => {
  it('tells a file that is not there', async () => {
    await expect(readProofText('/nowhere/p.json')).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      hint: expect.stringContaining('looked for at /nowhere/p.json'),
    });
  });
});
