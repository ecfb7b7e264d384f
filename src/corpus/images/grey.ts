import type { ImagePayload } from '../example.ts';

/** The picture with one channel where all its pixels are grey: how a grey picture was stored leaves no trace. */
export function withoutNeedlessColour(image: ImagePayload): ImagePayload {
  const { width, height, channels, data } = image;
  if (channels === 1) return image;
  for (let i = 0; i < data.length; i += 3)
    if (data[i] !== data[i + 1] || data[i] !== data[i + 2]) return image;
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i++) grey[i] = data[3 * i];
  return { width, height, channels: 1, data: grey };
}
