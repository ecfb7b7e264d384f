import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { outcross } from './outcross.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, 'line', name);
const env = { OUTCROSS_ACTOR: 'zoe' };
const run = (...args: string[]) => outcross(args, { cwd: at('.'), env });

/** What must end well, as JSON. */
async function json(...args: string[]) {
  const { status, stdout, stderr } = await run(...args, '--json');
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

const words = ['river', 'stone', 'lamp', 'winter', 'paper', 'voice', 'garden', 'engine', 'window', 'thread'];
const sentence = (i: number) =>
  Array.from(
    { length: 12 },
    (_, k) => words[(i * 7 + k * (3 + (i % 5))) % words.length] + ((i * k) % 13),
  ).join(' ');
const rows = (prefix: string, count: number, shift: number) =>
  jsonl(
    Array.from({ length: count }, (_, i) => ({
      id: `${prefix}${i}`,
      text: sentence(i + shift),
      ...(prefix === 'g' && i > 0 ? { from: [`g${i - 1}`] } : {}),
    })),
  );

const YAML = `line: demo
human: human.jsonl
generations: [{name: g1, corpus: g1.jsonl}]
policy: {human: {minimum: 0.2}, order: input}
mix: {output: "mixes/train-{generation}.jsonl"}
`;

beforeAll(() => {
  mkdirSync(at('.'), { recursive: true });
  writeFileSync(at('outcross.yaml'), YAML);
  writeFileSync(at('raw.jsonl'), rows('h', 60, 0));
  writeFileSync(at('made.jsonl'), rows('g', 20, 500));
});

const tagHuman = ['tag', 'raw.jsonl', '--origin', 'human', '--source', 'essays', '-o', 'human.jsonl'];
const tagMade = [
  ...[
    'tag',
    'made.jsonl',
    '--origin',
    'synthetic',
    '--source',
    'assistant',
    '--model',
    'm1',
    '--generation',
    '1',
  ],
  ...['--parents-field', 'from', '-o', 'g1.jsonl'],
];

describe('a workspace remembers', () => {
  it('what every command did, in one chain that verifies', async () => {
    for (const args of [
      tagHuman,
      tagMade,
      ['anchor'],
      ['filter', 'g1.jsonl', '-o', 'kept.jsonl', '--rejects', 'out.jsonl'],
      ['dedup', 'g1.jsonl', '-o', 'unique.jsonl'],
      ['mix', '--no-config', 'human.jsonl', 'g1.jsonl', '-o', 'plain.jsonl'],
      ['mix'],
      ['keys', 'new'],
      ['watermark', 'keys', 'new', '--scheme', 'vllm-gumbel', '--id', 'wm'],
      ['prove', 'mixes/train-2.jsonl'],
      ['verify', 'mixes/train-2.jsonl.proof.json', '--data', 'mixes/train-2.jsonl'],
      ['sources', 'register', 'essays', '--origin', 'human', '--license', 'CC0-1.0', '--files', 'raw.jsonl'],
    ]) {
      const { status, stderr } = await run(...args);
      expect([args.join(' '), status, stderr]).toEqual([args.join(' '), 0, '']);
    }
    const { events } = await json('ledger', 'log', '--limit', '100');
    const kinds = events.map(({ kind }: { kind: string }) => kind).reverse();
    expect(kinds).toEqual([
      'corpus.tagged',
      'corpus.tagged',
      'anchor.split',
      'corpus.filtered',
      'corpus.deduplicated',
      // --no-config names no workspace, but the folder is one.
      'mix.built',
      'mix.built',
      'key.made',
      'key.made',
      'proof.made',
      'key.used',
      'proof.verified',
      'source.registered',
    ]);
    expect((await json('ledger', 'verify')).passed).toBe(true);
  }, 120_000);

  it('the digests of what was read and written, and for which generation a mix is', async () => {
    const { events } = await json('ledger', 'log', '--kind', 'mix.built');
    const [{ body }] = events;
    const digest = (name: string) =>
      createHash('sha256')
        .update(readFileSync(at(name)))
        .digest('hex');
    expect(body).toMatchObject({ generation: 2, output: { sha256: digest('mixes/train-2.jsonl') } });
    expect(body.manifest).toMatchObject({ sha256: digest('mixes/train-2.jsonl.manifest.json') });
    expect(body.inputs.map(({ name, sha256 }: { name: string; sha256: string }) => [name, sha256])).toEqual([
      ['anchor/reservoir.jsonl', digest('anchor/reservoir.jsonl')],
      ['g1.jsonl', digest('g1.jsonl')],
    ]);
  });

  it('nothing where it is told so, or where nothing was done', async () => {
    const { events: before } = await json('ledger', 'log', '--limit', '1');
    await run('mix', '--dry-run');
    await run('tag', 'raw.jsonl', '--origin', 'human', '-o', 'again.jsonl', '--no-ledger');
    const { events: after } = await json('ledger', 'log', '--limit', '1');
    expect(after).toEqual(before);
  });

  it('what a policy was short of, where a mix was refused', async () => {
    const { status, stderr } = await run('mix', '--size', '5000', '-o', 'big.jsonl');
    expect([status, stderr]).toEqual([2, expect.stringContaining('E_POLICY')]);
    const { events } = await json('ledger', 'log', '--kind', 'mix.planned');
    expect(events[0].body).toMatchObject({
      short: expect.arrayContaining([expect.stringContaining('size: ')]),
    });
    expect(existsSync(at('big.jsonl'))).toBe(false);
  });

  it('later what could not be recorded at once: the result stays, and the status says so', async () => {
    const ledger = at('.outcross/elsewhere.sqlite');
    mkdirSync(ledger);
    const { status, stdout, stderr } = await run(
      ...['watermark', 'keys', 'new', '--scheme', 'vllm-gumbel', '--id', 'late'],
      '--ledger',
      ledger,
    );
    expect([status, stdout, stderr]).toEqual([
      2,
      expect.stringContaining('late: a key'),
      expect.stringContaining('E_LEDGER'),
    ]);
    const [, kept] = /outcross ledger record (\S+)/.exec(stderr)!;
    rmSync(ledger, { recursive: true });
    expect((await run('ledger', 'record', kept)).stdout).toContain('key.made');
    expect(readdirSync(at('.outcross/unrecorded'))).toEqual([]);
    expect((await json('ledger', 'verify')).passed).toBe(true);
  });
});

describe('outcross lineage', () => {
  it('leads from a mix to the files that it was made of, and from an example to its parents', async () => {
    const { stdout } = await run('lineage', 'mixes/train-2.jsonl');
    expect(stdout).toContain('├─ mixed: corpus anchor/reservoir.jsonl');
    expect(stdout).toContain('│  └─ reservoir of: corpus human.jsonl');
    const { nodes, depth } = await json('lineage', 'g3', '--depth', '2');
    expect(depth).toEqual({ parents: 2, children: 2 });
    expect(nodes.map(({ names }: { names: string[] }) => names[0]).sort()).toEqual([
      'g1',
      'g2',
      'g3',
      'g4',
      'g5',
    ]);
  });

  it('knows a file by its content, under any name', async () => {
    writeFileSync(at('copy.bin'), readFileSync(at('mixes/train-2.jsonl')));
    expect((await run('lineage', 'copy.bin')).stdout).toContain('mix mixes/train-2.jsonl');
  });

  it('draws graphs', async () => {
    expect((await run('lineage', 'essays', '--graph', 'mermaid')).stdout).toMatch(/^flowchart TD\n/);
    expect((await run('lineage', 'essays', '--graph', 'dot')).stdout).toMatch(/^digraph lineage \{\n/);
  });

  it('says what there is to name where nothing has the name', async () => {
    const { status, stderr } = await run('lineage', 'nobody');
    expect([status, stderr]).toEqual([2, expect.stringContaining('E_NOT_FOUND')]);
  });
});

describe('outcross review', () => {
  it('is obeyed by the next mix, never overrules unawares, and is proven with the set', async () => {
    expect((await run('review', 'decide', 'g3', '--decision', 'reject')).status).toBe(0);
    const second = await run('review', 'decide', 'g3', '--decision', 'accept', '--reviewer', 'max');
    expect([second.status, second.stderr]).toEqual([2, expect.stringContaining('reject by zoe, event')]);
    writeFileSync(
      at('decisions.jsonl'),
      jsonl([
        { id: 'g4', decision: 'edit', text: 'what a person wrote instead' },
        { id: 'g3', decision: 'accept', reviewer: 'max' },
        { id: 'g5', decision: 'relabel', origin: 'mixed' },
      ]),
    );
    const imported = await run('review', 'import', 'decisions.jsonl');
    expect([imported.status, imported.stdout]).toEqual([1, '2 decisions recorded\n']);
    expect((await run('review', 'import', 'decisions.jsonl')).stdout).toBe(
      '0 decisions recorded, 2 there already\n',
    );
    const { decisions } = await json('review', 'list');
    expect(
      decisions.map(({ id, decision }: { id: string; decision: string }) => `${id} ${decision}`),
    ).toEqual(['g3 reject', 'g4 edit', 'g5 relabel']);
    const { review } = await json('mix', '-o', 'reviewed.jsonl');
    expect(review).toMatchObject({ reject: 1, edit: 1, relabel: 1, outdated: 0 });
    const set = readFileSync(at('reviewed.jsonl'), 'utf8');
    expect(set).not.toContain('"id":"g3"');
    expect(set).toContain('"text":"what a person wrote instead"');
    await run('prove', 'reviewed.jsonl');
    expect((await run('verify', 'reviewed.jsonl.proof.json', '--data', 'reviewed.jsonl')).status).toBe(0);
    expect((await json('mix', '-o', 'unreviewed.jsonl', '--no-review')).review).toBeUndefined();
    expect((await json('ledger', 'verify')).passed).toBe(true);
  }, 60_000);

  it('wants a workspace, or a ledger by name', async () => {
    disk.write('bare/rows.jsonl', rows('h', 2, 0));
    const bare = await outcross(['review', 'decide', 'h1', '--decision', 'reject', '--in', 'rows.jsonl'], {
      cwd: join(disk.folder, 'bare'),
    });
    expect([bare.status, bare.stderr]).toEqual([2, expect.stringContaining('outcross init')]);
    expect(existsSync(join(disk.folder, 'bare/.outcross'))).toBe(false);
  });
});
