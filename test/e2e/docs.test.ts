import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../src/base/rng.ts';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { Typist, typedIn } from './shell-page.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const disk = scratch();

/** Rows of made-up text by a few authors: what the commands need, not what they are about. */
function rows(seed: string): { text: string; author: string }[] {
  const rng = new Rng(seed);
  return Array.from({ length: 200 }, (_, i) => ({
    text: Array.from({ length: 30 }, () => `w${Math.floor(800 * rng.next() ** 3)}`).join(' '),
    author: `author ${i % 40}`,
  }));
}

describe('the commands of README.md', () => {
  let cwd: string;

  beforeAll(() => {
    cwd = join(disk.folder, 'readme');
    mkdirSync(join(cwd, 'human'), { recursive: true });
    disk.write('readme/human.jsonl', jsonl(rows('human')));
    disk.write('readme/human/all.jsonl', jsonl(rows('human')));
    for (const name of ['g1', 'g2']) disk.write(`readme/${name}.jsonl`, jsonl(rows(name)));
    disk.write('readme/g3.jsonl.gz', gzipSync(jsonl(rows('g3'))));
    const columnData = [{ name: 'text', data: rows('g4').map(({ text }) => text) }];
    disk.write('readme/g4.parquet', new Uint8Array(parquetWriteBuffer({ columnData })));
  });

  it('run in the order in which they stand, and pass or fail by a verdict', async () => {
    const typist = new Typist(cwd);
    const guide = typedIn(readFileSync(join(ROOT, 'docs/guide.md'), 'utf8'));
    const typed = typedIn(README).map((line) => line.replace(/^npx /, ''));
    // What the guide types too runs in its own test, in the workspace that it makes; the dashboard goes on until it is stopped.
    const own = typed.filter(
      (line) => line.startsWith('outcross ') && !guide.includes(line) && line !== 'outcross view',
    );
    expect(own.length).toBeGreaterThanOrEqual(12);
    for (const line of own) {
      const { status, stderr } = await typist.type(line);
      expect([0, 1], `${line}\n${stderr}`).toContain(status);
    }
  }, 300_000);

  it('name scripts of the package', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    const named = typedIn(README).flatMap((line) => /^npm (?:run )?(\S+)/.exec(line)?.[1] ?? []);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('include a library example that runs as it stands', async () => {
    const code = /^```ts\n([\s\S]*?)^```/m.exec(README)?.[1];
    expect(code).toBeDefined();
    for (const name of ['human.jsonl', 'g1.jsonl']) cpSync(join(cwd, name), join(disk.folder, name));
    const program = `${code!.replaceAll(/'(human|g1)\.jsonl'/g, (_, name) => JSON.stringify(join(disk.folder, `${name}.jsonl`)))}\nconsole.log(report.generations[0].verdict);`;
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { cwd: ROOT });
    expect((await run).stdout).toMatch(/^(healthy|narrow|early|late|shifted|inconclusive)\n$/);
  });
});
