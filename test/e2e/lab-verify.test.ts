import { beforeAll, describe, expect, it } from 'vitest';
import { verificationRows } from '../../src/lab/verify/catalogue.ts';
import type { Verification } from '../../src/report/lab-verify/verification.ts';
import { cellWidth } from '../../src/report/terminal/cells.ts';
import { type Outcome, outcross } from './outcross.ts';

/** The section that is simulated soonest. */
const SECTION = 'kernel-density';
const ONLY = ['lab', 'verify', '--only', SECTION];

describe('outcross lab verify', () => {
  let shown: Outcome;
  let json: Outcome;
  let value: Verification;
  beforeAll(async () => {
    shown = await outcross(ONLY);
    json = await outcross([...ONLY, '--json', '--workers', '1']);
    value = JSON.parse(json.stdout) as Verification;
  }, 120_000);

  it('passes a section with status 0, the judgement last, nothing on standard error', () => {
    expect({ status: shown.status, stderr: shown.stderr }).toEqual({ status: 0, stderr: '' });
    expect(shown.stdout).toMatch(/\nPASSED {2}14 closed forms, seed 1: greatest \|z\| \d\.\d\d, /);
    for (const line of shown.stdout.split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(80);
  });

  it('writes one JSON document and nothing else, with every row of the section and no other', () => {
    expect({ status: json.status, stderr: json.stderr }).toEqual({ status: 0, stderr: '' });
    expect(value).toMatchObject({ schema: 'outcross-lab-verify-1', seed: 1, status: 'passed', compared: 14 });
    expect(value.rows.map(({ section, quantity, setting }) => `${section}/${quantity}/${setting}`)).toEqual(
      verificationRows(SECTION).map(({ id }) => id),
    );
  });

  it('shows on the terminal what the document holds, whatever the number of workers', () => {
    for (const { setting, z } of value.rows) {
      const written = `${z < 0 ? '−' : '+'}${Math.abs(z).toFixed(2)}`;
      const line = shown.stdout
        .split('\n')
        .find((own) => own.includes(`${setting} `) && own.endsWith(written));
      expect({ setting, found: line !== undefined }).toEqual({ setting, found: true });
    }
  });

  it.each([
    [['--only', 'drif'], 'Did you mean "drift"?'],
    [['--only', 'kernel'], 'Known: gaussian, accumulate, kernel-density'],
    [['--only'], 'argument missing'],
    [['--seed', 'x'], 'whole number from 0'],
    [['--workers', '-1'], 'whole number from 0'],
    [['--onyl', 'drift'], 'Did you mean --only?'],
    [['drift'], 'too many arguments'],
  ])('%j is refused with status 2', async (args, message) => {
    const { status, stdout, stderr } = await outcross(['lab', 'verify', ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('error [E_USAGE]');
    expect(stderr).toContain(message);
  });

  it('is listed with its sections and an example', async () => {
    const { stdout } = await outcross(['lab', 'verify', '--help']);
    for (const part of [SECTION, 'learner-loop', '--seed', '$ outcross lab verify --only drift --seed 7'])
      expect(stdout).toContain(part);
  });
});
