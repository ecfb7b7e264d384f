import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../src/base/rng.ts';
import { widest } from '../../src/cli/fixtures.test.support.ts';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { outcross } from './outcross.ts';

const disk = scratch();
const env = { OUTCROSS_ACTOR: 'zoe' };
const CHECK = ['check', 'g1.jsonl', 'g2.jsonl', '--against', 'human.jsonl', '--fail-on', 'none'];

/** A folder with two generations and human text; with an outcross.yaml where `yaml` is given. */
function workspace(name: string, yaml?: string): string {
  const cwd = join(disk.folder, name);
  mkdirSync(cwd, { recursive: true });
  for (const file of ['human', 'g1', 'g2']) {
    const rng = new Rng(file);
    const rows = Array.from({ length: 60 }, () => ({
      text: Array.from({ length: 25 }, () => `w${Math.floor(300 * rng.next() ** 3)}`).join(' '),
    }));
    writeFileSync(join(cwd, `${file}.jsonl`), jsonl(rows));
  }
  if (yaml !== undefined) writeFileSync(join(cwd, 'outcross.yaml'), yaml);
  return cwd;
}

const ledgerIn = (cwd: string) => existsSync(join(cwd, '.outcross', 'ledger.sqlite'));

describe('outcross ledger, in a workspace where two generations were checked', () => {
  let cwd: string;
  const ledger = (...args: string[]) => outcross(['ledger', ...args], { cwd });
  const headOf = async () => /^Head (\d+:[0-9a-f]{64})$/m.exec((await ledger('verify')).stdout)?.[1] ?? '';

  beforeAll(async () => {
    cwd = workspace('line', 'line: demo');
    expect(await outcross(CHECK, { cwd, env })).toMatchObject({ status: 0, stderr: '' });
  });

  it('lists what was recorded, newest first, in 80 columns where there is room for no more', async () => {
    const { status, stdout, stderr } = await ledger('log');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n').slice(1);
    expect(lines.map((line) => line.trim().split(/\s{2,}/)[2])).toEqual([
      'verdict.given',
      'generation.checked',
      'verdict.given',
      'generation.checked',
    ]);
    expect(lines[0]).toMatch(/^ {2}4 .* generation:g2 and 1 more {2}zoe$/);
    expect(widest(stdout)).toBeLessThanOrEqual(100);
  });

  it('finds events by kind, subject and time', async () => {
    const seqs = async (...args: string[]) => {
      const { stdout, stderr } = await ledger('log', '--json', ...args);
      expect(stderr).toBe('');
      return (JSON.parse(stdout) as { events: LedgerEvent[] }).events.map(({ seq }) => seq);
    };
    expect(await seqs('--kind', 'verdict.given')).toEqual([4, 2]);
    expect(await seqs('--subject', 'generation:g1')).toEqual([2, 1]);
    expect(await seqs('--subject', 'line:demo', '--limit', '1')).toEqual([4]);
    expect(await seqs('--since', '2020-01-01')).toEqual([4, 3, 2, 1]);
    expect(await seqs('--since', '2999-01-01T00:00:00Z')).toEqual([]);
    expect((await ledger('log', '--kind', 'mix.built')).stdout).toMatch(/^Nothing of that is in /);
  });

  it('shows one event whole: what was read, by its digest, and what was found', async () => {
    const checked = await ledger('show', '1', '--json');
    const verdict = await ledger('show', '2', '--json');
    const event = JSON.parse(checked.stdout) as LedgerEvent;
    expect(event).toMatchObject({
      seq: 1,
      kind: 'generation.checked',
      actor: { kind: 'tool', name: 'zoe' },
      body: {
        position: 1,
        corpus: { files: [{ name: 'g1.jsonl' }] },
        holdout: { files: [{ name: 'human.jsonl' }] },
        examples: 60,
      },
    });
    expect(JSON.parse(verdict.stdout)).toMatchObject({
      kind: 'verdict.given',
      body: { signals: expect.any(Array) },
    });
    expect((await ledger('show', '1')).stdout).toContain('event     1, generation.checked');
    expect(await ledger('show', '99')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('The newest is 4.'),
    });
  });

  it('verifies, and prints the head to note', async () => {
    const head = await headOf();
    expect(head).toMatch(/^4:/);
    expect(await ledger('verify', '--head', head)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Verified\. /),
    });
    const json = JSON.parse((await ledger('verify', '--json')).stdout);
    expect(json).toMatchObject({ passed: true, events: 4, faults: [], unknownKinds: {} });
  });

  it('exports a file that verifies by itself, and no longer when a letter was changed', async () => {
    expect(await ledger('export', '-o', 'facts.jsonl')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('4 events'),
    });
    expect((await ledger('export')).stdout).toBe(readFileSync(join(cwd, 'facts.jsonl'), 'utf8'));
    expect(await ledger('verify', 'facts.jsonl', '--head', await headOf())).toMatchObject({ status: 0 });
    writeFileSync(
      join(cwd, 'changed.jsonl'),
      readFileSync(join(cwd, 'facts.jsonl'), 'utf8').replace('"zoe"', '"joe"'),
    );
    const { status, stdout } = await ledger('verify', 'changed.jsonl');
    expect(status).toBe(1);
    expect(stdout).toContain('- event 1 is not what its digest says: it was changed after it was written');
  });

  it('names what an enemy changed in the database, and that the end was cut off', async () => {
    const head = await headOf();
    const database = new Database(join(cwd, '.outcross', 'ledger.sqlite'));
    database.exec('drop trigger outcross_event_no_update; drop trigger outcross_event_no_delete');
    database.exec(`update outcross_event set actor_name = 'joe' where seq = 2`);
    const changed = await ledger('verify');
    expect(changed).toMatchObject({
      status: 1,
      stderr: '',
      stdout: expect.stringContaining('- event 2 is not what'),
    });
    database.exec(`update outcross_event set actor_name = 'zoe' where seq = 2`);
    for (const table of ['event', 'subject']) database.exec(`delete from outcross_${table} where seq > 2`);
    database.exec('delete from outcross_latest where seq > 2');
    database.close();
    // line:demo is now current as of event 2, which the index of current events still has to learn.
    const cut = JSON.parse((await ledger('verify', '--head', head, '--json')).stdout);
    expect(cut).toMatchObject({ passed: false, events: 2 });
    expect(cut.faults[0]).toMatchObject({ what: 'head', seq: 3 });
  });

  it.each([
    [['log', '--subject', 'thing:1'], 'TYPE:ID'],
    [['log', '--kind', 'verdict'], 'There is no kind "verdict"'],
    [['log', '--since', 'yesterday'], 'It must be a day'],
    [['log', '--limit', '0'], 'whole number from 1'],
    [['verify', '--head', '4'], 'NUMBER:DIGEST'],
    [['verify', 'nothing.jsonl'], 'does not exist'],
    [['show', 'last'], 'whole number from 1'],
    [['export', '-o', 'no/such/folder.jsonl'], 'there is no folder'],
  ])('%j: says what is wrong', async (args, said) => {
    const { status, stdout, stderr } = await ledger(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(said);
  });
});

describe('outcross check', () => {
  it('leaves no trace in a folder that is no workspace, and says the same there', async () => {
    const [bare, whole] = [workspace('bare'), workspace('whole', 'line: demo')];
    const outcome = await outcross(CHECK, { cwd: bare });
    expect(await outcross(CHECK, { cwd: whole })).toEqual(outcome);
    expect([bare, whole].map(ledgerIn)).toEqual([false, true]);
    expect(await outcross(['ledger', 'log'], { cwd: bare })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('there is no ledger'),
    });
  });

  it('records where it is told to, and nowhere where it is told so', async () => {
    const cwd = workspace('told', 'line: demo');
    expect(await outcross([...CHECK, '--no-ledger'], { cwd })).toMatchObject({ status: 0 });
    expect(ledgerIn(cwd)).toBe(false);
    expect(await outcross([...CHECK, '--ledger', 'own.sqlite'], { cwd })).toMatchObject({ status: 0 });
    const { stdout } = await outcross(['ledger', 'verify', '--ledger', 'own.sqlite', '--json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ passed: true, events: 4 });
  });

  it('says what it found where the ledger is damaged, fails all the same, and keeps the facts', async () => {
    const cwd = workspace('damaged');
    mkdirSync(join(cwd, '.outcross'));
    writeFileSync(
      join(cwd, '.outcross', 'ledger.sqlite'),
      'no database, though there is text in it. '.repeat(40),
    );
    const { status, stdout, stderr } = await outcross(CHECK, { cwd });
    expect({ status, said: stdout.includes('PASSED') }).toEqual({ status: 2, said: true });
    expect(stderr).toMatch(/^error \[E_LEDGER\] the work is done, and nothing was recorded: /);
    expect(stderr).toContain('outcross ledger record ');
  });

  it('fails where the ledger that outcross.yaml names cannot be had, after it has said what it found', async () => {
    const cwd = workspace('unreachable', 'ledger: postgres://zoe:secret@127.0.0.1:1/facts');
    const { status, stdout, stderr } = await outcross(CHECK, { cwd });
    expect({ status, said: stdout.includes('PASSED') }).toEqual({ status: 2, said: true });
    expect(stderr).toMatch(/^error \[E_NETWORK\] .*postgres:\/\/zoe@127\.0\.0\.1:1\/facts/);
    expect(stderr).not.toContain('secret');
  });
});
