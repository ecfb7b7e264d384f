import { describe, expect, it } from 'vitest';
import { withVectors } from './examples.test.support.ts';
import { givenEncoder } from './given.ts';

describe('the encoder of given vectors', () => {
  it('hands them over, row by row', () => {
    const encoder = givenEncoder();
    const rows = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    expect(encoder.encode(withVectors(rows))).toEqual({
      count: 2,
      dimension: 3,
      data: Float32Array.of(1, 2, 3, 4, 5, 6),
    });
    expect([encoder.id, encoder.dimension]).toEqual(['given', undefined]);
  });

  it('says which example has none', () => {
    const examples = [...withVectors([[1]]), { id: 'bare', group: 'bare', text: 'words' }];
    expect(() => givenEncoder().encode(examples)).toThrow(
      expect.objectContaining({ code: 'E_FIELD', message: 'the example bare has no feature vector' }),
    );
  });

  it('says which example has another length', () => {
    expect(() => givenEncoder().encode(withVectors([[1, 2], [1]]))).toThrow(
      expect.objectContaining({ code: 'E_MERGE', where: 'v#1' }),
    );
  });
});
