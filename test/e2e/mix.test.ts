import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBrown } from '../../examples/demo/brown.ts';
import { Rng } from '../../src/base/rng.ts';
import { scratch } from '../../src/corpus/fixtures.test.support.ts';
import { ended, outcross, start } from './outcross.ts';

const disk = scratch();

/** Human paragraphs, and others that stand for what two models wrote. */
beforeAll(() => {
  const paragraphs = new Rng('mix').shuffle(readBrown());
  const row = (id: string, words: readonly string[], provenance: object) =>
    `${JSON.stringify({ id, text: words.join(' '), provenance })}\n`;
  const file = (name: string, from: number, to: number, provenance: (i: number) => object) => {
    const rows = paragraphs.slice(from, to).map(({ id, words }, i) => row(id, words, provenance(i)));
    disk.write(`data/${name}`, rows.join(''));
  };
  for (let i = 0; i < 4; i++) {
    file(`human${i}.jsonl`, i * 300, (i + 1) * 300, () => ({ origin: 'human', source: `books${i}` }));
  }
  for (let g = 1; g <= 2; g++) {
    for (let i = 0; i < 4; i++) {
      const from = g * 2000 + i * 400;
      const made = { origin: 'synthetic', source: `api${g}`, model: `m${g}`, generation: g };
      file(`g${g}-${i}.jsonl`, from, from + 400, () => made);
    }
  }
});

const POLICY =
  'policy:\n  size: 2000\n  human:\n    minimum: 0.3\n    share: 0.35\n  caps:\n    source: 0.5\n';

/** A folder with the data's policy in it. */
function folder(name: string, policy = POLICY): string {
  const path = join(disk.folder, name);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path);
  writeFileSync(join(path, 'outcross.yaml'), policy);
  return path;
}

const data = () => join(disk.folder, 'data');

/** All that a build left in a folder, by name, but for what is remembered and the hidden drafts of what was killed while it wrote. */
function left(path: string): Record<string, string> {
  const names = readdirSync(path).filter((name) => name !== 'outcross.yaml' && !name.startsWith('.outcross'));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(path, name), 'utf8')]));
}

describe('outcross mix', () => {
  it('builds a set with the declared shares, exactly', async () => {
    const cwd = folder('exact');
    const { status, stdout, stderr } = await outcross(['mix', data(), '-o', 'train.jsonl'], { cwd });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('train.jsonl written');
    const rows = readFileSync(join(cwd, 'train.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength(2000);
    expect(rows.filter(({ provenance }) => provenance.origin === 'human')).toHaveLength(700);
    for (const source of ['api1', 'api2']) {
      expect(rows.filter(({ provenance }) => provenance.source === source).length).toBeLessThanOrEqual(1000);
    }
  });

  it('prints a plan and writes nothing', async () => {
    const cwd = folder('dry');
    const { status, stdout } = await outcross(['mix', data(), '--dry-run', '--json'], { cwd });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'outcross.plan/1',
      possible: true,
      composition: { examples: 2000 },
    });
    expect(left(cwd)).toEqual({});
  });

  it('says which rule fails by how much, and what would do', async () => {
    const cwd = folder('short', 'policy:\n  size: 4000\n  human:\n    minimum: 0.5\n');
    const built = await outcross(['mix', data(), '-o', 'train.jsonl'], { cwd });
    expect(built.status).toBe(2);
    expect(built.stderr).toContain(
      '[E_POLICY] the policy cannot be kept: human.minimum asks for 2,000 examples and gets 1,200',
    );
    expect(built.stderr).toContain('size of 2,400 examples');
    const planned = await outcross(['mix', data(), '--dry-run'], { cwd });
    expect(planned.status).toBe(1);
    expect(planned.stdout).toContain('Not possible');
  });

  it('names the line and the nearest key of a typing error in the policy', async () => {
    const cwd = folder('typo', 'policy:\n  human:\n    minimun: 0.5\n');
    const { status, stderr } = await outcross(['mix', data(), '--dry-run'], { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain('[E_CONFIG] unknown key "minimun"');
    expect(stderr).toContain('outcross.yaml:3');
    expect(stderr).toContain('Did you mean "minimum"?');
  });

  it('gives the same bytes however often it is killed, and leaves nothing else', async () => {
    const args = ['mix', data(), '-o', 'train.jsonl', '--rejects', 'out.jsonl', '--piece-bytes', '100000'];
    const cwd = folder('whole');
    const begin = Date.now();
    expect((await outcross(args, { cwd })).status).toBe(0);
    const duration = Date.now() - begin;
    const whole = left(cwd);
    expect(Object.keys(whole)).toEqual(['out.jsonl', 'train.jsonl', 'train.jsonl.manifest.json']);
    const rng = new Rng('kills');
    const killed = folder('killed');
    let status: number | null = null;
    for (let kill = 0; kill < 5 && status === null; kill++) {
      const child = start(args, { cwd: killed });
      const end = ended(child);
      await setTimeout(duration * (0.2 + 0.8 * rng.next()));
      child.kill('SIGKILL');
      ({ status } = await end);
    }
    if (status === null) expect((await outcross(args, { cwd: killed })).status).toBe(0);
    expect(left(killed)).toEqual(whole);
    rmSync(killed, { recursive: true });
  });

  it('lets one process at a time build a set', async () => {
    const cwd = folder('two');
    const runs = await Promise.all([1, 2].map(() => outcross(['mix', data(), '-o', 'train.jsonl'], { cwd })));
    const statuses = runs.map(({ status }) => status).sort();
    // The slower one finds the lock, or what the quicker one wrote.
    expect(statuses).toEqual([0, 2]);
    expect(runs.find(({ status }) => status === 2)!.stderr).toMatch(/E_LOCKED|E_WRITE/);
    expect(JSON.parse(left(cwd)['train.jsonl.manifest.json']).outputs[0].records).toBe(2000);
  });
});
