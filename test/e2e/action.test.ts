import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { outcross } from './outcross.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string | boolean }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}
const ACTION = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;

const folder = mkdtempSync(join(tmpdir(), 'outcross action '));
const at = (...parts: string[]) => join(folder, ...parts);
/** Where a runner would have put this repository; runners' folders may have spaces. */
const CHECKOUT = at('its own checkout');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(bin: 'real' | 'stub', name: string, script: string): void {
  mkdirSync(at(bin), { recursive: true });
  writeFileSync(at(bin, name), `#!/usr/bin/env bash\n${script}\n`);
  chmodSync(at(bin, name), 0o755);
}

/** Takes down what it is asked, writes the files that it is asked for, and ends as it is told to. */
const STUB = `
printf '%s\\n' "$*" >>"$HOME/asked"
last=
for word in "$@"; do
  case $last in --markdown | --badge | --code-quality) echo "page of $1" >"$word" ;; esac
  last=$word
done
if [[ $1 == summary && $last == --json ]]; then echo '{"verdict": "early"}'; else echo '{}'; fi
if [[ -f $HOME/ends-$1 ]]; then exit "$(cat "$HOME/ends-$1")"; fi`;

interface Done {
  readonly status: number;
  readonly said: string;
}

function bash(script: string, env: Readonly<Record<string, string>>): Promise<Done> {
  const options = {
    cwd: folder,
    env: { PATH: `${at('stub')}:${process.env['PATH']}`, HOME: folder, ...env },
  };
  return new Promise((resolve) => {
    // As GitHub runs `shell: bash`.
    execFile('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], options, (error, out, err) =>
      resolve({ status: error === null ? 0 : Number(error.code), said: `${out}${err}` }),
    );
  });
}

/** Runs the steps of the action as GitHub would, until one fails. */
async function runAction(
  inputs: Readonly<Record<string, string>>,
  github: Readonly<Record<string, string>> = {},
) {
  const temp = mkdtempSync(at('runner-'));
  const files = {
    GITHUB_OUTPUT: join(temp, 'output'),
    GITHUB_STEP_SUMMARY: join(temp, 'summary'),
    GITHUB_PATH: join(temp, 'path'),
  };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const values: Record<string, string> = { 'github.token': 't0ken', 'github.event_name': 'push', ...github };
  for (const [name, { default: value = '' }] of Object.entries(ACTION.inputs))
    values[`inputs.${name}`] = inputs[name] ?? filled(String(value), values);
  const done: (Done & { readonly step: string })[] = [];
  for (const step of ACTION.runs.steps) {
    if (step.if !== undefined && !holds(step.if, values)) continue;
    const env = Object.fromEntries(
      Object.entries(step.env ?? {}).map(([key, text]) => [key, filled(text, values)]),
    );
    const ended = await bash(step.run!, {
      ...files,
      ...env,
      RUNNER_TEMP: temp,
      GITHUB_ACTION_PATH: CHECKOUT,
      ...github,
    });
    done.push({ step: step.name, ...ended });
    for (const line of readFileSync(files.GITHUB_OUTPUT, 'utf8').split('\n').filter(Boolean)) {
      const [, name, value] = /^(\w+)=(.*)$/.exec(line)!;
      values[`steps.${step.id}.outputs.${name}`] ??= value;
    }
    if (ended.status !== 0) break;
  }
  const outputs = Object.fromEntries(
    Object.entries(ACTION.outputs).map(([name, { value }]) => [name, filled(value, values)]),
  );
  return {
    done,
    outputs,
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
    path: readFileSync(files.GITHUB_PATH, 'utf8'),
  };
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => values[name] ?? '');
}

function holds(condition: string, values: Readonly<Record<string, string>>): boolean {
  return condition.split(' && ').every((part) => {
    const [, name, sign, value] = /^([\w.-]+) (==|!=) '(.*)'$/.exec(part)!;
    return (values[name] === value) === (sign === '==');
  });
}

beforeAll(() => {
  program('real', 'outcross', `exec "${process.execPath}" "${join(ROOT, 'bin/outcross.js')}" "$@"`);
  program('stub', 'outcross', STUB);
  program('stub', 'npm', `printf '%s\\n' "$@" >"$HOME/npm-args"`);
  for (const bin of ['real', 'stub'] as const) program(bin, 'node', `exec "${process.execPath}" "$@"`);
  mkdirSync(at('empty'));
  symlinkSync(ROOT, CHECKOUT);
});

describe('action.yml', () => {
  it('lets nothing into a script but through the environment', () => {
    expect(ACTION.runs.using).toBe('composite');
    for (const { run, shell } of ACTION.runs.steps) {
      expect(shell).toBe('bash');
      expect(run).not.toContain('${{');
    }
    const given = JSON.stringify(ACTION.runs.steps.map(({ env, if: when }) => [env, when]));
    for (const name of Object.keys(ACTION.inputs)) expect(given).toContain(`inputs.${name}`);
  });

  it('checks and audits the example, shows what it found, and only then fails', async () => {
    rmSync(at('try out'), { recursive: true, force: true });
    const made = await outcross(['init', at('try out'), '--example', '--yes']);
    expect(made.status).toBe(0);
    const human = ['--against', 'anchor/holdout.profile', '--reservoir', 'anchor/reservoir.profile'];
    const before = await outcross(['check', 'data/g1.jsonl', ...human, '--json', '--no-ledger'], {
      cwd: at('try out'),
    });
    writeFileSync(at('baseline.json'), before.stdout);
    const inputs = { version: 'none', 'working-directory': 'try out', baseline: 'baseline.json' };
    const { done, outputs, summary } = await runAction(inputs, {
      PATH: `${at('real')}:${process.env['PATH']}`,
    });
    expect(done.map(({ step, status }) => `${step} ${status}`)).toEqual(['Check and audit 0', 'Gate 1']);
    expect(outputs).toMatchObject({ status: 'failed', verdict: 'early' });
    expect(Number(outputs['score'])).toBeGreaterThan(0);
    expect(summary).toMatch(/^### Outcross: \u274c failed\n/);
    expect(summary).toContain('**What fails**');
    expect(summary).toContain('g2 is early, g1 was healthy');
    for (const name of ['report', 'audit', 'sarif', 'badge'])
      expect(JSON.parse(readFileSync(outputs[name], 'utf8')), name).toBeTypeOf('object');
    expect(readFileSync(outputs['junit'], 'utf8')).toMatch(/^<\?xml/);
    expect(JSON.parse(readFileSync(outputs['badge'], 'utf8')).message).toMatch(/^early, [\d.]+\/100$/);
  });
});

const HERE = { version: 'none', 'working-directory': 'empty' };

/** Runs the action on the stub, whose commands end as told. */
async function onStub(inputs: Readonly<Record<string, string>>, ends: Readonly<Record<string, number>> = {}) {
  rmSync(at('asked'), { force: true });
  for (const [name, status] of Object.entries(ends)) writeFileSync(at(`ends-${name}`), String(status));
  const ran = await runAction({ ...HERE, ...inputs });
  for (const name of Object.keys(ends)) rmSync(at(`ends-${name}`));
  return {
    ...ran,
    asked: existsSync(at('asked')) ? readFileSync(at('asked'), 'utf8').trim().split('\n') : [],
  };
}

describe('its run', () => {
  it('passes where every gate is met, and hands on what it was told', async () => {
    const { done, asked, outputs, summary } = await onStub({ 'fail-on': 'late', when: 'standing' });
    expect(done.map(({ step, status }) => `${step} ${status}`)).toEqual(['Check and audit 0', 'Gate 0']);
    expect(asked[0]).toMatch(/^check --json .*--fail-on late$/);
    expect(asked[1]).toMatch(/^audit --json .*--when standing$/);
    expect(asked[2]).toMatch(/^summary \S.*check\.json \S.*audit\.json --badge /);
    expect(outputs).toMatchObject({ status: 'passed', verdict: 'early', score: '', sarif: '' });
    expect(summary).toBe('{}\n\npage of check\n');
  });

  it('says nothing of gates where it was told nothing: outcross.yaml has them', async () => {
    const { asked } = await onStub({ command: 'check' });
    expect(asked[0]).not.toContain('--fail-on');
    expect(asked.some((line) => line.startsWith('audit'))).toBe(false);
  });

  it('compares with a baseline that is there, and fails on what got worse where it is told to', async () => {
    writeFileSync(at('baseline.json'), '{}');
    const both = { command: 'check', baseline: 'baseline.json' };
    const { asked, summary } = await onStub(both);
    expect(asked.find((line) => line.startsWith('diff'))).toContain(`diff ${at('baseline.json')} `);
    expect(asked.find((line) => line.startsWith('diff'))).toMatch(/--fail-on none$/);
    expect(summary).toBe('{}\n\npage of diff\n\npage of check\n');
    const worse = await onStub({ ...both, 'fail-on-worse': 'true' }, { diff: 1 });
    expect(worse.done.at(-1)).toMatchObject({ step: 'Gate', status: 1 });
    const absent = await onStub({ ...both, baseline: 'none.json' });
    expect(absent.asked.some((line) => line.startsWith('diff'))).toBe(false);
  });

  it('says what could not run, rather than that a gate failed', async () => {
    const broken = await onStub({ command: 'check' }, { check: 2 });
    expect(broken.done).toMatchObject([{ step: 'Check and audit', status: 2 }]);
    expect(broken.done[0].said).toContain('::error::outcross check ended with status 2');
    expect((await onStub({ command: 'mix' })).done[0].said).toContain('command must be check, audit');
    expect((await onStub({ command: ' ' })).done[0].said).toContain('nothing was run');
    const lost = (await onStub({ 'working-directory': 'no where' })).done[0];
    expect([lost.status, lost.said]).toEqual([
      2,
      expect.stringMatching(/::error::there is no folder no\\ where/),
    ]);
  });

  it.each([
    '$(touch pwned)`touch pwned`"; touch pwned; "\'; touch pwned; \'|| touch pwned',
    '-x\ntouch pwned',
  ])('takes %j for a word, never for a command', async (evil) => {
    await onStub({
      command: 'check audit',
      'fail-on': evil,
      when: evil,
      baseline: evil,
      'fail-on-worse': evil,
    });
    for (const name of ['command', 'working-directory', 'version']) await onStub({ [name]: evil });
    expect((await bash('find . -name pwned', {})).said).toBe('');
  });
});

describe('its installation', () => {
  it('asks npm for the version that was named, in a folder of its own', async () => {
    const { done, path } = await runAction({ version: '1.2.3', command: 'none' });
    expect(done[0]).toMatchObject({ step: 'Install Outcross', status: 0 });
    const args = readFileSync(at('npm-args'), 'utf8').trim().split('\n');
    expect(args.at(-1)).toBe('outcross@1.2.3');
    expect(path.trim()).toBe(join(args[args.indexOf('--prefix') + 1], 'bin'));
    expect(path).toContain('runner-');
  });

  it.each(['', 'https://x.example/a.tgz', '../evil', '--registry=x', '1.0.0 evil'])(
    'refuses %j',
    async (version) => {
      const { done } = await runAction({ ...HERE, version });
      expect(done).toMatchObject([{ step: 'Install Outcross', status: 2 }]);
    },
  );
});

describe('its comment', () => {
  type Asked = {
    readonly method: string;
    readonly path: string;
    readonly token: string;
    readonly body: string;
  };

  async function commented(comments: readonly object[], status = 200, page = 'found') {
    const asked: Asked[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        asked.push({
          method: request.method!,
          path: request.url!,
          token: request.headers.authorization!,
          body,
        });
        response.writeHead(status).end(JSON.stringify(request.method === 'GET' ? comments : {}));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    writeFileSync(at('event.json'), JSON.stringify({ pull_request: { number: 7 } }));
    writeFileSync(at('page.md'), page);
    const { status: ended, said } = await bash('node "$GITHUB_ACTION_PATH/scripts/action/comment.mjs"', {
      GITHUB_ACTION_PATH: CHECKOUT,
      GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      GITHUB_REPOSITORY: 'team/line',
      GITHUB_EVENT_PATH: at('event.json'),
      OUTCROSS_TOKEN: 't0ken',
      OUTCROSS_PAGE: at('page.md'),
    });
    server.close();
    return { asked, ended, said };
  }

  const bot = { type: 'Bot' };

  it('is written once, and rewritten by every run that follows', async () => {
    const first = await commented([{ id: 1, body: 'nice', user: bot }]);
    expect(first.asked.map(({ method, path }) => `${method} ${path.split('?')[0]}`)).toEqual([
      'GET /repos/team/line/issues/7/comments',
      'POST /repos/team/line/issues/7/comments',
    ]);
    expect(JSON.parse(first.asked[1].body)).toEqual({ body: '<!-- outcross -->\nfound' });
    expect(first.asked[1].token).toBe('Bearer t0ken');
    const again = await commented([{ id: 3, body: '<!-- outcross -->\nold', user: bot }]);
    expect(again.asked[1]).toMatchObject({ method: 'PATCH', path: '/repos/team/line/issues/comments/3' });
  });

  it('never rewrites what a person wrote', async () => {
    const { asked } = await commented([{ id: 3, body: '<!-- outcross --> mine', user: { type: 'User' } }]);
    expect(asked[1].method).toBe('POST');
  });

  it('is a warning where the token may not write, as from a fork', async () => {
    const { ended, said } = await commented([], 403);
    expect(ended).toBe(0);
    expect(said).toContain('::warning::the comment was not written: GitHub answered 403');
    expect(said).not.toContain('t0ken');
  });

  it('is cut to what GitHub takes', async () => {
    const { asked } = await commented([], 200, 'x'.repeat(200_000));
    expect(JSON.parse(asked[1].body).body.length).toBeLessThan(65_536);
    expect(asked[1].body).toContain('The rest stands in the summary of the job.');
  });

  it('is written of pull requests alone, where it was asked for', async () => {
    writeFileSync(at('event.json'), '{"pull_request": {"number": 7}}');
    const steps = async (comment: string, event: string) => {
      const github = { 'github.event_name': event, GITHUB_EVENT_PATH: at('event.json') };
      const { done } = await runAction({ ...HERE, command: 'check', comment }, github);
      return done.map(({ step }) => step);
    };
    expect(await steps('true', 'pull_request')).toContain('Comment');
    expect(await steps('true', 'push')).not.toContain('Comment');
    expect(await steps('false', 'pull_request')).not.toContain('Comment');
  });
});
