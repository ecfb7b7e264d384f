import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const disk = scratch();
const at = (...parts: string[]) => join(disk.folder, ...parts);

/** What a stand-in does: it tells what it was asked and ends as a file tells it to. */
const STUB = `#!/usr/bin/env bash
echo "$*" >>"$HOME/asked"
echo '{}'
if [[ -f $HOME/ends-$1 ]]; then exit "$(cat "$HOME/ends-$1")"; fi
`;

beforeAll(() => {
  const real = `#!/usr/bin/env bash\nexec "${process.execPath}" "${join(ROOT, 'bin/outcross.js')}" "$@"\n`;
  for (const [path, text] of [
    ['real/outcross', real],
    ['stub/outcross', STUB],
    ['stub/npm', STUB],
  ])
    chmodSync(disk.write(path, text), 0o755);
});

interface Ended {
  readonly status: number;
  readonly said: string;
}

function shell(script: string, cwd: string, bin: 'real' | 'stub'): Promise<Ended> {
  const env = {
    PATH: `${at(bin)}:${process.env['PATH']}`,
    HOME: disk.folder,
    GIT_CONFIG_NOSYSTEM: '1',
    TMPDIR: at(),
    OUTCROSS_VERSION: '1.2.3',
  };
  return new Promise((resolve) => {
    execFile('bash', ['-eo', 'pipefail', '-c', script], { cwd, env }, (error, out, err) =>
      resolve({ status: error === null ? 0 : Number(error.code), said: `${out}${err}` }),
    );
  });
}

describe('examples/ci/github.yml', () => {
  const text = read('examples/ci/github.yml');
  const action = parse(read('action.yml')) as { inputs: object; outputs: object };
  const { jobs } = parse(text) as {
    jobs: { outcross: { steps: readonly { uses?: string; run?: string; with?: object }[] } };
  };
  const { steps } = jobs.outcross;

  it('pins what others wrote by commit, with the version beside it', () => {
    const others = steps.flatMap(({ uses }) => (uses === undefined || /outcross@/.test(uses) ? [] : [uses]));
    expect(others.length).toBeGreaterThan(3);
    for (const uses of others) {
      expect(uses).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40}$/);
      expect(text).toMatch(new RegExp(`${uses.replaceAll('/', '\\/')} # v\\d+\\.\\d+\\.\\d+\\n`));
    }
  });

  it('asks the action for what it takes and gives', () => {
    const own = steps.find(({ uses }) => uses?.includes('outcross@'));
    for (const name of Object.keys(own!.with!)) expect(action.inputs).toHaveProperty([name]);
    const outputs = [...text.matchAll(/steps\.outcross\.outputs\.(\w+)/g)].map(([, name]) => name);
    expect(outputs.length).toBeGreaterThan(3);
    for (const name of outputs) expect(action.outputs).toHaveProperty(name);
  });

  it('lets nothing of GitHub into a script', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
  });
});

describe('examples/ci/gitlab.yml', () => {
  const job = (
    parse(read('examples/ci/gitlab.yml')) as {
      outcross: { script: string[]; artifacts: { reports: Record<string, string> } };
    }
  ).outcross;

  async function run(ends: Readonly<Record<string, number>>) {
    const name = `gitlab-${Object.values(ends).join('')}`;
    const cwd = at(name);
    mkdirSync(cwd, { recursive: true });
    for (const command of ['check', 'audit']) disk.write(`ends-${command}`, String(ends[command]));
    disk.write('asked', '');
    const ended = await shell(job.script.join('\n'), cwd, 'stub');
    return { ...ended, asked: readFileSync(at('asked'), 'utf8').trim().split('\n') };
  }

  it.each([
    [{ check: 0, audit: 0 }, 0, true],
    [{ check: 1, audit: 0 }, 1, true],
    [{ check: 0, audit: 1 }, 1, true],
    [{ check: 2, audit: 0 }, 1, false],
  ] as const)('where commands end with %j ends with %i, the page written: %s', async (ends, status, page) => {
    const ran = await run(ends);
    expect(ran.status).toBe(status);
    expect(ran.asked.some((line) => line.startsWith('summary'))).toBe(page);
    expect(ran.asked[0]).toBe('install --global --no-audit --no-fund outcross@1.2.3');
  });

  it('collects the files that its commands write', async () => {
    const { asked } = await run({ check: 0, audit: 0 });
    for (const path of Object.values(job.artifacts.reports))
      expect(asked.some((line) => line.includes(` ${path}`))).toBe(true);
  });
});

describe('examples/ci/pre-commit.sh, as a hook of git', () => {
  const tagged = { text: 'one', provenance: { origin: 'human' } };
  const untagged = { text: 'two' };
  const repository = at('repository');
  const git = (command: string) => shell(`git ${command}`, repository, 'real');
  const commit = async (files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) disk.write(join('repository', name), text);
    await git('add -A');
    return git('commit -m change');
  };

  beforeAll(async () => {
    mkdirSync(repository);
    await git('init --quiet');
    await git('config user.email someone@example.org');
    await git('config user.name Someone');
    copyFileSync(join(ROOT, 'examples/ci/pre-commit.sh'), join(repository, '.git/hooks/pre-commit'));
    chmodSync(join(repository, '.git/hooks/pre-commit'), 0o755);
  });

  it('lets tagged data and other files pass', async () => {
    const { status, said } = await commit({ 'data/g 1.jsonl': jsonl([tagged]), 'notes.txt': 'no data' });
    expect({ status, said }).toEqual({ status: 0, said: expect.stringContaining('change') });
  });

  it('refuses untagged data, by file and row', async () => {
    const { status, said } = await commit({ "data/it's.jsonl": jsonl([tagged, untagged]) });
    expect(status).toBe(1);
    expect(said).toContain("data/it's.jsonl:2: no origin");
    expect((await git('log --oneline')).said.trim().split('\n')).toHaveLength(1);
  });

  it('looks at what would be committed, not at what lies in the folder', async () => {
    const path = "data/it's.jsonl";
    disk.write(join('repository', path), jsonl([tagged, tagged]));
    expect((await git('commit -m stale')).status).toBe(1);
    await git('add -A');
    disk.write(join('repository', path), jsonl([untagged]));
    expect((await git('commit -m fresh')).status).toBe(0);
  });

  it('passes a commit that takes data away, and leaves nothing behind', async () => {
    await git('checkout -- .');
    await git('rm --quiet "data/it\'s.jsonl"');
    expect((await git('commit -m gone')).status).toBe(0);
    expect((await shell('ls', disk.folder, 'real')).said).not.toContain('tmp.');
  });

  it('reads rows as outcross.yaml says', async () => {
    const row = { body: 'one', provenance: { origin: 'human' } };
    const files = { 'outcross.yaml': 'fields:\n  text: body\n', 'b.jsonl': jsonl([row]) };
    expect(await commit(files)).toMatchObject({ status: 0 });
  });
});

describe('.pre-commit-hooks.yaml', () => {
  const [hook] = parse(read('.pre-commit-hooks.yaml')) as { id: string; entry: string; files: string }[];

  it('runs a command that there is, on files of data', () => {
    expect(hook).toMatchObject({ id: 'outcross-guard', entry: 'outcross guard' });
    const pattern = new RegExp(hook.files);
    for (const name of ['a.jsonl', 'b/c.parquet', 'd.csv.gz', 'e.jsonl.zst']) expect(name).toMatch(pattern);
    for (const name of ['package.json', 'jsonl.md', 'outcross.yaml']) expect(name).not.toMatch(pattern);
    expect(existsSync(join(ROOT, 'src/cli/commands/guard.ts'))).toBe(true);
  });
});
