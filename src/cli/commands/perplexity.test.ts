import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LmServer, TokenModel } from '../../../test/fixtures/lm-server.ts';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { desk } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const disk = scratch();
const TEXTS = Array.from({ length: 24 }, (_, i) => ({
  id: `t${i}`,
  author: `a${i % 12}`,
  text: `the ${i % 2 === 0 ? 'cat' : 'dog'} sat on the mat number ${i}`,
}));
const corpus = disk.write('corpus.jsonl', jsonl(TEXTS));

let server: LmServer;
beforeAll(async () => {
  server = await LmServer.start(new TokenModel(['the cat sat on the mat', 'the dog sat on the cat']));
});
afterAll(() => server.close());
let folders = 0;
let output: string;
beforeEach(() => {
  server.faults.length = 0;
  server.requests.length = 0;
  server.name = 'ngram';
  output = disk.write(join(`out-${folders++}`, '.keep'), '').replace(/\.keep$/, 'scores.jsonl');
});

async function perplexity(args: readonly string[], env = {}) {
  const { context, out, err } = desk(env);
  const status = await run(['perplexity', ...args], context);
  return { status, out: out.text, err: err.text };
}
const at = (...more: string[]) => [corpus, '--endpoint', server.url, '--model', 'ngram', ...more];
const document = async (args: readonly string[], env = {}) => {
  const { status, out, err } = await perplexity([...args, '--json'], env);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return JSON.parse(out);
};
const own = () =>
  TEXTS.reduce((sum, { text }) => {
    const ids = [...server.lm.encode(text)];
    return sum + ids.reduce((all, _, i) => all + server.lm.logprob(ids, i), 0);
  }, 0);

describe('outcross perplexity, asking an endpoint', () => {
  it.each(['vllm', 'echo', 'llama'])('says by %s what the model itself says', async (protocol) => {
    const found = await document(at('--protocol', protocol, '--group-field', 'author'));
    expect(found.texts).toBe(24);
    const { value, units } = found.perplexity.token;
    expect(units * Math.log(value)).toBeCloseTo(-own(), 8);
    expect(found.blocks).toBeLessThanOrEqual(12);
  });

  it('writes a score a text, and reads them as its own', async () => {
    const asked = await document(at('-o', output));
    const read = await document(['--from', 'logprobs', output]);
    expect(read.perplexity).toEqual(asked.perplexity);
    expect(read.window).toBeNull();
    const rows = readFileSync(output, 'utf8')
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row));
    expect(rows.map(({ id }) => id)).toEqual(TEXTS.map(({ id }) => id));
    expect(rows[0]).not.toHaveProperty('token_logprobs');
    await document(at('-o', output, '--token-logprobs'));
    expect(JSON.parse(readFileSync(output, 'utf8').split('\n')[0]).token_logprobs).toHaveLength(8);
  });

  it('asks nothing again that the cache beside the output knows', async () => {
    const first = await document(at('-o', output));
    const requests = server.requests.length;
    const again = await document(at('-o', output));
    expect(server.requests).toHaveLength(requests);
    expect(again).toEqual({ ...first, cached: 24 });
    await document(at('-o', output, '--no-cache'));
    expect(server.requests).toHaveLength(2 * requests);
    await document(at('-o', output, '--model', 'ngram', '--window', '64', '--stride', '32'));
    expect(server.requests).toHaveLength(3 * requests);
  });

  it('goes on where it stopped when the server failed for good', async () => {
    server.faults.push(...Array.from({ length: 5 }, () => (reply: unknown) => reply), { status: 401 });
    const broken = await perplexity(at('-o', output, '--concurrency', '1'));
    expect(broken).toMatchObject({ status: 2, err: expect.stringContaining('E_NETWORK') });
    expect(() => readFileSync(output)).toThrow();
    const found = await document(at('-o', output));
    expect(found.cached).toBe(5);
    expect(found.perplexity.token.units * Math.log(found.perplexity.token.value)).toBeCloseTo(-own(), 8);
  });

  it('tells texts that have no score, and stops there under --strict', async () => {
    const fault = { status: 400, body: '{"error":"too long"}' } as const;
    server.faults.push(fault);
    const found = await document(at('--concurrency', '1'));
    expect(found.texts).toBe(23);
    expect(found.findings[0]).toMatchObject({ id: 'perplexity.unscored', measure: 1 });
    expect(found.findings[0].message).toContain('t0: refused with status 400: too long');
    server.faults.push(fault);
    expect(await perplexity(at('--strict'))).toMatchObject({
      status: 2,
      err: expect.stringContaining('E_ROW'),
    });
  });

  it('fails where no text has a score', async () => {
    server.faults.push(...TEXTS.map(() => ({ status: 422 })));
    expect(await perplexity(at())).toMatchObject({
      status: 2,
      err: expect.stringContaining('none of the 24 texts'),
    });
  });

  it('takes the key from the environment alone, and shows it nowhere', async () => {
    const key = 'sk-secret-1234567890';
    await document(at('-o', output, '--api-key-env', 'MY_KEY'), { MY_KEY: key });
    expect(server.requests.every((request) => request.key === `Bearer ${key}`)).toBe(true);
    expect(readFileSync(output, 'utf8') + readFileSync(`${output}.cache`, 'utf8')).not.toContain(key);
    server.faults.push({ status: 403, body: key });
    const { err, out } = await perplexity(at('--json'), { OUTCROSS_API_KEY: key });
    expect(err).toContain('denies access');
    expect(err + out).not.toContain(key);
  });

  it('does not repeat a key that was given in the place of a name', async () => {
    const { status, err } = await perplexity(at('--api-key-env', 'sk-secret-1234567890'));
    expect(status).toBe(2);
    expect(err).not.toContain('sk-secret');
    expect(await perplexity(at('--api-key-env', 'NOT_SET'))).toMatchObject({ status: 2 });
  });

  it('takes the same sample of texts whatever their order', async () => {
    const turned = disk.write('turned.jsonl', jsonl(TEXTS.toReversed()));
    const ids = async (file: string) => {
      await document([
        file,
        '--endpoint',
        server.url,
        '--model',
        'ngram',
        '--sample',
        '7',
        '-o',
        output,
        '--no-cache',
      ]);
      return readFileSync(output, 'utf8')
        .trim()
        .split('\n')
        .map((row) => JSON.parse(row).id)
        .sort();
    };
    const chosen = await ids(corpus);
    expect(chosen).toHaveLength(7);
    expect(await ids(turned)).toEqual(chosen);
  });

  it('says what it would cost without a word on the network', async () => {
    const preview = await document(at('--dry-run', '--price', '2'));
    const bytes = TEXTS.reduce((sum, { text }) => sum + text.length, 0);
    expect(preview).toMatchObject({ texts: 24, cached: 0, bytes, requests: 24 });
    expect(preview.price).toBeCloseTo((2 * preview.tokens) / 1e6, 12);
    expect(server.requests).toHaveLength(0);
    await document(at('-o', output));
    expect(await document(at('-o', output, '--dry-run'))).toMatchObject({
      cached: 24,
      requests: 0,
      price: null,
    });
    expect((await perplexity(at('--dry-run', '--protocol', 'llama'))).out).toMatch(
      /about \d+ requests.*\n.*Nothing was asked/s,
    );
  });
});

describe('outcross perplexity, reading log-probabilities', () => {
  const rows = [
    '{"id":"t0","token_logprobs":[null,-1,-2.5]}',
    '{"id":"t1","total":-4,"tokens":3,"bytes":10}',
    '{"id":"t2","token_logprobs":[-1,NaN]}',
  ];
  const file = disk.write('given.jsonl', rows.join('\n'));

  it('tells what it leaves out, or stops there under --strict', async () => {
    const found = await document(['--from', 'logprobs', file]);
    expect(found.texts).toBe(2);
    expect(found.perplexity.token.value).toBeCloseTo(Math.exp(7.5 / 5), 12);
    expect(found.findings.map(({ id }: { id: string }) => id)).toContain('input.malformed-rows');
    expect(await perplexity(['--from', 'logprobs', file, '--strict'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('given.jsonl:3: a log-probability is NaN'),
    });
  });

  it('takes words, bytes and groups from the corpus by id', async () => {
    const found = await document([corpus, '--from', 'logprobs', file]);
    expect(found.perplexity.word.units).toBe(16);
    // A row that tells its own bytes knows better which of them were scored.
    expect(found.perplexity.byte.units).toBe(TEXTS[0].text.length + 10);
    const other = disk.write('other.jsonl', jsonl([{ id: 'x', text: 'y' }]));
    expect(await perplexity([other, '--from', 'logprobs', file])).toMatchObject({
      status: 2,
      err: expect.stringContaining('E_FIELD'),
    });
  });

  it('counts a text once that stands in two files, and tells of it', async () => {
    const more = disk.write(
      'more.jsonl',
      '{"id":"t1","total":-9,"tokens":1}\n{"id":"t9","total":-1,"tokens":1}',
    );
    const found = await document(['--from', 'logprobs', file, more]);
    expect(found.texts).toBe(3);
    expect(found.perplexity.token.value).toBeCloseTo(Math.exp(8.5 / 6), 12);
    expect(JSON.stringify(found.findings)).toContain('more.jsonl:1 the id t1 stands twice');
  });

  it('reads all files of a folder', async () => {
    for (const part of ['a', 'b', 'c'])
      disk.write(join('parts', `${part}.jsonl`), `{"id":"${part}","total":-2,"tokens":2}\n`);
    const found = await document(['--from', 'logprobs', join(disk.folder, 'parts')]);
    expect([found.texts, found.perplexity.token.value]).toEqual([3, Math.E]);
  });

  it('takes other bases', async () => {
    const found = await document(['--from', 'logprobs', file, '--log-base', '10']);
    expect(found.perplexity.token.value).toBeCloseTo(10 ** (7.5 / 5), 8);
  });
});

describe('outcross perplexity, misused', () => {
  const notes = disk.write('notes.txt', 'my only copy\n');
  const fresh = join(disk.folder, 'fresh.jsonl');

  it('repeats no password that stood in the address', async () => {
    const { err } = await perplexity([corpus, '--endpoint', 'http://me:secret@h', '--model', 'm']);
    expect(err).not.toContain('secret');
  });

  it.each([
    [['--from', 'scores', 'x'], '--from takes the word logprobs'],
    [[corpus], 'no model was named'],
    [[corpus, '--onnx', 'x', '--endpoint', 'http://h'], 'more than one model'],
    [['--endpoint', 'http://h', '--model', 'm'], 'no corpus to score'],
    [[corpus, '--endpoint', 'http://h'], 'was not named'],
    [[corpus, '--endpoint', 'h:8000', '--model', 'm'], 'no http or https URL'],
    [[corpus, '--endpoint', 'http://h', '--model', 'm', '--window', '9', '--stride', '9'], 'stride'],
    [[corpus, '--onnx', disk.folder], 'holds no model'],
    [[corpus, '--onnx', join(disk.folder, 'none')], 'no folder'],
    [['--from', 'logprobs', corpus, '--dry-run'], 'for models that are asked'],
    [[corpus, '--endpoint', 'http://h', '--model', 'm', '-o', corpus], 'which is an input'],
    [[corpus, '--endpoint', 'http://h', '--model', 'm', '--cache', corpus], '--cache names'],
    [[corpus, '--endpoint', 'http://h', '--model', 'm', '--cache', notes], 'no cache of scores'],
    [
      [corpus, '--endpoint', 'http://h', '--model', 'm', '--cache', fresh, '-o', fresh],
      `--cache names ${fresh}`,
    ],
    [
      [corpus, '--endpoint', 'http://h', '--model', 'm', '--cache', join(disk.folder, 'no', 'c')],
      'there is no folder',
    ],
    [[corpus, '--endpoint', 'http://h', '--model', 'm', '--cache', disk.folder], 'is a folder'],
    [['--from', 'logprobs', corpus, '-o', corpus], 'which is an input'],
    [['--from', 'logprobs', join(disk.folder, 'none.jsonl')], 'does not exist'],
    [['--from', 'logprobs', notes], 'no JSON'],
    [[corpus, '--endpoint', 'ftp://h', '--model', 'm'], 'no http or https URL'],
    [[corpus, '--endpoint', 'http://me:secret@h', '--model', 'm'], 'holds a name or password'],
    [[corpus, '--endpoint', 'http://h', '--model', ''], 'was not named'],
  ])('%j is an error with a remedy', async (args, message) => {
    const { status, out, err } = await perplexity(args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(message);
  });

  it('stops cleanly when interrupted', async () => {
    const { context, out, err, interrupt } = desk();
    server.faults.push('hang');
    const running = run(['perplexity', ...at('-o', output)], context);
    while (server.requests.length === 0) await new Promise(setImmediate);
    interrupt();
    await running;
    expect(out.text).toBe('');
    expect(err.text).toMatch(/interrupted/);
    expect(() => readFileSync(output)).toThrow();
    rmSync(`${output}.cache`, { force: true });
  });
});
