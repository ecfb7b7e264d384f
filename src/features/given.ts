import { OutcrossError } from '../base/errors.ts';
import type { Example } from '../corpus/example.ts';
import { type Encoder, encoderId } from './encoder.ts';
import type { Vectors } from './vectors.ts';

/** The vectors that came with the examples. Throws `E_FIELD` where there is none, `E_MERGE` where they differ in length. */
export function givenEncoder(): Encoder {
  return { id: encoderId({ source: 'given' }), dimension: undefined, encode: gather };
}

function gather(examples: readonly Example[]): Vectors {
  const dimension = examples[0]?.vector?.length ?? 0;
  const data = new Float32Array(examples.length * dimension);
  examples.forEach(({ id, vector }, i) => {
    if (vector === undefined) throw noVector(id);
    if (vector.length !== dimension) throw anotherLength(id, vector.length, dimension);
    data.set(vector, i * dimension);
  });
  return { count: examples.length, dimension, data };
}

function noVector(id: string): OutcrossError {
  return new OutcrossError('E_FIELD', `the example ${id} has no feature vector`, {
    where: id,
    hint: 'Name the field that holds it with --vector-field, or give a .npy file.',
  });
}

function anotherLength(id: string, length: number, first: number): OutcrossError {
  return new OutcrossError(
    'E_MERGE',
    `feature vectors of ${first} and of ${length} numbers are not comparable`,
    {
      where: id,
      hint: 'All files of a corpus must hold vectors of one encoder.',
    },
  );
}
