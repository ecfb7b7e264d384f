import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { desk, hiddenIn, widest } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const disk = scratch();

/** Texts of a small language; the larger `flatness`, the more they keep to its frequent words. */
function texts(seed: string, count: number, flatness: number, origin?: string) {
  const rng = new Rng(seed);
  return Array.from({ length: count }, (_, i) => ({
    id: `${seed}${i}`,
    text: Array.from({ length: 40 }, () => `w${Math.floor(300 * rng.next() ** flatness)}`).join(' '),
    ...(origin === undefined ? {} : { provenance: { origin } }),
  }));
}
const human = disk.write('human.jsonl', jsonl(texts('h', 150, 3)));
const crawl = disk.write('crawl.jsonl', jsonl([...texts('p', 3, 3), ...texts('m', 3, 8)]));
const labelled = disk.write(
  'labelled.jsonl',
  jsonl([...texts('lh', 100, 3, 'human'), ...texts('ls', 100, 8, 'synthetic')]),
);

let folders = 0;
let folder: string;
beforeEach(() => {
  folder = join(disk.folder, `out-${folders++}`);
  mkdirSync(folder);
});

async function suspicion(...args: string[]) {
  const { context, out, err } = desk();
  out.columns = 80;
  const status = await run(['suspicion', ...args, '--no-config'], context);
  return { status, out: out.text, err: err.text };
}
const document = async (...args: string[]) => {
  const { status, out } = await suspicion(...args, '--json');
  expect(status).toBe(0);
  return JSON.parse(out);
};

describe('outcross suspicion', () => {
  it('is read at 80 columns', async () => {
    const { status, out, err } = await suspicion(
      crawl,
      '--human',
      human,
      '--labelled',
      labelled,
      '--top',
      '3',
    );
    expect({ status, err, wide: widest(out) <= 80 }).toEqual({ status: 0, err: '', wide: true });
    expect(out).toMatchInlineSnapshot(`
      "6 texts; 150 human texts to hold them against.
      By burstiness, people look more suspicious here than models: do not go by it.

        hint                      AUROC  found at 1% false         at 5% false
        perplexity  1.00 (1.00 to 1.00)  99% (95% to 100%)  100% (96% to 100%)
        burstiness  0.11 (0.07 to 0.16)    0% (0% to 3.6%)     0% (0% to 3.6%)

        most suspicious by perplexity  perplexity  burstiness  people who look so
        m1                                   38.2        1.97                  1%
        m0                                   51.0        2.32                  1%
        m2                                   52.3        2.02                  1%

      These are hints and no verdict: no text is tagged by them, and unknown stays
      unknown. What they are worth on other kinds of text, other models and edited
      text was not measured.
      "
    `);
  });

  it('shows nothing that moves a terminal, whatever the ids are', async () => {
    const odd = texts('p', 3, 3).map((row, i) => ({
      ...row,
      id: ['\u001b[2J', '\u202e|a\nb', '__proto__'][i],
    }));
    const { out } = await suspicion(disk.write('odd.jsonl', jsonl(odd)), '--human', human);
    expect(hiddenIn(out)).toEqual([]);
    expect(out).toContain('__proto__');
  });

  it('tells texts that it holds against themselves, and nothing of the kind of others', async () => {
    const copied = disk.write('copied.jsonl', jsonl([...texts('h', 4, 3), ...texts('q', 2, 3)]));
    const { out } = await suspicion(copied, '--human', human);
    expect(out.replaceAll(/\s+/g, ' ')).toContain('4 of the scored texts stand in the human reference');
    expect((await document(copied, '--human', human)).inReference).toBe(4);
    expect((await suspicion(crawl, '--human', human)).out).not.toContain('stand in the human reference');
    expect((await document(crawl, '--human', human)).inReference).toBe(0);
  });

  it('says so where every text is too short, and where the bound is lower than all', async () => {
    const few = disk.write(
      'few.jsonl',
      jsonl([
        { id: 'a', text: 'w1 w2 w3' },
        { id: 'b', text: 'w1' },
      ]),
    );
    const { status, out } = await suspicion(few, '--human', human);
    expect([status, out.split(';')[0]]).toEqual([0, '2 texts, 2 too short to score']);
    // Three words and the end, one word and the end.
    expect(await document(few, '--human', human, '--least-tokens', '4')).toMatchObject({
      scored: 1,
      tooShort: 1,
    });
    expect(await document(few, '--human', human, '--least-tokens', '2')).toMatchObject({
      scored: 2,
      tooShort: 0,
    });
  });

  it('writes a line a text, in the order of the corpus, that says what the document says', async () => {
    const output = join(folder, 'scores.jsonl');
    const found = await document(crawl, '--human', human, '--labelled', labelled, '-o', output);
    const lines = readFileSync(output, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ id }) => id)).toEqual(['p0', 'p1', 'p2', 'm0', 'm1', 'm2']);
    expect(lines.map(({ ranks }) => ranks.perplexity).sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(found).toMatchObject({ examples: 6, scored: 6, leftOut: { inReference: 0 } });
    expect(Object.keys(lines[0])).toEqual(['id', 'tokens', 'values', 'ranks', 'humanShares']);
    const { out } = await suspicion(crawl, '--human', human, '--labelled', labelled, '-o', output);
    expect(out).not.toContain(readFileSync(crawl, 'utf8').slice(20, 60));
  });

  it('takes curvatures from a compressed file with a byte order mark', async () => {
    const line = (id: string, logprob: number) =>
      JSON.stringify({ id, token_logprobs: [logprob], token_means: [-2], token_variances: [1] });
    const text = `\ufeff${line('p0', -1)}\r\n${line('m0', -4)}\r\n${line('m0', -4)}\r\n`;
    const logprobs = disk.write('model.jsonl.gz', gzipSync(text));
    const { status, out, err } = await suspicion(crawl, '--human', human, '--logprobs', logprobs, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(out).scorers[2]).toMatchObject({ name: 'fast-detect-gpt', scored: 2 });
    expect(err).toContain('the id m0 stands twice');
  });

  it.each([
    [[crawl], 'which text is by people was not said'],
    [[crawl, '--human', join(disk.folder, 'humann.jsonl')], 'Did you mean'],
    [[crawl, '--human', human, '--logprobs', join(disk.folder, 'none')], 'does not exist'],
    [[crawl, '--human', human, '-o', crawl], 'which is an input'],
    [[crawl, '--human', human, '-o', human], 'which is an input'],
    [[crawl, '--human', human, '-o', disk.folder], 'is a folder'],
    [[crawl, '--human', human, '--top', '0'], '--top'],
    [[crawl, '--human', human, '--least-tokens', '1e3'], '--least-tokens'],
    [[crawl, '--human', human, '--text-field', 'body'], 'body'],
  ])('%j is an error with a remedy', async (args, message) => {
    const { status, out, err } = await suspicion(...args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(message);
  });

  it('writes nothing once it is stopped', async () => {
    const output = join(folder, 'scores.jsonl');
    const { context, out, interrupt } = desk();
    interrupt();
    expect(await run(['suspicion', crawl, '--human', human, '-o', output], context)).toBe(130);
    expect([out.text, existsSync(output)]).toEqual(['', false]);
  });
});
