import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditedItem, auditOf } from '../../../test/fixtures/audit.ts';
import { COLLAPSING, HEALTHY } from '../../../test/fixtures/report.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { json } from '../../report/json.ts';
import { desk, widest } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const disk = scratch();
const one = disk.write('one.json', json({ ...COLLAPSING, generations: COLLAPSING.generations.slice(0, 1) }));
const two = disk.write('two.json', json({ ...COLLAPSING, generations: COLLAPSING.generations.slice(0, 2) }));

async function diff(...args: string[]) {
  const { context, out, err } = desk();
  out.columns = 80;
  const status = await run(['diff', ...args], context);
  return { status, out: out.text, err: err.text };
}

describe('outcross diff', () => {
  it('says what changed, and passes unless it is told to fail', async () => {
    const { status, out, err } = await diff(one, two);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^WORSE {2}g2 is early, g1 was narrow/);
    expect(widest(out)).toBeLessThanOrEqual(80);
  });

  it('fails on what got worse, and on nothing else', async () => {
    expect((await diff(one, two, '--fail-on', 'worse')).status).toBe(1);
    expect((await diff(two, two, '--fail-on', 'worse')).status).toBe(0);
    const healthy = disk.write('healthy.json', json(HEALTHY));
    expect((await diff(healthy, healthy, '--fail-on', 'worse')).out).toMatch(
      /\nPASSED {2}nothing got worse\n$/,
    );
  });

  it('gives one document with --json', async () => {
    const { out } = await diff(one, two, '--json');
    expect(JSON.parse(out)).toMatchObject({ schema: 'outcross.diff/1', of: 'check', change: 'worse' });
  });

  it('writes Markdown beside it', async () => {
    const path = join(disk.folder, 'c.md');
    expect((await diff(one, two, '--markdown', path)).out).toContain(`Report written to ${path}`);
    expect(readFileSync(path, 'utf8')).toMatch(/^### Outcross: /);
  });

  it('never writes over what it reads', async () => {
    const { status, err } = await diff(one, two, '--markdown', two);
    expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining('which is an input') });
    expect(readFileSync(two, 'utf8')).toMatch(/^\{/);
  });

  it('refuses to compare a report with an audit, and two of standard input', async () => {
    const audit = disk.write('audit.json', JSON.stringify(auditOf([auditedItem('sources.owned', 'failed')])));
    expect((await diff(one, audit)).err).toContain('the other an audit');
    expect((await diff('-', '-')).err).toContain('once only');
    expect((await diff(audit, audit)).out).toMatch(/^SAME {2}score 80 as before/);
  });

  it('says what it takes', async () => {
    expect((await diff(one)).status).toBe(2);
    expect((await diff(one, two, '--fail-on', 'late')).err).toContain('worse, none');
  });
});
