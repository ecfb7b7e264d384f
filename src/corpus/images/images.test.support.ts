import sharp, { type Sharp } from 'sharp';

/** A picture of noise that no two seeds share, `channels` side by side. */
export function noise(width: number, height: number, seed = 1, channels: 1 | 3 = 3): Uint8Array {
  let state = seed * 2654435761;
  return Uint8Array.from({ length: width * height * channels }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

/** Pixels as sharp takes them. */
export function picture(data: Uint8Array, width: number, height: number): Sharp {
  const channels = (data.length / (width * height)) as 1 | 3;
  return sharp(data, { raw: { width, height, channels } });
}

/** A picture of one colour. */
export function flat(width: number, height: number, colour: readonly number[]): Sharp {
  const data = Uint8Array.from(
    { length: width * height * colour.length },
    (_, i) => colour[i % colour.length],
  );
  return picture(data, width, height);
}

/** An IDX file of unsigned bytes. */
export function idx(sizes: readonly number[], bytes: Uint8Array): Uint8Array {
  const file = Buffer.alloc(4 + 4 * sizes.length + bytes.length);
  file[2] = 8;
  file[3] = sizes.length;
  for (const [i, size] of sizes.entries()) file.writeUInt32BE(size, 4 + 4 * i);
  file.set(bytes, 4 + 4 * sizes.length);
  return file;
}

/** A `.npy` file, version 1. */
export function npy(descr: string, shape: readonly number[], body: Uint8Array, fortran = false): Uint8Array {
  const order = fortran ? 'True' : 'False';
  const text = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape.join(', ')},), }\n`;
  const head = Buffer.alloc(10);
  head.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  head.writeUInt16LE(text.length, 8);
  return Buffer.concat([head, Buffer.from(text), body]);
}

/** Numbers of 32 bits as bytes. */
export function floats(values: readonly number[]): Uint8Array {
  return new Uint8Array(Float32Array.from(values).buffer);
}
