import type { ChildProcess } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../src/base/rng.ts';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { made } from '../../src/lab/drive/fixtures.test.support.ts';
import { brown } from '../fixtures/brown.ts';
import { ended, type Outcome, outcross, outcrossProcess, start } from './outcross.ts';

const disk = scratch();
const cwd = disk.folder;
const SHIPPED = fileURLToPath(new URL('../../examples/recipes/ngram.yaml', import.meta.url));

/** The shipped recipe, made smaller. */
function recipe(name: string, changes: readonly (readonly [RegExp, string])[] = []): string {
  const small = [
    [/^examples: .*$/m, 'examples: 60'],
    [/^generations: .*$/m, 'generations: 2'],
    [/^stop: .*$/m, 'stop: []'],
    ...changes,
  ] as const;
  const text = small.reduce((all, [what, by]) => all.replace(what, by), readFileSync(SHIPPED, 'utf8'));
  writeFileSync(join(cwd, name), text);
  return name;
}

/** In a process of its own, whose program is the one that commands of recipes start. */
const drive = (...args: string[]): Promise<Outcome> => outcrossProcess(['lab', 'drive', ...args], { cwd });
const here = (...args: string[]): Promise<Outcome> => outcross(['lab', 'drive', ...args], { cwd });

let whole: Outcome;

beforeAll(async () => {
  const [human] = brown('drive', [14_000]);
  disk.write('human.jsonl', jsonl(human.map(({ id, group, text }) => ({ id, source: group, text }))));
  whole = await drive(recipe('small.yaml'), '-o', 'whole');
}, 60_000);

/** Waits until a path is there, or the program has ended. */
async function appears(path: string, program: ChildProcess): Promise<void> {
  const runs = () => program.exitCode === null && program.signalCode === null;
  while (!existsSync(join(cwd, path)) && runs()) await delay(2);
  expect(existsSync(join(cwd, path)), path).toBe(true);
}

describe.skipIf(process.platform === 'win32')('outcross lab drive', () => {
  it('drives the shipped n-gram recipe, a line of the table for each generation', () => {
    const { status, stdout, stderr } = whole;
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Drives into .*whole\n\ngeneration {2}trained on .*verdict\n/);
    expect(stdout).toMatch(/^ +g1 +\d+ +100% +60 .*\n +g2 +60 +0% +60 /m);
    expect(stdout).toContain('All 2 generations are done.');
    expect(readFileSync(join(cwd, 'whole/g002/report.html'), 'utf8')).toMatch(/^<!doctype html>/);
    expect(JSON.parse(readFileSync(join(cwd, 'whole/g002/report.json'), 'utf8'))).toMatchObject({
      generations: [{ name: 'g1' }, { name: 'g2' }],
    });
  });

  it('makes the same bytes when it is killed again and again, and loses no step', async () => {
    const rng = new Rng('kill');
    // Each point lies behind the one before, so that every run gets further than the last.
    const points = [
      'human/holdout.jsonl',
      'g001/train.log',
      'g001/sample.log',
      'g001/output.profile',
      'g002/train.log',
    ];
    for (const point of points) {
      const child = start(['lab', 'drive', 'small.yaml', '-o', 'killed'], { cwd });
      const end = ended(child);
      await appears(join('killed', point), child);
      await delay(rng.int(60));
      child.kill('SIGKILL');
      // It may have come to its end before the signal came.
      expect([null, 0]).toContain((await end).status);
    }
    const { status, stdout } = await drive('small.yaml', '-o', 'killed');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Goes on in /);
    expect(made(join(cwd, 'killed'))).toEqual(made(join(cwd, 'whole')));
    const rows = readFileSync(join(cwd, 'killed/record.jsonl'), 'utf8').trimEnd().split('\n');
    expect(rows.filter((row) => row.includes('"kind":"done"'))).toHaveLength(9);
  }, 120_000);

  it('does nothing again where everything is done, and writes it as JSON', async () => {
    const { status, stdout } = await drive('small.yaml', '-o', 'whole', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'outcross.drive-result/1',
      status: 'finished',
      generations: [
        { generation: 1, training: { synthetic: 0 } },
        { generation: 2, training: { human: 0 } },
      ],
    });
  });

  it('fails the gate where a verdict stops it', async () => {
    const stopping = recipe('stop.yaml', [
      [/^stop: .*$/m, 'stop: [shifted, narrow, early, late, healthy, inconclusive]'],
    ]);
    writeFileSync(join(cwd, stopping), `name: small\n${readFileSync(join(cwd, stopping), 'utf8')}`);
    cpSync(join(cwd, 'whole'), join(cwd, 'stopped'), { recursive: true });
    const { status, stderr } = await drive(stopping, '-o', 'stopped');
    // Only a recipe of another name: the name stands in every row.
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining('name is new: "small"'),
    });
    writeFileSync(join(cwd, stopping), readFileSync(join(cwd, stopping), 'utf8').replace(/^name: .*\n/, ''));
    const again = await drive(stopping, '-o', 'stopped');
    expect(again.status).toBe(1);
    expect(again.stdout).toMatch(/Stopped at g1: /);
  });

  it('shows the last lines of a command that fails, and goes on once it is mended', async () => {
    const broken = recipe('broken.yaml', [
      [/^train: .*$/m, "train: 'echo one; echo two >&2; exit 5; : {data} {out}'"],
    ]);
    const { status, stdout, stderr } = await drive(broken, '-o', 'broken');
    expect(status).toBe(2);
    expect(stdout).toMatch(/^Drives into /);
    expect(stderr).toMatch(
      /^ {2}\| one\n {2}\| two\nerror \[E_COMMAND\] train of generation 1 ended with exit status 5: two\n/,
    );
    expect(stderr).toContain('where: ');
    expect(stderr).toContain('run the same command again to go on here');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'stops on %s, with its command, and says how to go on',
    async (signal) => {
      const waiting = recipe(`${signal}.yaml`, [
        [/^train: .*$/m, "train: 'echo $$ > {out}; exec sleep 60; : {data}'"],
      ]);
      const child = start(['lab', 'drive', waiting, '-o', signal], { cwd });
      const end = ended(child);
      const model = join(cwd, signal, 'g001/half/model');
      await appears(join(signal, 'g001/half/model'), child);
      while (readFileSync(model, 'utf8') === '') await delay(2);
      child.kill(signal);
      const { status, stderr } = await end;
      expect(status).toBe(130);
      expect(stderr).toContain('error [E_INTERRUPTED] interrupted in train of generation 1\n');
      expect(stderr).toContain('run the same command again');
      expect(() => process.kill(Number(readFileSync(model, 'utf8')), 0)).toThrow();
    },
  );

  it('lets one process drive into a folder at a time', async () => {
    const waiting = recipe('lock.yaml', [[/^train: .*$/m, "train: 'exec sleep 60; : {data} {out}'"]]);
    const child = start(['lab', 'drive', waiting, '-o', 'locked'], { cwd });
    const end = ended(child);
    await appears('locked/running.json', child);
    try {
      const { status, stderr } = await drive(waiting, '-o', 'locked');
      expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('error [E_LOCKED]') });
    } finally {
      child.kill('SIGINT');
      await end;
    }
  });

  it('shows what it would run, and touches nothing', async () => {
    const { status, stdout } = await here('small.yaml', '-o', 'not there', '--dry-run');
    expect(status).toBe(0);
    expect(stdout).toContain('# train of generation 1\n');
    expect(stdout).toMatch(
      /lab train-ngram '.*not there\/g002\/mix\.jsonl' -o '.*not there\/g002\/half\/model'/,
    );
    expect(existsSync(join(cwd, 'not there'))).toBe(false);
  });

  it('names line and nearest spelling of an error in the recipe', async () => {
    recipe('wrong.yaml', [[/\{data\}/, '{dta}']]);
    const { status, stderr } = await here('wrong.yaml');
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /error \[E_CONFIG\] "train" holds \{dta\}.*\n {2}where: wrong\.yaml:\d+\n {2}hint: Did you mean \{data\}\?/,
    );
  });
});

describe('outcross lab train-ngram and sample-ngram', () => {
  it('say what is wrong with a model that is none', async () => {
    const { status, stderr } = await outcross(['lab', 'sample-ngram', 'human.jsonl', '-o', 'x.jsonl'], {
      cwd,
    });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining('error [E_FORMAT] human.jsonl is no n-gram model'),
    });
    expect(existsSync(join(cwd, 'x.jsonl'))).toBe(false);
  });
});
