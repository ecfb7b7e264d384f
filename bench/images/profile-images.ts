import type { Example, ImagePayload } from '../../src/corpus/example.ts';
import { createKernel } from '../../src/engine/kernel.ts';
import { settingsFor } from '../../src/engine/settings-for.ts';
import { decodeProfile } from '../../src/profile/codec.ts';
import type { Profile } from '../../src/profile/profile.ts';

/** An example of a picture. */
export function pictureExample(id: string, image: ImagePayload, category?: string): Example {
  const example = { id, group: id, text: '', image };
  return category === undefined ? example : { ...example, category };
}

/** The profile that `outcross profile --modality image` makes of these pictures. */
export async function profileOf(examples: readonly Example[]): Promise<Profile> {
  const spec = { inputs: [], modality: 'image' } as const;
  const features = { source: 'image' } as const;
  const kernel = createKernel({ kernel: 'profile', spec, settings: settingsFor(spec, features), features });
  await kernel.add(examples);
  return decodeProfile(kernel.finish());
}
