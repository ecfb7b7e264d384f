import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { Rng } from '../../src/base/rng.ts';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { gumbelMarker } from '../../src/watermark/vllm/gumbel.ts';
import { outcross } from './outcross.ts';

const disk = scratch();
let cwd: string;
let folders = 0;

beforeEach(() => {
  cwd = join(disk.folder, `run-${folders++}`);
  mkdirSync(cwd);
});

const write = (name: string, data: string) => disk.write(join(`run-${folders - 1}`, name), data);
const read = (name: string) => readFileSync(join(cwd, name), 'utf8');
const parsed = (name: string) =>
  read(name)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const run = (...args: string[]) => outcross(['watermark', ...args], { cwd });
const give = (input: string, ...args: string[]) => outcross(['watermark', ...args], { cwd, input });

const SECRET = '1234567890123456789';

async function importKey(id = 'production'): Promise<void> {
  const { status, stderr } = await give(SECRET, 'keys', 'import', '-', '--scheme', 'vllm-gumbel', '--id', id);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}

/** Tokens of a vocabulary of 200, evenly drawn. */
function human(rng: Rng, length: number): number[] {
  return Array.from({ length }, () => rng.int(200));
}

/** The same, marked with the key of `importKey`. */
function marked(length: number, from: number): number[] {
  const value = BigInt(SECRET);
  const key = { low: Number(BigInt.asUintN(32, value)), high: Number(value >> 32n) };
  const marker = gumbelMarker({ key });
  const tokens: number[] = [from];
  while (tokens.length < length) {
    const logits = new Float64Array(200);
    marker.mark(logits, tokens);
    tokens.push(logits.indexOf(0));
  }
  return tokens;
}

function corpus(): object[] {
  const rng = new Rng(1);
  const rows: object[] = [];
  for (let i = 0; i < 30; i++) {
    rows.push({
      id: `h${i}`,
      text: 'a',
      ids: human(rng, 60),
      provenance: { origin: 'human', source: 'books' },
    });
  }
  for (let i = 0; i < 10; i++) {
    rows.push({
      id: `m${i}`,
      text: 'b',
      ids: marked(60, i),
      provenance: { origin: 'unknown', source: 'crawl' },
    });
  }
  rows.push({ id: 'short', text: 'c', ids: [1, 2, 3] });
  rows.push({ id: 'odd', text: 'd', ids: [1, 'two', 3] });
  return rows;
}

describe('outcross watermark keys', () => {
  it('makes a key that only its owner may read, and shows no secret of it', async () => {
    const made = await run('keys', 'new', '--scheme', 'vllm-gumbel', '--id', 'k1', '--width', '5');
    expect(made.status).toBe(0);
    const folder = join(cwd, '.outcross', 'keys');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'k1.json')).mode & 0o777).toBe(0o600);
    const { secrets, created } = JSON.parse(read('.outcross/keys/k1.json'));
    const listed = await run('keys', 'list', '--json');
    expect(JSON.parse(listed.stdout)).toEqual({
      keys: [{ id: 'k1', scheme: 'vllm-gumbel', secrets: 1, parameters: { width: 5 }, created }],
    });
    const shown = made.stdout + made.stderr + listed.stdout + (await run('keys', 'list')).stdout;
    expect(shown).not.toContain(secrets[0].slice(2));
    expect(readdirSync(folder).sort()).toEqual(['.gitignore', 'k1.json']);
  });

  it('never writes over a key, and retires the one that is rotated', async () => {
    await importKey();
    const before = read('.outcross/keys/production.json');
    const again = await run('keys', 'new', '--scheme', 'vllm-gumbel', '--id', 'production');
    expect(again.status).toBe(2);
    expect(again.stderr).toContain('there is a key production already');
    expect(read('.outcross/keys/production.json')).toBe(before);
    expect((await run('keys', 'rotate', 'production')).status).toBe(0);
    const [old, fresh] = ['production', 'production-2'].map((id) =>
      JSON.parse(read(`.outcross/keys/${id}.json`)),
    );
    expect(old).toMatchObject({ secrets: [SECRET], replacedBy: 'production-2' });
    expect(fresh.secrets).not.toEqual(old.secrets);
    expect(statSync(join(cwd, '.outcross/keys/production.json')).mode & 0o777).toBe(0o600);
    const twice = await run('keys', 'rotate', 'production');
    expect([twice.status, twice.stderr]).toEqual([2, expect.stringContaining('Rotate production-2')]);
  });

  it('tells what is wrong with a secret without showing it', async () => {
    for (const [secret, scheme] of [
      ['99999999999999999999999', 'vllm-gumbel'],
      ['not-hex-at-all', 'sglang-gumbel'],
      ['{"key": 12.5}', 'vllm-gumbel'],
      ['{"key": "hunter2', 'vllm-gumbel'],
    ]) {
      const { status, stderr } = await give(secret, 'keys', 'import', '-', '--scheme', scheme);
      expect(status).toBe(2);
      for (const part of ['9999999', 'not-hex', '12.5', 'hunter2']) expect(stderr).not.toContain(part);
    }
    expect(existsSync(join(cwd, '.outcross/keys'))).toBe(false);
  });

  it('refuses ids that lead out of the folder, and SBW lefthash by name', async () => {
    const away = await run('keys', 'new', '--scheme', 'vllm-gumbel', '--id', '../away');
    expect([away.status, away.stderr]).toEqual([2, expect.stringContaining('E_OPTION')]);
    const left = await run('keys', 'new', '--scheme', 'vllm-sbw', '--seeding', 'lefthash');
    expect([left.status, left.stderr]).toEqual([2, expect.stringContaining('E_UNSUPPORTED')]);
    const near = await run('keys', 'new', '--scheme', 'vllm-gumble');
    expect(near.stderr).toContain('vllm-gumbel');
  });
});

describe('outcross watermark detect', () => {
  it('finds the marked examples, estimates their share, and pools by source', async () => {
    await importKey();
    write('c.jsonl', jsonl(corpus()));
    const { status, stdout, stderr } = await run('detect', 'c.jsonl', '--tokens-field', 'ids', '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const found = JSON.parse(stdout);
    expect(found.states).toEqual({ marked: 10, 'no evidence': 30, 'too few tokens': 1, 'not verifiable': 1 });
    expect(found.share.low).toBeLessThan(0.25);
    expect(found.share.high).toBeGreaterThan(0.25);
    const [books, crawl] = found.sources;
    expect([books.source, books.pooled[0].state]).toEqual(['books', 'no evidence']);
    expect([crawl.source, crawl.pooled[0].state]).toEqual(['crawl', 'marked']);
    expect(stdout).not.toContain(SECRET);
    const text = await run('detect', 'c.jsonl', '--tokens-field', 'ids');
    expect(text.stdout).toContain(
      '42 examples: 10 marked, 30 no evidence, 1 too few tokens, 1 not verifiable.',
    );
  });

  it('tags what it finds, leaves what states another origin, and gives the same bytes for any number of workers', async () => {
    await importKey();
    const rows = corpus();
    write(
      'c.jsonl',
      jsonl([...rows, { id: 'claimed', text: 'e', ids: marked(80, 50), provenance: { origin: 'human' } }]),
    );
    const args = [
      'detect',
      'c.jsonl',
      '--tokens-field',
      'ids',
      '--write',
      'out.jsonl',
      '--scores',
      'scores.jsonl',
    ];
    const first = await run(...args, '--workers', '0');
    expect(first.status).toBe(1);
    expect(first.stdout).toContain('10 tagged synthetic');
    expect(first.stdout).toContain('1 marked row states another origin');
    const tagged = parsed('out.jsonl');
    expect(tagged).toHaveLength(43);
    expect(tagged[30].provenance).toEqual({ origin: 'synthetic', source: 'crawl', evidence: 'watermark' });
    expect(tagged[0]).toEqual(rows[0]);
    expect(tagged[42].provenance).toEqual({ origin: 'human' });
    const scores = parsed('scores.jsonl');
    expect(scores[30]).toMatchObject({
      id: 'm0',
      state: 'marked',
      key: 'production',
      scored: 60,
      tokens: 60,
    });
    expect(scores[41]).toMatchObject({ id: 'odd', state: 'not verifiable', pValue: null });
    const bytes = read('out.jsonl') + read('scores.jsonl');
    const second = await run(...args, '--workers', '2', '-f');
    expect(second.stdout).toBe(first.stdout);
    expect(read('out.jsonl') + read('scores.jsonl')).toBe(bytes);
    const over = await run(
      'detect',
      'c.jsonl',
      '--tokens-field',
      'ids',
      '--write',
      'over.jsonl',
      '--overwrite',
    );
    expect(over.status).toBe(0);
    expect(parsed('over.jsonl')[42].provenance).toEqual({ origin: 'synthetic', evidence: 'watermark' });
  });

  it('finds a source together whose examples are each too short', async () => {
    await importKey();
    const whole = marked(400, 3);
    const rng = new Rng(7);
    const rows = [
      ...Array.from({ length: 40 }, (_, i) => ({
        id: `s${i}`,
        text: 'a',
        ids: whole.slice(10 * i, 10 * i + 10),
        provenance: { origin: 'unknown', source: 'chat' },
      })),
      ...Array.from({ length: 40 }, (_, i) => ({
        id: `h${i}`,
        text: 'a',
        ids: human(rng, 10),
        provenance: { origin: 'unknown', source: 'forum' },
      })),
    ];
    write('c.jsonl', jsonl(rows));
    const found = JSON.parse((await run('detect', 'c.jsonl', '--tokens-field', 'ids', '--json')).stdout);
    expect(found.states['too few tokens']).toBe(80);
    const states = found.sources.map((source: { source: string; pooled: { state: string }[] }) => [
      source.source,
      source.pooled[0].state,
    ]);
    expect(states).toEqual([
      ['chat', 'marked'],
      ['forum', 'no evidence'],
    ]);
  });

  it('says that a text marked on CUDA cannot be verified, and that tokens are of another vocabulary', async () => {
    const cuda = ['--scheme', 'kgw-transformers', '--vocabulary', '100', '--device', 'cuda', '--id', 'cuda'];
    expect((await run('keys', 'new', ...cuda)).status).toBe(0);
    const rng = new Rng(3);
    const ids = Array.from({ length: 60 }, () => rng.int(100));
    write(
      'c.jsonl',
      jsonl([
        { id: 'a', text: 'a', ids },
        { id: 'b', text: 'b', ids: [...ids, 100] },
      ]),
    );
    await run('detect', 'c.jsonl', '--tokens-field', 'ids', '--scores', 's.jsonl');
    const [a, b] = parsed('s.jsonl');
    expect([a.state, a.reason]).toEqual(['not verifiable', expect.stringContaining('CUDA')]);
    expect([b.state, b.reason]).toEqual(['not verifiable', expect.stringContaining('vocabulary of 100')]);
  });

  it('warns of keys that others may read, and uses them', async () => {
    await importKey();
    chmodSync(join(cwd, '.outcross/keys/production.json'), 0o644);
    write('c.jsonl', jsonl(corpus()));
    const { status, stderr } = await run('detect', 'c.jsonl', '--tokens-field', 'ids');
    expect(status).toBe(0);
    expect(stderr).toMatch(/^warning .*production\.json may be read by others than its owner: chmod 600/);
  });

  it('asks for tokens, keys and a field that holds tokens', async () => {
    write('c.jsonl', jsonl(corpus()));
    const none = await run('detect', 'c.jsonl');
    expect([none.status, none.stderr]).toEqual([2, expect.stringContaining('--tokens-field')]);
    const keyless = await run('detect', 'c.jsonl', '--tokens-field', 'ids');
    expect([keyless.status, keyless.stderr]).toEqual([2, expect.stringContaining('keys new')]);
    await importKey();
    const unknown = await run('detect', 'c.jsonl', '--tokens-field', 'ids', '--keys', 'prodaction');
    expect(unknown.stderr).toContain('Did you mean "production"?');
    const field = await run('detect', 'c.jsonl', '--tokens-field', 'token_ids', '--scores', 's.jsonl');
    expect([field.status, field.stderr]).toEqual([2, expect.stringContaining('E_FIELD')]);
    const gone = await run('detect', 'gone.jsonl', '--tokens-field', 'ids', '--scores', 's.jsonl');
    expect([gone.status, gone.stderr]).toEqual([2, expect.stringContaining('E_NOT_FOUND')]);
    expect(readdirSync(cwd).sort()).toEqual(['.outcross', 'c.jsonl']);
  });
});

describe('outcross watermark calibrate', () => {
  it('measures human text and gives thresholds that detect takes', async () => {
    await importKey();
    const rng = new Rng(5);
    const rows = Array.from({ length: 300 }, (_, i) => ({ id: `h${i}`, text: 'a', ids: human(rng, 40) }));
    write('human.jsonl', jsonl(rows));
    const { status, stdout } = await run(
      'calibrate',
      'human.jsonl',
      '--tokens-field',
      'ids',
      '-o',
      'cal.json',
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/^cal\.json: 300 texts, 1 key\n/);
    const calibration = JSON.parse(read('cal.json'));
    expect(calibration.keys[0]).toMatchObject({ key: 'production', buckets: [{ from: 32, texts: 300 }] });
    expect(read('cal.json')).not.toContain(SECRET);
    write('c.jsonl', jsonl(corpus()));
    const args = ['detect', 'c.jsonl', '--tokens-field', 'ids', '--calibration', 'cal.json', '--json'];
    const found = JSON.parse((await run(...args)).stdout);
    expect(found.states).toEqual({ marked: 10, 'no evidence': 30, 'too few tokens': 1, 'not verifiable': 1 });
    expect([found.calibration, found.takenForUniform]).toEqual(['p-values', 0]);
    expect(found.share.low).toBeLessThan(0.25);
    expect(found.share.high).toBeGreaterThan(0.25);
  });

  it('refuses a calibration that is none, and names what is wrong', async () => {
    await importKey();
    write('c.jsonl', jsonl(corpus()));
    write('cal.json', '{"schema": "outcross.watermark-calibration/1", "keys": [{"key": "production"}]}');
    const found = await run('detect', 'c.jsonl', '--tokens-field', 'ids', '--calibration', 'cal.json');
    expect([found.status, found.stderr]).toEqual([2, expect.stringContaining('keys[0].scheme is no text')]);
  });
});
