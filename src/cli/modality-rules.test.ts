import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import { requirePicturesReach, requireText } from './modality-rules.ts';

const disk = scratch();

describe('requireText', () => {
  it('refuses what holds no words, and says how they are read where they stand beside', () => {
    for (const modality of ['image', 'vectors'] as const) {
      expect(() => requireText({ inputs: [], modality }, 'outcross filter')).toThrow(
        expect.objectContaining({
          code: 'E_UNSUPPORTED',
          hint: expect.stringContaining('outcross filter --modality text'),
        }),
      );
    }
    expect(() => requireText({ inputs: [] }, 'outcross filter')).not.toThrow();
    expect(() => requireText({ inputs: [], modality: 'code' }, 'outcross filter')).not.toThrow();
  });
});

describe('requirePicturesReach', () => {
  it('takes the folder of a file, and a folder of parts as itself', async () => {
    const table = disk.write('rows.jsonl', jsonl([{ image: 'p.png' }]));
    disk.write(
      'p.png',
      Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    );
    const spec = { inputs: [table], modality: 'image' } as const;
    await expect(requirePicturesReach(spec, join(disk.folder, 'out.jsonl'))).resolves.toBeUndefined();
    await expect(requirePicturesReach(spec, join(disk.folder, 'parts'))).rejects.toMatchObject({
      code: 'E_UNSUPPORTED',
    });
  });
});
