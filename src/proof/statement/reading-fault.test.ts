import { describe, expect, it } from 'vitest';
import { readingFault } from './reading-fault.ts';
import type { Reading } from './statement.ts';

describe('readingFault', () => {
  it.each<Reading>([
    {},
    { reader: 'chat' },
    { textField: 'body.text,title', idField: 'key', missingLabels: 'absent' },
    { modality: 'code', language: 'python', languageField: 'lang', groupField: 'repo' },
    { modality: 'table', format: 'parquet', columns: ['a', 'b.c'], categoryField: 'class' },
    { modality: 'vectors', vectorField: 'v', imageField: 'picture' },
  ])('takes what prove writes: %j', (reading) => {
    expect(readingFault(reading)).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['textField', { textField: 5 }],
    ['textField', { textField: ['a'] }],
    ['idField', { idField: {} }],
    ['idField', { idField: '' }],
    ['format', { format: 'xml' }],
    ['format', { format: 5 }],
    ['reader', { reader: 'evil' }],
    ['modality', { modality: null }],
    ['language', { language: 'klingon' }],
    ['columns', { columns: 'x' }],
    ['columns', { columns: [1] }],
    ['inputs', { inputs: ['/etc/passwd'] }],
    ['maxRowBytes', { maxRowBytes: 10 }],
    ['provenance', { provenance: 'ignored' }],
    ['constructor', { constructor: 'x' }],
    ['__proto__', JSON.parse('{"__proto__": "x"}')],
  ])('names %s where it is no word of a reading', (member, reading) => {
    expect(readingFault(reading)).toContain(` ${member} `);
  });

  it.each([[null], ['x'], [[]], [undefined]])('takes %j for no reading', (reading) => {
    expect(readingFault(reading)).toBe('it does not say how rows are read');
  });
});
