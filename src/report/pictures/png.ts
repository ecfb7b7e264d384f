import { crc32, deflateSync } from 'node:zlib';
import type { ImagePayload } from '../../corpus/example.ts';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Colour types of PNG by channels. */
const COLOUR_TYPE = { 1: 0, 3: 2 } as const;

/** Filter type of PNG that takes off the pixel before: small pictures have few rows to learn from. */
const SUB = 1;

/** The picture as a PNG of 8 bits (ISO/IEC 15948). */
export function pngOf({ width, height, channels, data }: ImagePayload): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, COLOUR_TYPE[channels], 0, 0, 0], 8);
  const stride = width * channels;
  const rows = Buffer.alloc(height * (stride + 1));
  for (let y = 0; y < height; y++) {
    const to = y * (stride + 1);
    rows[to] = SUB;
    for (let i = 0; i < stride; i++) {
      const before = i < channels ? 0 : data[y * stride + i - channels];
      rows[to + 1 + i] = data[y * stride + i] - before;
    }
  }
  const body = deflateSync(rows, { level: 9 });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', body),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length, 0);
  out.write(type, 4, 'latin1');
  data.copy(out, 8);
  out.writeUInt32BE(crc32(out.subarray(4, data.length + 8)), data.length + 8);
  return out;
}
