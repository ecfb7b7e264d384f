import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { Rng } from '../../src/base/rng.ts';
import { profileCorpus } from '../../src/engine/profile-corpus.ts';
import { settingsFor } from '../../src/engine/settings-for.ts';
import { head, row } from './signals.ts';

const FOLDER = '.bench/out/pictures';
const SIDE = 224;
const ENDINGS = ['jpg', 'png', 'webp'] as const;

/** Pictures of 224 x 224 pixels, profiled from their files on one core: CPU time, decoding, start and encoding of the profile included. */
export async function speed(count: number): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const rng = new Rng('pictures');
  for (let i = 0; i < count; i++) await writePicture(i, rng);
  console.log(head('files of 224 x 224 pixels', 'pictures', 'pictures a second of one core'));
  for (const ending of ENDINGS) {
    const spec = { inputs: [`${FOLDER}/*.${ending}`], modality: 'image' } as const;
    const features = { source: 'image' } as const;
    const before = process.cpuUsage();
    await profileCorpus(spec, { settings: settingsFor(spec, features), features, workers: 0 });
    const { user, system } = process.cpuUsage(before);
    console.log(row(ending, count, Math.round(count / ((user + system) / 1e6))));
  }
}

/** Smooth patches of colour: as hard to decode as a soft photograph. */
async function writePicture(i: number, rng: Rng): Promise<void> {
  const side = 28;
  const data = Uint8Array.from({ length: 3 * side * side }, () => rng.int(256));
  const picture = sharp(data, { raw: { width: side, height: side, channels: 3 } }).resize(SIDE, SIDE, {
    kernel: 'cubic',
  });
  await picture
    .clone()
    .jpeg({ quality: 88 })
    .toFile(join(FOLDER, `${i}.jpg`));
  await picture
    .clone()
    .png()
    .toFile(join(FOLDER, `${i}.png`));
  await picture
    .clone()
    .webp({ quality: 85 })
    .toFile(join(FOLDER, `${i}.webp`));
}
