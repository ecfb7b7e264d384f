import { crc32, inflateSync } from 'node:zlib';
import { type ImageContainer, latin1, spliced, utf8 } from './container.ts';

interface Chunk {
  readonly type: string;
  /** Of its length. */
  readonly start: number;
  readonly content: number;
  /** Behind its content, where the checksum begins. */
  readonly contentEnd: number;
  readonly end: number;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const KEYWORD = 'XML:com.adobe.xmp\0';

/** Chunks of text. The specification of XMP names `iTXt`; libvips writes `zTXt` with the same keyword. */
const TEXTS = ['iTXt', 'zTXt', 'tEXt'];

/** A packet that unpacks to more is none. */
const MOST_UNPACKED = 1 << 24;

/** The chunks, or undefined where they break off or one that is read has a wrong checksum. */
function chunksOf(bytes: Uint8Array): readonly Chunk[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at + 12 <= bytes.length; ) {
    const contentEnd = at + 8 + view.getUint32(at);
    if (contentEnd + 4 > bytes.length) return undefined;
    const type = latin1(bytes, at + 4, at + 8);
    if (TEXTS.includes(type) && crc32(bytes.subarray(at + 4, contentEnd)) !== view.getUint32(contentEnd))
      return undefined;
    chunks.push({ type, start: at, content: at + 8, contentEnd, end: contentEnd + 4 });
    if (type === 'IEND') return chunks[0].type === 'IHDR' ? chunks : undefined;
    at = contentEnd + 4;
  }
  return undefined;
}

function isXmp(bytes: Uint8Array, { type, content }: Chunk): boolean {
  return TEXTS.includes(type) && latin1(bytes, content, content + KEYWORD.length) === KEYWORD;
}

/** Text of the chunk, by its kind; what cannot be unpacked, and what unpacks to more than a packet may be, gives undefined. */
function textOf(bytes: Uint8Array, one: Chunk): string | undefined {
  const { type, content, contentEnd } = one;
  const after = content + KEYWORD.length;
  if (type === 'tEXt') return utf8(bytes, after, contentEnd);
  if (type === 'zTXt') return unpacked(bytes.subarray(after + 1, contentEnd));
  // iTXt: flag and method of compression, language and translated keyword, then the text.
  const language = bytes.indexOf(0, after + 2);
  const keyword = language < 0 ? -1 : bytes.indexOf(0, language + 1);
  if (keyword < 0 || keyword >= contentEnd) return undefined;
  if (bytes[after] === 0) return utf8(bytes, keyword + 1, contentEnd);
  return unpacked(bytes.subarray(keyword + 1, contentEnd));
}

function unpacked(packed: Uint8Array): string | undefined {
  try {
    return inflateSync(packed, { maxOutputLength: MOST_UNPACKED }).toString('utf8');
  } catch {
    return undefined;
  }
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** PNG (W3C, third edition); XMP in an `iTXt` chunk (XMP part 3, 1.1.5), a C2PA manifest in `caBX`. */
export const PNG: ImageContainer = {
  name: 'png',
  isOne: (bytes) => SIGNATURE.every((byte, i) => bytes[i] === byte),
  read(bytes) {
    const chunks = chunksOf(bytes);
    if (chunks === undefined) return undefined;
    const own = chunks.find((one) => isXmp(bytes, one));
    const xmp = own === undefined ? undefined : textOf(bytes, own);
    // A packet that is there and cannot be read is not the same as none.
    if (own !== undefined && xmp === undefined) return undefined;
    return {
      xmp,
      c2pa: chunks.some(({ type }) => type === 'caBX'),
    };
  },
  write(bytes, xmp) {
    const chunks = chunksOf(bytes);
    if (chunks === undefined) return undefined;
    const put = chunk('iTXt', Buffer.concat([Buffer.from(`${KEYWORD}\0\0\0\0`, 'latin1'), Buffer.from(xmp)]));
    const own = chunks.find((one) => isXmp(bytes, one));
    if (own !== undefined) return spliced(bytes, own.start, own.end, put);
    const [{ end }] = chunks;
    return spliced(bytes, end, end, put);
  },
};
