import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { scratch } from '../../src/corpus/fixtures.test.support.ts';
import { openLedger } from '../../src/ledger/open.ts';
import type { EarlyPlan } from '../../src/recover/plan.ts';
import { ended, outcross, start } from './outcross.ts';
import { runPlain } from './shell-page.ts';

const disk = scratch();
const cwd = join(disk.folder, 'w');
const BINARY = fileURLToPath(new URL('../../bin/outcross.js', import.meta.url));

/** Runs a line as a person would who copies it, with `outcross` on the path. */
async function shell(line: string): Promise<string> {
  const plain = await runPlain(line, { cwd });
  if (plain !== undefined) {
    expect(plain).toMatchObject({ status: 0 });
    return plain.stdout;
  }
  const bin = join(disk.folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'outcross'), `#!/bin/sh\nexec "${process.execPath}" "${BINARY}" "$@"\n`);
  chmodSync(join(bin, 'outcross'), 0o755);
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH']}` };
  return (await promisify(execFile)('sh', ['-ec', line], { cwd, env })).stdout;
}

async function facts(kind: string): Promise<Record<string, unknown>[]> {
  const ledger = await openLedger(undefined, cwd);
  const bodies: Record<string, unknown>[] = [];
  for await (const { body } of ledger.events({ kinds: [kind] })) bodies.push(body);
  await ledger.close();
  return bodies;
}

beforeAll(async () => {
  expect((await outcross(['init', cwd, '--example'])).status).toBe(0);
}, 120_000);

describe('recover, on the example', () => {
  it('plans without an argument, and its commands, copied, end the collapse', async () => {
    const { status, stdout, stderr } = await outcross(['recover', '--json'], { cwd });
    expect([status, stderr]).toEqual([0, '']);
    const plan = JSON.parse(stdout) as EarlyPlan;
    expect(plan).toMatchObject({ phase: 'early', generation: 'g2', lastHealthy: { name: 'g1' } });
    const [planned] = await facts('recovery.planned');
    expect(planned).toMatchObject({
      verdict: 'early',
      generation: 'g2',
      examples: plan.selection!.examples,
      humanShare: plan.needed.humanShare,
      output: { files: [{ name: plan.selection!.file }] },
    });
    for (const { command } of plan.commands.slice(0, -1)) await shell(command);
    const check = await outcross(['check', '--json'], { cwd });
    expect(check.status).toBe(0);
    const report = JSON.parse(check.stdout) as { generations: { verdict: string }[] };
    expect(report.generations.map(({ verdict }) => verdict)).toHaveLength(3);
    expect(report.generations[2].verdict).not.toMatch(/early|late/);
    const [mix] = await facts('mix.built');
    expect(mix).toMatchObject({ generation: 3 });
    const again = await outcross(['recover'], { cwd });
    expect([again.status, again.stdout]).toEqual([0, expect.stringContaining('nothing is to be recovered')]);
    expect(await facts('recovery.planned')).toHaveLength(1);
  }, 180_000);

  it('writes and records nothing of a dry run, of an earlier generation too', async () => {
    rmSync(join(cwd, 'recovery'), { recursive: true });
    const dry = await outcross(['recover', '--dry-run', '--generation', 'g2'], { cwd });
    expect([dry.status, dry.stdout]).toEqual([0, expect.stringMatching(/^g2 {2}early/)]);
    expect(existsSync(join(cwd, 'recovery'))).toBe(false);
    expect(await facts('recovery.planned')).toHaveLength(1);
    const none = await outcross(['recover', '--generation', 'g22'], { cwd });
    expect([none.status, none.stderr]).toEqual([2, expect.stringContaining('Did you mean g2')]);
  }, 120_000);

  // A drill that runs to its end is a command of the audit: audit.test.ts.
  it('leaves nothing of a drill that is stopped', async () => {
    const temporary = join(disk.folder, 'tmp');
    mkdirSync(temporary);
    const child = start(['recover', '--drill'], {
      cwd,
      // Node keeps compiled code there too.
      env: { TMPDIR: temporary, TEMP: temporary, TMP: temporary, NODE_DISABLE_COMPILE_CACHE: '1' },
    });
    const end = ended(child);
    while (readdirSync(temporary).length === 0 && child.exitCode === null) await sleep(20);
    child.kill('SIGINT');
    expect((await end).status).toBe(130);
    expect(readdirSync(temporary)).toEqual([]);
    expect(await facts('drill.ran')).toEqual([]);
  }, 120_000);
});

describe('recover, elsewhere', () => {
  it('wants a workspace, and an anchor', async () => {
    const bare = disk.write('bare/outcross.yaml', 'human: human.jsonl\ngenerations: "g*.jsonl"\n');
    const without = await outcross(['recover'], { cwd: tmpdir() });
    expect([without.status, without.stderr]).toEqual([2, expect.stringContaining('outcross init')]);
    const unanchored = await outcross(['recover', '--drill'], { cwd: join(bare, '..') });
    expect([unanchored.status, unanchored.stderr]).toEqual([2, expect.stringContaining('outcross anchor')]);
  });
});
