import type { EncodedBlock } from '../../corpus/block-buffer.ts';
import type { BlockSink, SinkResult } from '../../corpus/block-sink.ts';
import type { Encoding } from '../../corpus/encoding.ts';
import { FingerprintCodec } from '../../quality/duplicates/fingerprint.ts';
import { NearIndex } from '../../quality/duplicates/near-index.ts';
import { DEFAULT_NEAR, type NearSettings } from '../../quality/duplicates/settings.ts';

/** Makes an index of the fingerprints that a kernel sends, each with its length in four bytes before it. */
export class FingerprintSink implements BlockSink {
  readonly encoding: Encoding = { kind: 'bytes' };
  readonly index: NearIndex;
  readonly #codec: FingerprintCodec;

  constructor(settings: NearSettings = DEFAULT_NEAR) {
    this.index = new NearIndex(settings);
    this.#codec = new FingerprintCodec(settings);
  }

  async write({ bytes }: EncodedBlock): Promise<void> {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < bytes.length; ) {
      const length = view.getUint32(at, true);
      this.index.addAtRest(this.#codec.decode(bytes.subarray(at + 4, at + 4 + length)));
      at += 4 + length;
    }
  }

  async stage(): Promise<void> {}

  async commit(): Promise<SinkResult> {
    return { files: [], records: this.index.length };
  }

  async abort(): Promise<void> {}
}
