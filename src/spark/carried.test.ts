import { describe, expect, it } from 'vitest';
import { requireCarried } from './carried.ts';

const onnx = { source: 'onnx', folder: '/models/small', id: '0123' } as const;

describe('requireCarried', () => {
  it('refuses an ONNX model where executors have the archive alone, and says what to do', () => {
    expect(() => requireCarried({ features: onnx }, true)).toThrow(
      expect.objectContaining({
        code: 'E_UNSUPPORTED',
        where: '/models/small',
        hint: expect.stringContaining('--vector-field'),
      }),
    );
  });

  it('lets it pass where executors see the files of this machine', () => {
    expect(() => requireCarried({ features: onnx }, false)).not.toThrow();
  });

  it.each([undefined, { source: 'lexical', dimension: 256 }, { source: 'given' }] as const)(
    'lets pass what is built in: %o',
    (features) => {
      expect(() => requireCarried(features === undefined ? {} : { features }, true)).not.toThrow();
    },
  );
});
