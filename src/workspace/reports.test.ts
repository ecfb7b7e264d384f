import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COLLAPSING, EMPTY, HEALTHY, REPORTS } from '../../test/fixtures/report.ts';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { fileFact } from '../ledger/files-fact.ts';
import { json } from '../report/json.ts';
import { isKeptName, keepReport, REPORTS_FOLDER, readReport } from './reports.ts';

const disk = scratch();
let made = 0;
const folder = () => {
  const path = join(disk.folder, `w${made++}`);
  mkdirSync(path);
  return path;
};

describe('keepReport', () => {
  it('keeps a report under the digest of its file, a long one packed', async () => {
    const home = folder();
    const fact = await keepReport(home, COLLAPSING);
    expect(fact.name).toBe(`.outcross/reports/${fact.sha256}.json.gz`);
    expect(fact).toEqual(await fileFact(join(home, fact.name), home));
    expect(fact.bytes).toBeLessThan(json(COLLAPSING).length / 4);
    const short = { ...EMPTY, human: { ...EMPTY.human, rankFrequency: [] } };
    const plain = await keepReport(home, short);
    expect(plain.name).toBe(`.outcross/reports/${plain.sha256}.json`);
    expect(readFileSync(join(home, plain.name), 'utf8')).toBe(json(short));
  });

  it('keeps equal reports once', async () => {
    const home = folder();
    expect(await keepReport(home, HEALTHY)).toEqual(await keepReport(home, structuredClone(HEALTHY)));
  });
});

describe('readReport', () => {
  it.each(Object.entries(REPORTS))('gives back what was kept: %s', async (_, report) => {
    const home = folder();
    const kept = await readReport(home, await keepReport(home, report));
    expect(kept.report).toEqual(JSON.parse(json(report)));
  });

  it('says that a report was changed, damaged or removed, and does not read it', async () => {
    const home = folder();
    const fact = await keepReport(home, COLLAPSING);
    const path = join(home, fact.name);
    const bytes = readFileSync(path);
    bytes[40] ^= 1;
    writeFileSync(path, bytes);
    expect((await readReport(home, fact)).absent).toContain('changed or damaged');
    writeFileSync(path, '');
    expect((await readReport(home, fact)).absent).toContain('changed or damaged');
    rmSync(path);
    expect((await readReport(home, fact)).absent).toBe('the report is no longer kept');
    expect((await readReport(home, undefined)).absent).toBe('this check kept no report');
  });

  it('does not take a file for a report that is none, though its digest is right', async () => {
    const home = folder();
    const named = async (text: string, ending: string) => {
      mkdirSync(join(home, REPORTS_FOLDER), { recursive: true });
      writeFileSync(join(home, REPORTS_FOLDER, 'x'), text);
      const { sha256, bytes } = await fileFact(join(home, REPORTS_FOLDER, 'x'), home);
      const name = `${REPORTS_FOLDER}/${sha256}${ending}`;
      writeFileSync(join(home, name), text);
      return readReport(home, { name, sha256, bytes });
    };
    expect((await named('not json', '.json')).absent).toContain('damaged');
    expect((await named('not packed', '.json.gz')).absent).toContain('damaged');
    expect((await named('null', '.json')).absent).toContain('damaged');
    expect((await named('{"schema":"outcross.report/9"}', '.json')).absent).toContain('another version');
  });

  it.each([
    '../secret.json',
    '/etc/passwd',
    `.outcross/reports/../../${'a'.repeat(64)}.json`,
    `.outcross/reports/${'a'.repeat(64)}.json\u0000`,
    `.outcross/reports/${'A'.repeat(64)}.json`,
    `.outcross\\reports\\${'a'.repeat(64)}.json`,
    `.outcross/reports/${'a'.repeat(64)}.json.gz.gz`,
    'report.html',
    '',
  ])('opens no file called %j', async (name) => {
    expect(isKeptName(name)).toBe(false);
    const { absent } = await readReport(folder(), { name, bytes: 1, sha256: 'a'.repeat(64) });
    expect(absent).toBe('this check kept no report in the workspace');
  });

  it('follows no link out of the workspace, neither of the file nor of the folder', async () => {
    const outside = folder();
    const fact = await keepReport(outside, HEALTHY);
    const linked = folder();
    mkdirSync(join(linked, REPORTS_FOLDER), { recursive: true });
    symlinkSync(join(outside, fact.name), join(linked, fact.name));
    expect((await readReport(linked, fact)).absent).toBe('the report is no file of this workspace');
    const moved = folder();
    mkdirSync(join(moved, '.outcross'));
    symlinkSync(join(outside, REPORTS_FOLDER), join(moved, REPORTS_FOLDER));
    expect(existsSync(join(moved, fact.name))).toBe(true);
    expect((await readReport(moved, fact)).absent).toBe('the report is no file of this workspace');
  });

  it('reads no folder that is called as a report', async () => {
    const home = folder();
    const name = `${REPORTS_FOLDER}/${'b'.repeat(64)}.json`;
    mkdirSync(join(home, name), { recursive: true });
    expect((await readReport(home, { name, bytes: 1, sha256: 'b'.repeat(64) })).absent).toContain('no file');
  });
});
