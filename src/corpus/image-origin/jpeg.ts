import { type ImageContainer, latin1, spliced, utf8 } from './container.ts';

/** A segment of the header: marker, and its content behind the two bytes of length. */
interface Segment {
  readonly marker: number;
  /** Of its 0xFF. */
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

const APP0 = 0xe0;
const APP1 = 0xe1;
const APP11 = 0xeb;
const SOS = 0xda;

const XMP = 'http://ns.adobe.com/xap/1.0/\0';
const EXIF = 'Exif\0';

/** A segment's length is of two bytes, which count. */
const MOST = 0xffff - 2 - XMP.length;

/** The segments before the coded picture, or undefined where they break off. */
function segmentsOf(bytes: Uint8Array): readonly Segment[] | undefined {
  const segments: Segment[] = [];
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined;
    // A marker may be preceded by any number of fill bytes.
    let code = at + 1;
    while (code < bytes.length && bytes[code] === 0xff) code++;
    const marker = bytes[code];
    if (marker === SOS) return segments;
    const content = code + 3;
    const end = code + 1 + ((bytes[code + 1] << 8) | bytes[code + 2]);
    if (end < content || end > bytes.length) return undefined;
    segments.push({ marker, start: at, content, end });
    at = end;
  }
  return undefined;
}

function isXmp(bytes: Uint8Array, { marker, content, end }: Segment): boolean {
  return marker === APP1 && latin1(bytes, content, Math.min(end, content + XMP.length)) === XMP;
}

/** A C2PA manifest is JUMBF in APP11: `JP`, and the label of its outermost box. */
function isC2pa(bytes: Uint8Array, { marker, content, end }: Segment): boolean {
  if (marker !== APP11 || latin1(bytes, content, content + 2) !== 'JP') return false;
  return latin1(bytes, content, Math.min(end, content + 128)).includes('c2pa');
}

/** JPEG (ITU T.81); XMP in APP1 (XMP part 3, 1.1.3). A packet's extension in further segments is left as it is. */
export const JPEG: ImageContainer = {
  name: 'jpeg',
  isOne: (bytes) => bytes.length > 3 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff,
  read(bytes) {
    const segments = segmentsOf(bytes);
    if (segments === undefined) return undefined;
    const own = segments.find((segment) => isXmp(bytes, segment));
    return {
      xmp: own === undefined ? undefined : utf8(bytes, own.content + XMP.length, own.end),
      c2pa: segments.some((segment) => isC2pa(bytes, segment)),
    };
  },
  write(bytes, xmp) {
    const segments = segmentsOf(bytes);
    const packet = Buffer.from(xmp, 'utf8');
    if (segments === undefined || packet.length > MOST) return undefined;
    const length = packet.length + XMP.length + 2;
    const head = Buffer.from([0xff, APP1, length >> 8, length & 0xff]);
    const put = Buffer.concat([head, Buffer.from(XMP, 'latin1'), packet]);
    const own = segments.find((segment) => isXmp(bytes, segment));
    if (own !== undefined) return spliced(bytes, own.start, own.end, put);
    // JFIF must come first and Exif next; XMP follows them.
    const last = segments.findLast(
      ({ marker, content }) =>
        marker === APP0 || (marker === APP1 && latin1(bytes, content, content + EXIF.length) === EXIF),
    );
    const at = last?.end ?? 2;
    return spliced(bytes, at, at, put);
  },
};
