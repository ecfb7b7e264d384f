import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Audit, type AuditedItem, pressing } from '../../src/audit/audit.ts';
import { scratch } from '../../src/corpus/fixtures.test.support.ts';
import { outcross } from './outcross.ts';
import { runPlain } from './shell-page.ts';

const BINARY = fileURLToPath(new URL('../../bin/outcross.js', import.meta.url));
const disk = scratch();
const bin = join(disk.folder, 'bin');
const work = join(disk.folder, 'try');

/** A shell in the workspace whose `outcross` is the one that was built. */
async function sh(command: string): Promise<{ status: number | null; output: string }> {
  const plain = await runPlain(command, { cwd: work });
  if (plain !== undefined) return { status: plain.status, output: plain.stdout + plain.stderr };
  if (!existsSync(join(bin, 'outcross'))) {
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'outcross'), `#!/bin/sh\nexec '${process.execPath}' '${BINARY}' "$@"\n`);
    chmodSync(join(bin, 'outcross'), 0o755);
  }
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH']}` };
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: work, env, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

async function audit(): Promise<{ status: number | null; found: Audit }> {
  const { status, stdout, stderr } = await outcross(['audit', '--json'], { cwd: work });
  expect(stderr).toBe('');
  return { status, found: JSON.parse(stdout) };
}

/** In the order in which they are printed. */
const failing = ({ items }: Audit) => pressing(items, 'failed');

/** What mends items, each command once. */
function commandsOf(items: readonly AuditedItem[]): Set<string> {
  const mendable = items.filter((item) => !LACKING.has(item.id));
  return new Set(mendable.map(({ remedy }) => remedy!.command!));
}
const id = (item: AuditedItem) => item.id;

/** Rounds of audit and commands after which the example is green. */
const MOST_ROUNDS = 6;

/** What no command mends alone: a stratum lacks data. */
const LACKING = new Set(['reservoir.strata-measured']);

describe('the audit of the example workspace', () => {
  it('follows check, mix, prove, recover and status without an argument, and is mended to green by the commands that it prints', async () => {
    rmSync(work, { recursive: true, force: true });
    expect((await outcross(['init', work, '--example'])).status).toBe(0);
    // The newest generation is in early collapse: that is what the example is of.
    expect((await sh('outcross check')).status).toBe(1);
    expect((await sh('outcross mix')).status).toBe(0);
    expect((await sh('outcross keys new && outcross prove')).status).toBe(0);
    expect((await sh('outcross recover')).status).toBe(0);
    expect((await sh('outcross status')).output).toContain('g2 early');

    const first = await audit();
    expect([first.status, first.found.status]).toEqual([1, 'failed']);
    expect(failing(first.found).map(id)).toEqual(
      expect.arrayContaining(['health.verdict', 'synthetic.filtered']),
    );
    for (const item of failing(first.found))
      expect([item.id, item.remedy?.command]).toEqual([item.id, expect.any(String)]);

    let last = first;
    let drilled = '';
    for (let round = 0; round < MOST_ROUNDS && last.status !== 0; round++) {
      // All of them once; then those that the gate waits for.
      const gate = new Set(last.found.reasons.flatMap(({ items }) => items));
      const due = failing(last.found).filter((item) => round === 0 || gate.has(item.id));
      for (const command of commandsOf(due)) {
        const { status, output } = await sh(command);
        expect([command, status]).toEqual([command, 0]);
        if (command === 'outcross recover --drill') drilled = output;
      }
      last = await audit();
    }
    expect(
      failing(last.found).filter(({ severity }) => severity === 'critical' || severity === 'high'),
    ).toEqual([]);
    expect([last.status, last.found.status]).toEqual([0, 'passed']);
    expect(last.found.score).toBeGreaterThan(first.found.score!);

    // The response was drilled, each step timed, and that it was is recorded.
    expect(drilled).toMatch(/prepare.*check again.*WORKED/s);
    const drills = await outcross(['ledger', 'log', '--kind', 'drill.ran', '--json'], { cwd: work });
    const { events } = JSON.parse(drills.stdout) as { events: { body: object }[] };
    expect(events.map(({ body }) => body)).toMatchObject([{ scenario: 'replacement', result: 'passed' }]);

    const status = await sh('outcross status');
    expect(status.status).toBe(0);
    expect(status.output).toMatch(/last audit +passed/);
    expect((await sh('outcross ledger verify')).status).toBe(0);
  }, 240_000);

  it('counts an answer that a person gives by the command that it prints', async () => {
    const { found } = await audit();
    const open = found.items.filter(({ result }) => result === 'not-answered');
    expect(open.length).toBeGreaterThan(5);
    const { id: item, remedy } = open[0];
    const command = remedy!.command!.replace('NAME', "'A. Person'").replace('TEXT', "'register, row 4'");
    expect(await sh(command)).toMatchObject({ status: 0 });
    const after = await audit();
    expect(after.found.items.find((each) => each.id === item)!.result).toBe('passed');
  }, 60_000);

  it('writes what pipelines read', async () => {
    const { status } = await sh(
      'outcross audit --dry-run --sarif a.sarif --junit a.xml --markdown a.md --html a.html',
    );
    expect(status).toBe(0);
    expect(JSON.parse(readFileSync(join(work, 'a.sarif'), 'utf8')).runs[0].tool.driver.name).toBe('outcross');
    expect(readFileSync(join(work, 'a.xml'), 'utf8')).toContain('</testsuites>');
  }, 60_000);
});
