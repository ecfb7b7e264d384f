import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import type { ReadingOptions } from './reading-options.ts';
import { withFields, workspaceOf } from './workspace-options.ts';

const disk = scratch();

describe('workspaceOf', () => {
  it('takes the file that is named, or none', async () => {
    const path = disk.write('x/outcross.yaml', 'fields: {text: body}\n');
    expect((await workspaceOf({ config: path })).config).toEqual({ fields: { text: 'body' } });
    expect((await workspaceOf({ config: false })).config).toEqual({});
    await expect(workspaceOf({ config: join(disk.folder, 'none.yaml') })).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
    });
  });
});

describe('withFields', () => {
  it('lets options win over the workspace, and the workspace over nothing', () => {
    const fields = { text: 'body', id: 'key', format: 'jsonl', reader: 'chat' } as const;
    expect(withFields({ textField: 'text', idField: undefined }, fields)).toMatchObject({
      textField: 'text',
      idField: 'key',
      format: 'jsonl',
      reader: 'chat',
    });
    expect(withFields({ groupField: 'a' }).groupField).toBe('a');
  });

  it('lets an option that says what the content is win, in whatever words', () => {
    const fields = { modality: 'image', image: 'photo' } as const;
    expect(withFields({}, fields)).toMatchObject({ modality: 'image', imageField: 'photo' });
    expect(withFields({ modality: 'text' }, fields).modality).toBe('text');
    expect(withFields<ReadingOptions>({ columns: ['age'] }, fields).modality).toBe('table');
    expect(withFields<ReadingOptions>({ language: 'python' }, fields).modality).toBe('code');
    expect(withFields({}, {})).not.toHaveProperty('modality');
  });
});
