import type { Example } from '../../corpus/example.ts';
import type { Near, NearIndex } from '../duplicates/near-index.ts';
import { Signer } from '../duplicates/signature.ts';

/** Keeps the frozen holdout out of whatever is built: no example of it, and nothing that is nearly one, may enter. */
export class Guard {
  readonly index: NearIndex;
  readonly #signer: Signer;

  constructor(index: NearIndex) {
    this.index = index;
    this.#signer = new Signer(index.settings);
  }

  /** The example of the holdout that a text is, or nearly is; undefined where there is none. */
  match({ text }: Pick<Example, 'text'>): Near | undefined {
    return this.index.nearest(this.#signer.sign(text));
  }

  /** Whether an example may enter. */
  admits(example: Pick<Example, 'text'>): boolean {
    return this.match(example) === undefined;
  }
}
