import { OutcrossError } from '../../base/errors.ts';
import type { Origin } from '../example.ts';
import type { ImageContainer } from './container.ts';
import { JPEG } from './jpeg.ts';
import { PNG } from './png.ts';
import { originOfSourceType, sourceTypeUri } from './source-type.ts';
import { WEBP } from './webp.ts';
import { digitalSourceType, withDigitalSourceType } from './xmp.ts';

const CONTAINERS: readonly ImageContainer[] = [JPEG, PNG, WEBP];

/** What a file of pictures says of how it was made. */
export interface ImageOrigin {
  readonly format: ImageContainer['name'];
  /** IPTC digital source type as the file has it; absent where it has none. */
  readonly digitalSourceType?: string;
  /** What that says; absent where the file says nothing. A term that is not of the vocabulary is `unknown`. */
  readonly origin?: Origin;
  /** Whether it holds a C2PA manifest, whose claims are not read here. */
  readonly c2pa: boolean;
}

/**
 * Reads the digital source type of a JPEG, PNG or WebP file. Throws `E_FORMAT` for another format, for a file that breaks off, and for
 * metadata that are no XML: silence would count as "says nothing". `name` is what messages call the file.
 */
export function readImageOrigin(bytes: Uint8Array, name: string): ImageOrigin {
  const container = containerOf(bytes, name);
  const metadata = container.read(bytes);
  if (metadata === undefined) throw broken(name, container.name);
  const base = { format: container.name, c2pa: metadata.c2pa };
  if (metadata.xmp === undefined) return base;
  const found = digitalSourceType(metadata.xmp);
  if (found === undefined) throw notXml(name);
  if (found.value === undefined) return base;
  return { ...base, digitalSourceType: found.value, origin: originOfSourceType(found.value) };
}

/**
 * The file with its digital source type set to a term of the vocabulary. The coded picture stays byte for byte as it was. Throws
 * `E_FORMAT` as `readImageOrigin` does, and `E_CONFLICT` where the file holds a C2PA manifest, whose signature covers all its bytes,
 * unless `breakC2pa` is given.
 */
export function writeImageOrigin(
  bytes: Uint8Array,
  name: string,
  term: string,
  { breakC2pa = false }: { readonly breakC2pa?: boolean } = {},
): Uint8Array {
  const container = containerOf(bytes, name);
  const metadata = container.read(bytes);
  if (metadata === undefined) throw broken(name, container.name);
  if (metadata.c2pa && !breakC2pa) throw signed(name);
  const packet = withDigitalSourceType(metadata.xmp, sourceTypeUri(term));
  if (packet === undefined) throw notXml(name);
  const written = container.write(bytes, packet);
  if (written === undefined) throw broken(name, container.name);
  return written;
}

function containerOf(bytes: Uint8Array, name: string): ImageContainer {
  const found = CONTAINERS.find((container) => container.isOne(bytes));
  if (found !== undefined) return found;
  throw new OutcrossError('E_FORMAT', `${name} is no JPEG, PNG or WebP file`, {
    where: name,
    hint: 'The metadata of these formats are read and written.',
  });
}

function broken(name: string, format: string): OutcrossError {
  return new OutcrossError('E_FORMAT', `${name}: its parts are not those of ${format}, or it is cut short`, {
    where: name,
    hint: 'Copy or write it again; it was left as it is.',
  });
}

function notXml(name: string): OutcrossError {
  return new OutcrossError('E_FORMAT', `${name}: its XMP is no XML that can be understood`, {
    where: name,
    hint: 'Remove or mend the XMP with the tool that wrote it; it was left as it is.',
  });
}

function signed(name: string): OutcrossError {
  return new OutcrossError(
    'E_CONFLICT',
    `${name} holds a C2PA manifest, and a change would break its signature`,
    {
      where: name,
      hint: 'State the origin in the manifest with a C2PA tool; or use --break-c2pa.',
    },
  );
}
