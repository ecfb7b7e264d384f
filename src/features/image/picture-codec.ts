import { ByteReader, ByteWriter } from '../../base/bytes.ts';
import { OutcrossError } from '../../base/errors.ts';
import { BLOCKS } from '../../sketch/type-table.ts';
import { LONGEST_NAME, type PicturesFacet, type StoredPicture } from './picture-sample.ts';
import { THUMBNAIL_SIDE, thumbnailBytes } from './thumbnail.ts';

/** The facet as bytes, the same on every platform. */
export function encodePictures({ kept, animated, pictures }: PicturesFacet): Uint8Array {
  const out = new ByteWriter();
  out.varint(kept ? 1 : 0);
  out.varint(animated);
  out.varint(pictures.length);
  for (const picture of pictures) encodePicture(out, picture);
  return out.done().slice();
}

function encodePicture(out: ByteWriter, picture: StoredPicture): void {
  out.uint32(picture.hi);
  out.uint32(picture.lo);
  out.varint(picture.block);
  putText(out, picture.name);
  out.varint(picture.category === undefined ? 0 : 1);
  if (picture.category !== undefined) putText(out, picture.category);
  out.varint(picture.width);
  out.varint(picture.height);
  out.varint(picture.channels);
  out.raw(picture.data);
}

function putText(out: ByteWriter, text: string): void {
  const bytes = new TextEncoder().encode(text);
  out.varint(bytes.length);
  out.raw(bytes);
}

/** Fewest bytes of a picture: hash, block, four lengths, a pixel. */
const LEAST_BYTES = 15;

/** Reads `encodePictures`'s bytes. Throws `E_PROFILE` where they are damaged. */
export function decodePictures(bytes: Uint8Array): PicturesFacet {
  const input = new ByteReader(bytes);
  const kept = input.atMost(1) === 1;
  const animated = input.varint();
  const pictures = Array.from({ length: input.countOf(LEAST_BYTES) }, () => decodePicture(input));
  if (input.left !== 0 || (!kept && pictures.length > 0)) throw damaged();
  return { kept, animated, pictures };
}

function decodePicture(input: ByteReader): StoredPicture {
  const head = { hi: input.uint32(), lo: input.uint32(), block: input.atMost(BLOCKS - 1) };
  const name = takeText(input);
  const category = input.atMost(1) === 1 ? { category: takeText(input) } : {};
  const width = input.atMost(THUMBNAIL_SIDE);
  const height = input.atMost(THUMBNAIL_SIDE);
  const channels = input.atMost(3);
  if (width === 0 || height === 0 || (channels !== 1 && channels !== 3)) throw damaged();
  const data = new Uint8Array(input.raw(thumbnailBytes({ width, height, channels })));
  return { ...head, name, ...category, width, height, channels, data };
}

/** Bytes of a UTF-16 unit in UTF-8, at most. */
const UNIT_BYTES = 3;

function takeText(input: ByteReader): string {
  const bytes = input.raw(input.atMost(LONGEST_NAME * UNIT_BYTES));
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function damaged(): OutcrossError {
  return new OutcrossError('E_PROFILE', 'the pictures of the profile are damaged', {
    hint: 'Make the profile anew.',
  });
}
