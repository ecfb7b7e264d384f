import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { define as defineQueue } from '../../cli/commands/review/queue.ts';
import { desk } from '../../cli/fixtures.test.support.ts';
import { createProgram } from '../../cli/program.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { JOB_KINDS, type JobKind } from '../wire.ts';
import { taskOf } from './kinds.ts';

const disk = scratch();
for (const name of ['h.jsonl', 'g1.jsonl', 'train.jsonl', 'train.jsonl.proof.json'])
  disk.write(name, '{"text":"a"}\n');
const place = { folder: disk.folder, own: (ending: string) => join('.outcross/jobs', `id${ending}`) };
const argsOf = async (kind: JobKind, options: object = {}) => (await taskOf(kind, options, place)).args;

/** Every option of every kind. */
const FULL: Readonly<Record<JobKind, object>> = {
  check: { generation: 'g1', failOn: ['early', 'late'], margin: 0.1, alpha: 0.05, strict: true },
  mix: {
    policy: { size: 10 },
    corpora: ['h.jsonl', 'g1.jsonl'],
    size: 'all',
    seed: 's',
    output: 'o.jsonl',
    rejects: 'r.jsonl',
  },
  prove: { mix: 'train.jsonl', output: 'p.json', key: 'abcd' },
  verify: { proof: 'train.jsonl.proof.json', data: ['train.jsonl'], trust: 'abcd' },
  audit: { when: ['before-training'], stage: ['sources', 'health'], all: true },
  recover: { generation: 'g1', output: 'back', dryRun: true },
  drill: {},
  filter: {
    ...{
      corpora: ['g1.jsonl'],
      output: 'k.jsonl',
      rejects: 'r.jsonl',
      flags: 'f.jsonl',
      profile: ['gopher', 'c4'],
    },
    ...{ languages: ['en', 'de'], cleanLines: true, dryRun: true },
  },
  dedup: {
    ...{ corpora: ['g1.jsonl'], output: 'k.jsonl', removed: 'r.jsonl', against: ['h.jsonl'], preset: 'nemo' },
    ...{ threshold: 0.8, dryRun: true },
  },
  profile: { corpora: ['g1.jsonl'], output: 'g1.profile', text: false, strict: true },
  queue: { corpora: ['g1.jsonl'], size: 100, error: 0.02, reviewers: 2, overlap: 0.1, seed: 's' },
};

describe('taskOf', () => {
  it.each([
    ['check', {}, ['check']],
    ['check', { failOn: [] }, ['check', '--fail-on=none']],
    ['mix', { again: true }, ['mix', '--force']],
    ['drill', {}, ['recover', '--drill']],
    ['verify', { data: ['h.jsonl', 'g1.jsonl'] }, ['verify', '--data=h.jsonl', '--data=g1.jsonl']],
    [
      'profile',
      { corpora: ['g1.jsonl'], output: 'x.profile' },
      ['profile', '--output=x.profile', '--', 'g1.jsonl'],
    ],
    ['queue', { size: 5 }, ['review', 'queue', '--size=5']],
  ] as const)('makes %s of %j', async (kind, options, args) => {
    expect(await argsOf(kind, options)).toEqual(args);
  });

  it('writes a policy to a file of the job, and names it', async () => {
    const { args, files } = await taskOf('mix', { policy: { size: 10 } }, place);
    expect(args).toEqual(['mix', '--policy=.outcross/jobs/id.policy.json']);
    expect(JSON.parse(files['.policy.json'])).toEqual({ policy: { size: 10 } });
  });

  it('names a configuration of another name', async () => {
    const { args } = await taskOf('audit', {}, { ...place, config: 'other.yaml' });
    expect(args).toEqual(['audit', '--config=other.yaml']);
  });

  it.each(JOB_KINDS)('gives %s only options that the command has', async (kind) => {
    const args = await argsOf(kind, FULL[kind]);
    const { context } = desk();
    const program = await createProgram(args, context);
    const queue = new Command();
    defineQueue(queue, context);
    const command = kind === 'queue' ? queue : program.commands.find((one) => one.name() === args[0])!;
    const { unknown, operands } = command.parseOptions(args.slice(kind === 'queue' ? 2 : 1));
    expect({ kind, unknown, operands: operands.length }).toEqual({
      kind,
      unknown: [],
      operands: args.includes('--') ? args.length - args.indexOf('--') - 1 : 0,
    });
  });

  it.each([
    ['check', { output: '/etc/passwd' }],
    ['check', { generation: 'g1\n--output=/etc/passwd' }],
    ['check', { generation: '' }],
    ['check', { failOn: ['early', '--json'] }],
    ['check', { margin: '0.1; rm -rf /' }],
    ['check', { workers: 1000 }],
    ['mix', { output: '/etc/passwd' }],
    ['mix', { output: '--force', again: true }],
    ['mix', { output: '../../x' }],
    ['mix', { output: 'h.jsonl' }],
    ['mix', { size: '10 --force' }],
    ['mix', { size: 1.5 }],
    ['mix', { policy: 'outcross.yaml' }],
    ['mix', { ledger: 'postgres://elsewhere' }],
    ['prove', { key: '--keyless' }],
    ['prove', { passphraseEnv: 'HOME' }],
    ['verify', { trust: 'zz' }],
    ['audit', { when: ['now'] }],
    ['filter', {}],
    ['filter', { corpora: [] }],
    ['filter', { corpora: ['---/../..'] }],
    ['filter', { corpora: ['g1.jsonl'], profile: ['c4,--force'] }],
    ['dedup', { corpora: ['g1.jsonl'], temp: '/tmp' }],
    ['profile', { corpora: ['g1.jsonl'] }],
    ['drill', { output: 'x' }],
    ['queue', { reviewers: 0 }],
    ['mix', { corpora: ['file:///etc/passwd'] }],
    ['mix', { rejects: 'file:///tmp/r.jsonl' }],
    ['prove', { mix: 's3a://bucket/train' }],
    ['verify', { proof: 'file:///etc/passwd' }],
    ['verify', { data: ['h.jsonl', 'file:///etc/passwd'] }],
    ['filter', { corpora: ['FILE:///etc/passwd'] }],
    ['dedup', { corpora: ['g1.jsonl'], against: ['hdfs://host/a.jsonl'] }],
    ['profile', { corpora: ['file:///etc/passwd'], output: 'x.profile' }],
    ['queue', { corpora: ['file:///etc/passwd'] }],
  ] as const)('refuses for %s %j', async (kind, options) => {
    await expect(argsOf(kind, options)).rejects.toMatchObject({ code: 'E_PARAMETER' });
  });

  it('names the nearest option of a typing error', async () => {
    await expect(argsOf('check', { generatoin: 'g1' })).rejects.toMatchObject({
      where: 'generatoin',
      hint: expect.stringContaining('Did you mean generation?'),
    });
  });
});
