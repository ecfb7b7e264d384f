import { OutcrossError } from '../../base/errors.ts';

/** A message between the command line and the driver: a JSON object and bytes. `spark/outcross_spark/wire.py` has the same. */
export interface Frame {
  readonly head: { readonly kind: string } & Readonly<Record<string, unknown>>;
  readonly payload: Buffer;
}

/** The lengths of a frame's parts, which stand before them. */
const LENGTHS = 8;

export function encodeFrame(head: Frame['head'], ...payload: readonly Uint8Array[]): Buffer {
  const text = Buffer.from(JSON.stringify(head));
  const lengths = Buffer.alloc(LENGTHS);
  lengths.writeUInt32LE(text.length, 0);
  lengths.writeUInt32LE(
    payload.reduce((sum, { length }) => sum + length, 0),
    4,
  );
  return Buffer.concat([lengths, text, ...payload]);
}

/** Ends where the other side has closed the channel; throws `E_WORKER` where that was within a frame. */
export async function* decodeFrames(source: AsyncIterable<Uint8Array>): AsyncGenerator<Frame, void> {
  let held: Uint8Array[] = [];
  let length = 0;
  let wanted = LENGTHS;
  for await (const bytes of source) {
    held.push(bytes);
    length += bytes.length;
    // Joined only when it is worth it: a frame may be larger than a thousand pieces.
    if (length < wanted) continue;
    let joined = Buffer.concat(held);
    for (;;) {
      wanted = joined.length < LENGTHS ? LENGTHS : sizeOf(joined);
      if (joined.length < wanted) break;
      yield frameOf(joined);
      joined = joined.subarray(wanted);
    }
    held = [joined];
    length = joined.length;
  }
  if (length > 0) throw new OutcrossError('E_WORKER', "the driver's answer ends in the middle");
}

function sizeOf(bytes: Buffer): number {
  return LENGTHS + bytes.readUInt32LE(0) + bytes.readUInt32LE(4);
}

function frameOf(bytes: Buffer): Frame {
  const end = LENGTHS + bytes.readUInt32LE(0);
  const head = JSON.parse(bytes.toString('utf8', LENGTHS, end)) as Frame['head'];
  return { head, payload: bytes.subarray(end, sizeOf(bytes)) };
}
