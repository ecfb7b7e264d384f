import { OutcrossError } from '../../base/errors.ts';
import type { ImagePayload } from '../example.ts';
import type { ImageOrReason } from './decode.ts';
import { withoutNeedlessColour } from './grey.ts';
import { IMAGE_LIMITS, LONGEST_SIDE } from './limits.ts';
import { fitWithin, resizeArea } from './shrink.ts';

/** Sizes of the pictures of a stack. */
export interface PictureShape {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** True where each channel stands whole, one after the other, as PyTorch writes them. */
  readonly planes: boolean;
}

/**
 * The shape of one picture of an array of the sizes given: count, height, width, and channels, last or (PyTorch) second. Throws
 * `E_FORMAT` for what is no stack of grey or RGB pictures, and for pictures beyond the limit of pixels.
 */
export function pictureShape(sizes: readonly number[], name: string): PictureShape {
  const [, a, b, c] = sizes;
  if (sizes.length === 3) return withinLimits({ height: a, width: b, channels: 1, planes: false }, name);
  if (sizes.length === 4 && isChannels(c))
    return withinLimits({ height: a, width: b, channels: c, planes: false }, name);
  if (sizes.length === 4 && isChannels(a))
    return withinLimits({ height: b, width: c, channels: a, planes: true }, name);
  throw new OutcrossError('E_FORMAT', `${name} holds no pictures: its sizes are ${sizes.join(' x ')}`, {
    where: name,
    hint: 'A stack has count x height x width, with 1 or 3 channels behind them or behind the count.',
  });
}

function isChannels(size: number): size is 1 | 3 {
  return size === 1 || size === 3;
}

function withinLimits(shape: PictureShape, name: string): PictureShape {
  const pixels = shape.width * shape.height;
  if (pixels > 0 && pixels <= IMAGE_LIMITS.pixels) return shape;
  throw new OutcrossError('E_FORMAT', `${name}: a picture has ${shape.width} x ${shape.height} pixels`, {
    where: name,
  });
}

/** Numbers in a picture. */
export function valuesIn({ width, height, channels }: PictureShape): number {
  return width * height * channels;
}

/** The picture of bytes of brightness, no longer than `LONGEST_SIDE`. */
export function bytePicture(bytes: Uint8Array, shape: PictureShape): ImagePayload {
  const { width, height, channels, planes } = shape;
  const data = planes && channels === 3 ? interleaved(bytes) : bytes;
  const whole = { width, height, channels, data };
  return withoutNeedlessColour(resizeArea(whole, ...fitWithin(width, height, LONGEST_SIDE)));
}

function interleaved(planes: Uint8Array): Uint8Array {
  const pixels = planes.length / 3;
  const data = new Uint8Array(planes.length);
  for (let c = 0; c < 3; c++) for (let i = 0; i < pixels; i++) data[3 * i + c] = planes[c * pixels + i];
  return data;
}

/** How far a model may overshoot black and white. */
const OVERSHOOT = 0.5;

/** The picture of numbers from 0 (black) to 1 (white); what overshoots a little is cut, what is of another scale has a reason. */
export function floatPicture(values: ArrayLike<number>, shape: PictureShape): ImageOrReason {
  const bytes = new Uint8Array(values.length);
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Number.isFinite(value)) return 'a pixel is no finite number';
    if (value < least) least = value;
    if (value > most) most = value;
    bytes[i] = Math.max(0, Math.min(255, Math.floor(value * 255 + 0.5)));
  }
  if (least >= -OVERSHOOT && most <= 1 + OVERSHOOT) return bytePicture(bytes, shape);
  const shown = (value: number) => Number(value.toPrecision(3));
  return `pixels run from ${shown(least)} to ${shown(most)}: numbers with a fraction are read as 0 (black) to 1 (white)`;
}
