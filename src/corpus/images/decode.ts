import { OutcrossError } from '../../base/errors.ts';
import type { ImagePayload } from '../example.ts';
import { withoutNeedlessColour } from './grey.ts';
import { type ImageKind, imageKind, whyNotImage } from './kind.ts';
import { IMAGE_LIMITS, type ImageLimits, LONGEST_SIDE } from './limits.ts';
import { fitWithin, resizeArea } from './shrink.ts';

/** A picture, or why it could not be decoded. */
export type ImageOrReason = ImagePayload | string;

/** Above this many pixels libvips reduces first, by JPEG's own scaling where it can: whole decoding would take too long. */
const WHOLE_PIXELS = 4_000_000;

/** Up to here a PNG or JPEG is decoded without asking for its size first, which would cost a third of the time. */
const SMALL_BYTES = 1 << 18;

/** Longest side to which it reduces, before `resizeArea` does the rest. */
const REDUCED_SIDE = 4 * LONGEST_SIDE;

type Sharp = typeof import('sharp')['default'];

let loaded: Promise<Sharp> | undefined;

/** One picture at a time in each thread that reads: workers share out the processors, and a cache would only hold memory. */
function sharpModule(): Promise<Sharp> {
  loaded ??= import('sharp').then(
    ({ default: sharp }) => {
      sharp.concurrency(1);
      sharp.cache(false);
      return sharp;
    },
    (cause) => {
      throw new OutcrossError('E_UNSUPPORTED', 'the decoder of pictures could not be loaded', {
        cause,
        hint: 'Install again with optional packages: npm install --include=optional sharp.',
      });
    },
  );
  return loaded;
}

/**
 * Decodes PNG, JPEG, WebP or GIF: turned upright as EXIF says, colours converted to sRGB by an embedded profile, 8 bits,
 * transparency laid on white, the first frame of an animation, the longer side at most `LONGEST_SIDE`. Never throws for what
 * the bytes hold: a reason says why there is no picture.
 */
export async function decodeImage(
  bytes: Uint8Array,
  limits: ImageLimits = IMAGE_LIMITS,
): Promise<ImageOrReason> {
  if (bytes.length > limits.bytes) return tooLong(bytes.length, limits.bytes);
  const kind = imageKind(bytes);
  if (kind === undefined) return whyNotImage(bytes);
  const sharp = await sharpModule();
  try {
    return await decode(sharp, bytes, kind, limits);
  } catch (error) {
    return reasonOf(error, limits);
  }
}

async function decode(
  sharp: Sharp,
  bytes: Uint8Array,
  kind: ImageKind,
  limits: ImageLimits,
): Promise<ImagePayload> {
  const settings = { failOn: 'error', limitInputPixels: limits.pixels, pages: 1 } as const;
  const asked = kind === 'webp' || kind === 'gif' || bytes.length > SMALL_BYTES;
  const { width = 0, height = 0, pages = 1 } = asked ? await sharp(bytes, settings).metadata() : {};
  const upright = sharp(bytes, settings).autoOrient();
  const large = width * height > WHOLE_PIXELS;
  const reduced = large
    ? upright.resize(REDUCED_SIDE, REDUCED_SIDE, { fit: 'inside', withoutEnlargement: true })
    : upright;
  const raw = reduced.flatten({ background: '#fff' }).toColourspace('srgb').raw({ depth: 'uchar' });
  const { data, info } = await raw.toBuffer({ resolveWithObject: true });
  const whole = { width: info.width, height: info.height, channels: info.channels as 1 | 3, data };
  const image = withoutNeedlessColour(resizeArea(whole, ...fitWithin(info.width, info.height, LONGEST_SIDE)));
  return pages > 1 ? { ...image, frames: pages } : image;
}

export function tooLong(bytes: number, most: number): string {
  return `the picture has ${bytes.toLocaleString('en-US')} bytes, more than ${most.toLocaleString('en-US')}`;
}

const TRUNCATED = /premature end|unexpected end|truncated|unable to parse image|libpng read error/i;

function reasonOf(error: unknown, limits: ImageLimits): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/pixel limit/i.test(message))
    return `the picture claims more than ${limits.pixels.toLocaleString('en-US')} pixels`;
  const [first] = message.replace(/^Input buffer has corrupt header:\s*/, '').split('\n');
  if (TRUNCATED.test(message)) return `the picture is cut short or damaged (${first})`;
  return `the picture cannot be decoded${first === '' ? '' : ` (${first})`}`;
}
