import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditedItem, auditOf } from '../../../test/fixtures/audit.ts';
import { COLLAPSING } from '../../../test/fixtures/report.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { json } from '../../report/json.ts';
import { desk } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);
const check = disk.write('check.json', json(COLLAPSING));
const audit = disk.write('audit.json', JSON.stringify(auditOf([auditedItem('sources.owned', 'failed')], 61)));

async function summary(...args: string[]) {
  const { context, out, err } = desk();
  const status = await run(['summary', ...args], context);
  return { status, out: out.text, err: err.text };
}

describe('outcross summary', () => {
  it('puts both on one page, in whichever order, and fails on nothing', async () => {
    const { status, out } = await summary(check, audit);
    expect(status).toBe(0);
    expect(out).toContain('`g6` is **late**');
    expect(out).toContain('**61** of 100');
    expect((await summary(audit, check)).out).toBe(out);
  });

  it('gives what a script asks for with --json', async () => {
    expect(JSON.parse((await summary(check, audit, '--json')).out)).toEqual({
      schema: 'outcross.summary/1',
      status: 'failed',
      verdict: 'late',
      generation: 'g6',
      score: 61,
    });
  });

  it('writes badges and a code quality report', async () => {
    await summary(check, '--badge', at('b.svg'), '--code-quality', at('q.json'));
    await summary(check, '--badge', at('b.json'));
    expect(readFileSync(at('b.svg'), 'utf8')).toMatch(/^<svg /);
    expect(JSON.parse(readFileSync(at('b.json'), 'utf8')).message).toBe('late');
    expect(JSON.parse(readFileSync(at('q.json'), 'utf8'))).toHaveLength(5);
  });

  it('refuses two of a kind, a picture of another kind, and to write over what it reads', async () => {
    expect((await summary(check, check)).err).toContain('one report of check and one audit');
    expect((await summary(check, '--badge', at('b.png'))).err).toContain('neither .json nor .svg');
    expect((await summary(check, '--badge', check)).err).toContain('which is an input');
    expect(readFileSync(check, 'utf8')).toBe(json(COLLAPSING));
  });
});
