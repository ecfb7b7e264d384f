import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../fixtures.test.support.ts';
import { requireReach } from './reach.ts';

const disk = scratch();
const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#808080' } })
  .png()
  .toBuffer();
const picture = disk.write('a/p.png', png);
const folder = join(picture, '..');
const table = disk.write('a/rows.jsonl', jsonl([{ photo: 'p.png' }]));
const held = disk.write(
  'a/held.jsonl',
  jsonl([{ photo: `data:image/png;base64,${png.toString('base64')}` }]),
);
const spec = (...inputs: string[]) => ({ inputs, modality: 'image', imageField: 'photo' }) as const;

describe('requireReach', () => {
  it('lets rows that name pictures be written beside their table, and nowhere else', async () => {
    await expect(requireReach(spec(table), folder)).resolves.toBeUndefined();
    await expect(requireReach(spec(table), join(folder, 'mixes'))).rejects.toMatchObject({
      code: 'E_UNSUPPORTED',
      where: table,
      hint: expect.stringContaining(`Write into ${folder}`),
    });
  });

  it('lets rows that hold their pictures, and pictures that are files, go anywhere', async () => {
    await expect(requireReach(spec(held, picture), disk.folder)).resolves.toBeUndefined();
  });

  it('refuses stacks, which have no rows', async () => {
    const header = Buffer.from([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 7]);
    const stack = disk.write('b/x-images-idx3-ubyte', header);
    await expect(requireReach({ inputs: [stack], modality: 'image' }, disk.folder)).rejects.toMatchObject({
      code: 'E_UNSUPPORTED',
      message: expect.stringContaining('is a stack of pictures'),
    });
  });

  it('asks nothing of other content', async () => {
    await expect(requireReach({ inputs: ['/nowhere'] }, '/')).resolves.toBeUndefined();
  });
});
