import { type ImageContainer, latin1, spliced, utf8 } from './container.ts';

interface Chunk {
  readonly type: string;
  readonly start: number;
  readonly content: number;
  readonly contentEnd: number;
  /** Behind its padding to an even length. */
  readonly end: number;
}

const XMP_FLAG = 0x04;
const ALPHA_FLAG = 0x10;

/** Bytes of the file, as its header says. */
function sizeOf(bytes: Uint8Array): number {
  return 8 + new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(4, true);
}

/** The chunks, or undefined where they break off. */
function chunksOf(bytes: Uint8Array): readonly Chunk[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const size = sizeOf(bytes);
  if (size > bytes.length || size < 20) return undefined;
  const chunks: Chunk[] = [];
  let at = 12;
  while (at + 8 <= size) {
    const length = view.getUint32(at + 4, true);
    const contentEnd = at + 8 + length;
    if (contentEnd > size) return undefined;
    const end = Math.min(size, contentEnd + (length & 1));
    chunks.push({ type: latin1(bytes, at, at + 4), start: at, content: at + 8, contentEnd, end });
    at = end;
  }
  return chunks.length > 0 ? chunks : undefined;
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length & 1)]);
}

/** Width, height and whether there is alpha, of a file of one coded picture. */
function canvasOf(bytes: Uint8Array, { type, content, contentEnd }: Chunk) {
  if (contentEnd - content < 10) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (type === 'VP8L' && bytes[content] === 0x2f) {
    const bits = view.getUint32(content + 1, true);
    return {
      width: (bits & 0x3fff) + 1,
      height: ((bits >>> 14) & 0x3fff) + 1,
      alpha: (bits & (1 << 28)) !== 0,
    };
  }
  // A key frame: three bytes of header, then its start code.
  if (
    type !== 'VP8 ' ||
    (bytes[content] & 1) !== 0 ||
    latin1(bytes, content + 3, content + 6) !== '\x9d\x01\x2a'
  )
    return undefined;
  const [width, height] = [view.getUint16(content + 6, true), view.getUint16(content + 8, true)];
  const canvas = { width: width & 0x3fff, height: height & 0x3fff, alpha: false };
  return canvas.width > 0 && canvas.height > 0 ? canvas : undefined;
}

/** The header of the extended format, with which alone metadata may stand. */
function extendedHeader(bytes: Uint8Array, first: Chunk): Uint8Array | undefined {
  if (first.type === 'VP8X') {
    if (first.contentEnd - first.content !== 10) return undefined;
    const header = Buffer.from(bytes.subarray(first.start, first.end));
    header[8] |= XMP_FLAG;
    return header;
  }
  const canvas = canvasOf(bytes, first);
  if (canvas === undefined) return undefined;
  const content = Buffer.alloc(10);
  content[0] = XMP_FLAG | (canvas.alpha ? ALPHA_FLAG : 0);
  content.writeUIntLE(canvas.width - 1, 4, 3);
  content.writeUIntLE(canvas.height - 1, 7, 3);
  return chunk('VP8X', content);
}

/** WebP (RFC 9649); XMP in a chunk `XMP `, a C2PA manifest in `C2PA`. */
export const WEBP: ImageContainer = {
  name: 'webp',
  isOne: (bytes) => bytes.length >= 20 && latin1(bytes, 0, 4) === 'RIFF' && latin1(bytes, 8, 12) === 'WEBP',
  read(bytes) {
    const chunks = chunksOf(bytes);
    if (chunks === undefined) return undefined;
    const own = chunks.find(({ type }) => type === 'XMP ');
    return {
      xmp: own === undefined ? undefined : utf8(bytes, own.content, own.contentEnd),
      c2pa: chunks.some(({ type }) => type === 'C2PA'),
    };
  },
  write(bytes, xmp) {
    const chunks = chunksOf(bytes);
    const header = chunks === undefined ? undefined : extendedHeader(bytes, chunks[0]);
    if (chunks === undefined || header === undefined) return undefined;
    const rest = chunks.filter(({ type }) => type !== 'XMP ' && type !== 'VP8X');
    const pieces = rest.map(({ start, end }) => padded(bytes.subarray(start, end)));
    const body = Buffer.concat([header, ...pieces, chunk('XMP ', Buffer.from(xmp))]);
    const end = sizeOf(bytes);
    // What follows the picture is left as it is, but for the byte that pads it.
    const whole = spliced(bytes, 12, Math.min(bytes.length, end + (end & 1)), body);
    new DataView(whole.buffer, whole.byteOffset).setUint32(4, 12 + body.length - 8, true);
    return whole;
  },
};

/** A last chunk may lack the byte that pads it. */
function padded(piece: Uint8Array): Uint8Array {
  return (piece.length & 1) === 0 ? piece : Buffer.concat([piece, Buffer.alloc(1)]);
}
