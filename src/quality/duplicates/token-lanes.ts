import { pieces, Tokenizer } from '../../text/tokenizer.ts';

/** Hashes of all tokens of a text, words and symbols. */
export interface TokenLanes {
  hi: Int32Array;
  lo: Int32Array;
  length: number;
}

/** Gives the hashes of a text's tokens: arrays that are used again from call to call. */
export class TokenReader {
  readonly #tokenizer = new Tokenizer();
  readonly #lanes: TokenLanes = { hi: new Int32Array(1 << 12), lo: new Int32Array(1 << 12), length: 0 };

  read(text: string): TokenLanes {
    const lanes = this.#lanes;
    lanes.length = 0;
    for (const piece of pieces(text)) {
      const { hi, lo, length } = this.#tokenizer.run(piece);
      const total = lanes.length + length;
      if (total > lanes.hi.length) {
        lanes.hi = widened(lanes.hi, total * 2);
        lanes.lo = widened(lanes.lo, total * 2);
      }
      lanes.hi.set(hi.subarray(0, length), lanes.length);
      lanes.lo.set(lo.subarray(0, length), lanes.length);
      lanes.length = total;
    }
    return lanes;
  }
}

function widened(lane: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(length);
  wider.set(lane);
  return wider;
}

/** Lanes as bytes: `hi` first. */
export function laneBytesOf({ hi, lo, length }: TokenLanes): Uint8Array {
  const out = new Int32Array(2 * length);
  out.set(hi.subarray(0, length));
  out.set(lo.subarray(0, length), length);
  return new Uint8Array(out.buffer);
}

/** The lanes that `laneBytesOf` gave. */
export function lanesOfBytes(bytes: Uint8Array): TokenLanes {
  const both = new Int32Array(bytes.slice().buffer);
  const length = both.length / 2;
  return { hi: both.subarray(0, length), lo: both.subarray(length), length };
}
