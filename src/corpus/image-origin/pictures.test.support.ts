import sharp from 'sharp';

export const FORMATS = ['jpeg', 'png', 'webp'] as const;
export type PictureFormat = (typeof FORMATS)[number];

/** Any IPTC term but the one that tests write. */
const PHOTO = 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture';

const EXTENSION = 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/';
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

/** A packet as photo programs write them, around the property in one of its forms. */
export function packetWith(description: string): string {
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n <rdf:RDF xmlns:rdf="${RDF}">\n  ${description}\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>`;
}

export const ATTRIBUTE = packetWith(
  `<rdf:Description rdf:about="uuid:1" xmlns:i="${EXTENSION}" i:DigitalSourceType="${PHOTO}"/>`,
);
export const ELEMENT = packetWith(
  `<rdf:Description rdf:about="" xmlns:i="${EXTENSION}"><i:DigitalSourceType> ${PHOTO} </i:DigitalSourceType></rdf:Description>`,
);
export const RESOURCE = packetWith(
  `<rdf:Description rdf:about="" xmlns:i="${EXTENSION}"><i:DigitalSourceType rdf:resource='${PHOTO}'/></rdf:Description>`,
);
/** Other metadata alone. */
export const OTHER = packetWith(
  '<rdf:Description rdf:about="uuid:&quot;1&quot;" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>a &amp; b</dc:title></rdf:Description>',
);

interface PictureOptions {
  readonly xmp?: string;
  readonly alpha?: boolean;
  readonly lossless?: boolean;
  readonly exif?: boolean;
}

/** A coded picture of 37 by 23 points, with a pattern that every coder must work for. */
export function picture(format: PictureFormat, options: PictureOptions = {}): Promise<Buffer> {
  const { xmp, alpha = false, lossless = false, exif = false } = options;
  const channels = alpha ? 4 : 3;
  const points = Buffer.from(
    Array.from({ length: 37 * 23 * channels }, (_, i) => (i * i * 31 + i * 7) % 256),
  );
  let image = sharp(points, { raw: { width: 37, height: 23, channels } });
  if (exif) image = image.withExif({ IFD0: { Copyright: 'Example' } });
  if (xmp !== undefined) image = image.withXmp(xmp);
  if (format === 'webp') return image.webp({ lossless }).toBuffer();
  return (format === 'jpeg' ? image.jpeg() : image.png()).toBuffer();
}

/** The points of a coded picture. */
export function pixels(bytes: Uint8Array): Promise<Buffer> {
  return sharp(bytes).raw().toBuffer();
}

/** The packet as another reader finds it. */
export async function packetOf(bytes: Uint8Array): Promise<string | undefined> {
  const { xmp } = await sharp(bytes).metadata();
  return xmp?.toString('utf8');
}
