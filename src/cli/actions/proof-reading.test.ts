import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../workspace.ts';
import { proofReading } from './proof-reading.ts';

const workspace = (fields?: object) =>
  ({
    config: fields === undefined ? {} : { fields },
    folder: '.',
    file: undefined,
    placeOf: () => '',
  }) as unknown as Workspace;

describe('proofReading', () => {
  it('says nothing where nothing is said', () => {
    expect(proofReading({}, workspace())).toEqual({});
  });

  it('takes fields from the workspace, and from the options before it', () => {
    expect(proofReading({}, workspace({ text: 'body', reader: 'fields' }))).toEqual({
      textField: 'body',
      reader: 'fields',
    });
    expect(proofReading({ textField: 'words' }, workspace({ text: 'body' }))).toEqual({ textField: 'words' });
  });

  it('does not ask every row for an id that only some have', () => {
    expect(proofReading({ idField: 'key' }, workspace())).toEqual({
      idField: 'key',
      missingLabels: 'absent',
    });
  });

  it('leaves out what a set is read without: the format of its inputs, groups, categories', () => {
    const fields = { format: 'csv', group: 'author', category: 'genre', text: 'body' };
    expect(proofReading({ format: 'csv', groupField: 'g' }, workspace(fields))).toEqual({
      textField: 'body',
    });
  });
});
