import { describe, expect, it } from 'vitest';
import type { WorkspaceConfig } from '../workspace.ts';
import { workspaceSpec } from './fields.ts';

const spec = (fields?: WorkspaceConfig['fields']) =>
  workspaceSpec({ config: fields === undefined ? {} : { fields } }, ['a.jsonl', 'b/']);

describe('workspaceSpec', () => {
  it('says nothing of fields that nobody named: they are found', () => {
    expect(spec()).toEqual({ inputs: ['a.jsonl', 'b/'], missingLabels: 'absent' });
    expect(spec({})).toEqual(spec());
  });

  it('reads as the workspace says, and lets what models wrote lack labels', () => {
    expect(
      spec({ format: 'csv', reader: 'fields', text: 'body', id: 'key', group: 'author', category: 'genre' }),
    ).toEqual({
      inputs: ['a.jsonl', 'b/'],
      missingLabels: 'absent',
      format: 'csv',
      reader: 'fields',
      textField: 'body',
      idField: 'key',
      groupField: 'author',
      categoryField: 'genre',
    });
  });

  it('reads pictures, vectors and source code where the workspace says so', () => {
    expect(spec({ modality: 'image', image: 'file_name' })).toMatchObject({
      modality: 'image',
      imageField: 'file_name',
    });
    expect(spec({ modality: 'vectors', vector: 'embedding' })).toMatchObject({
      modality: 'vectors',
      vectorField: 'embedding',
    });
    expect(spec({ modality: 'code' })).toMatchObject({ modality: 'code' });
  });

  it('holds no key without a value: a worker would be sent it', () => {
    expect(Object.keys(spec({ text: 'body' })).sort()).toEqual(['inputs', 'missingLabels', 'textField']);
  });
});
