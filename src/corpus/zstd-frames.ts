/** A piece of one zstd frame, in order; `last` ends the frame. */
export interface FramePiece {
  readonly bytes: Buffer;
  readonly last: boolean;
}

/** What the next bytes of the stream are. */
type Stage = 'magic' | 'descriptor' | 'header' | 'block' | 'body' | 'skip-size' | 'skip';

const FRAME = 0xfd2fb528;
const MAGIC = Buffer.of(0x28, 0xb5, 0x2f, 0xfd);

/**
 * Cuts a zstd stream (RFC 8878, section 3.1) into frames without decoding it. The decoder of node:zlib takes the end of
 * a cut stream for its end and drops all frames but the first of one write, so both are watched here.
 */
export class ZstdFrames {
  #stage: Stage = 'magic';
  /** Bytes still wanted before the stage is decided, or to be passed. */
  #want = 4;
  #head: number[] = [];
  #checksum = 0;
  #lastBlock = false;

  /** True between frames: where a whole stream may end. */
  get atBoundary(): boolean {
    return this.#stage === 'magic' && this.#head.length === 0;
  }

  /** The pieces of frames in `bytes`; skippable frames are left out. Throws RangeError where it is no zstd. */
  *push(bytes: Buffer): Generator<FramePiece, void> {
    let from = 0;
    let at = 0;
    while (at < bytes.length) {
      at = this.#take(bytes, at);
      if (this.#want > 0) continue;
      const stage = this.#stage;
      const ended = this.#advance();
      if (stage === 'magic') {
        // The magic number may have begun in the chunk before: it is handed over whole, by itself.
        if (this.#stage === 'descriptor') yield { bytes: MAGIC, last: false };
        from = at;
      } else if (ended) {
        if (stage === 'body' || stage === 'block') yield { bytes: bytes.subarray(from, at), last: true };
        from = at;
      }
    }
    if (this.#inFrame && from < at) yield { bytes: bytes.subarray(from, at), last: false };
  }

  get #inFrame(): boolean {
    return this.#stage !== 'magic' && this.#stage !== 'skip-size' && this.#stage !== 'skip';
  }

  /** Keeps the bytes that decide, passes the others; gives the place after them. */
  #take(bytes: Buffer, at: number): number {
    if (this.#stage !== 'body' && this.#stage !== 'skip') {
      this.#head.push(bytes[at]);
      this.#want--;
      return at + 1;
    }
    const passed = Math.min(this.#want, bytes.length - at);
    this.#want -= passed;
    return at + passed;
  }

  /** Goes to the next stage; true at the end of a frame. */
  #advance(): boolean {
    const head = this.#head;
    this.#head = [];
    switch (this.#stage) {
      case 'magic':
        return this.#afterMagic(littleEndian(head));
      case 'descriptor':
        this.#checksum = (head[0] >> 2) & 1 ? 4 : 0;
        return this.#go('header', headerRest(head[0]));
      case 'header':
        return this.#go('block', 3);
      case 'block':
        return this.#afterBlockHeader(littleEndian(head));
      case 'body':
        return this.#lastBlock ? this.#go('magic', 4, true) : this.#go('block', 3);
      case 'skip-size': {
        const size = littleEndian(head);
        return size === 0 ? this.#go('magic', 4, true) : this.#go('skip', size);
      }
      case 'skip':
        return this.#go('magic', 4, true);
    }
  }

  #afterMagic(magic: number): boolean {
    if ((magic & 0xfffffff0) >>> 0 === 0x184d2a50) return this.#go('skip-size', 4);
    if (magic !== FRAME) throw new RangeError('a frame does not begin with the magic number');
    return this.#go('descriptor', 1);
  }

  #afterBlockHeader(header: number): boolean {
    const type = (header >> 1) & 3;
    if (type === 3) throw new RangeError('a block is of the reserved type');
    this.#lastBlock = (header & 1) === 1;
    const size = (type === 1 ? 1 : header >> 3) + (this.#lastBlock ? this.#checksum : 0);
    if (size > 0) return this.#go('body', size);
    return this.#lastBlock ? this.#go('magic', 4, true) : this.#go('block', 3);
  }

  #go(stage: Stage, want: number, ended = false): boolean {
    this.#stage = stage;
    this.#want = want;
    return ended;
  }
}

function littleEndian(bytes: readonly number[]): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
}

/** Bytes of the frame header after its descriptor: window, dictionary id, content size. */
function headerRest(descriptor: number): number {
  const single = (descriptor >> 5) & 1;
  const dictionary = [0, 1, 2, 4][descriptor & 3];
  const size = [single, 2, 4, 8][descriptor >> 6];
  return (single === 1 ? 0 : 1) + dictionary + size;
}
