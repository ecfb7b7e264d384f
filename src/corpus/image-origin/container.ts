/** What of a file of pictures carries its provenance. */
export interface ImageMetadata {
  /** The XMP packet. */
  readonly xmp: string | undefined;
  /** Whether a C2PA manifest is embedded. */
  readonly c2pa: boolean;
}

/** A format of files that hold XMP. All throw nothing: bytes that are not well formed give undefined. */
export interface ImageContainer {
  readonly name: 'jpeg' | 'png' | 'webp';
  /** Whether bytes begin as this format does. */
  isOne(bytes: Uint8Array): boolean;
  read(bytes: Uint8Array): ImageMetadata | undefined;
  /** The file with this packet in the place of its own, the coded picture byte for byte as it was. */
  write(bytes: Uint8Array, xmp: string): Uint8Array | undefined;
}

/** Text in an encoding that holds a character a byte. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.max(0, end - start)).toString('latin1');
}

export function utf8(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.max(0, end - start)).toString('utf8');
}

/** `bytes` with the range replaced. */
export function spliced(bytes: Uint8Array, start: number, end: number, put: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, start), put, bytes.subarray(end)]);
}
