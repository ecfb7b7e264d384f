import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COLLAPSING, HEALTHY } from '../../../test/fixtures/report.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { keepReport } from '../../workspace/reports.ts';
import { ReportShelf } from './report-shelf.ts';

const disk = scratch();
let made = 0;
const folder = () => {
  const path = join(disk.folder, `w${made++}`);
  mkdirSync(path);
  return path;
};

describe('ReportShelf', () => {
  it('reads a report once', async () => {
    const home = folder();
    const shelf = new ReportShelf(home);
    const fact = await keepReport(home, COLLAPSING);
    const first = await shelf.get(fact);
    expect(first.report?.generations.length).toBe(6);
    expect(await shelf.get(fact)).toBe(first);
  });

  it('does not go on showing a report whose file was changed or removed', async () => {
    const home = folder();
    const shelf = new ReportShelf(home);
    const fact = await keepReport(home, HEALTHY);
    const before = await shelf.stateOf(fact);
    await shelf.get(fact);
    writeFileSync(join(home, fact.name), `${readFileSync(join(home, fact.name), 'utf8')} `);
    expect((await shelf.get(fact)).absent).toContain('changed');
    expect(await shelf.stateOf(fact)).not.toBe(before);
    rmSync(join(home, fact.name));
    expect((await shelf.get(fact)).absent).toBe('the report is no longer kept');
  });

  it('has a word for no report, and for one that was never kept here', async () => {
    const shelf = new ReportShelf(folder());
    expect((await shelf.get(undefined)).absent).toBeDefined();
    const page = { name: '../report.html', bytes: 1, sha256: '0'.repeat(64) };
    expect((await shelf.get(page)).absent).toBeDefined();
    expect(await shelf.stateOf(page)).not.toBe(await shelf.stateOf(undefined));
  });
});
