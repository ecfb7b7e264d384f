import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { auditedItem, auditOf } from '../../test/fixtures/audit.ts';
import { COLLAPSING, REPORTS } from '../../test/fixtures/report.ts';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { json } from '../report/json.ts';
import { isAudit, readResult } from './result-document.ts';

const disk = scratch();
const schemas = readdirSync(new URL('../../schemas', import.meta.url));

describe('readResult', () => {
  it.each(Object.entries(REPORTS))('reads the report %s as it was written', async (name, report) => {
    const read = await readResult(disk.write(`${name}.json`, json(report)));
    expect(isAudit(read)).toBe(false);
    expect(read).toEqual(JSON.parse(json(report)));
  });

  it('reads one that another program began with a byte order mark', async () => {
    const read = await readResult(disk.write('bom.json', `\ufeff${json(COLLAPSING)}`));
    expect(read.schema).toBe('outcross.report/1');
  });

  it('knows an audit', async () => {
    expect(schemas).toContain('audit.schema.json');
    const audit = auditOf([auditedItem('sources.owned', 'failed')]);
    const read = await readResult(disk.write('audit.json', JSON.stringify(audit)));
    expect(isAudit(read)).toBe(true);
    expect(read).toEqual(audit);
  });

  it.each([
    ['text', 'not json', 'it is no JSON'],
    ['another document', '{"schema": "outcross.status/1"}', '"outcross.status/1", not one of'],
    ['a document without a name', '{"a": 1}', 'neither a report of check nor an audit'],
    ['a list', '[]', 'neither a report of check nor an audit'],
    ['a name that every object has', '{"schema": "constructor"}', 'not one of'],
    ['half a report', '{"schema": "outcross.report/1"}', 'lacks "tool"'],
    [
      'a verdict that there is none of',
      json(COLLAPSING).replace('"verdict": "late"', '"verdict": "<b>"'),
      'not one of healthy',
    ],
  ])('refuses %s', async (_, text, message) => {
    await expect(readResult(disk.write('x.json', text))).rejects.toMatchObject({
      code: 'E_FORMAT',
      message: expect.stringContaining(message),
    });
  });

  it('says where there is none', async () => {
    await expect(readResult(`${disk.folder}/none.json`)).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      hint: expect.stringContaining('check --json'),
    });
    await expect(readResult(disk.folder)).rejects.toMatchObject({ code: 'E_UNREADABLE' });
  });
});
