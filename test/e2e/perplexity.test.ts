import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { brown } from '../fixtures/brown.ts';
import { characterModel, scoredBy } from '../fixtures/learners.ts';
import { LmServer, TokenModel } from '../fixtures/lm-server.ts';
import { ngramLine } from '../fixtures/ngram-line.ts';
import { expectValidReport } from '../fixtures/schema.ts';
import { ended, outcross, start } from './outcross.ts';

const disk = scratch();
const texts = Array.from({ length: 60 }, (_, i) => ({
  id: `t${i}`,
  text: `the cat sat on the mat and the dog ${i}`,
}));
const corpus = disk.write('corpus.jsonl', jsonl(texts));

let server: LmServer;
beforeAll(async () => {
  server = await LmServer.start(new TokenModel(['the cat sat on the mat and the dog ran']));
});
afterAll(() => server.close());

describe('outcross perplexity', () => {
  it('goes on after kill -9 with what it had, and ends as a run that was never killed', async () => {
    const output = join(disk.folder, 'killed.jsonl');
    const args = [
      'perplexity',
      corpus,
      '--endpoint',
      server.url,
      '--model',
      'ngram',
      '--concurrency',
      '2',
      '-o',
      output,
    ];
    server.faults.push(...Array.from({ length: 20 }, () => (reply: unknown) => reply), 'hang', 'hang');
    const child = start(args);
    child.stdin.end();
    while (server.requests.length < 22) await sleep(5);
    child.kill('SIGKILL');
    expect((await ended(child)).status).toBeNull();
    expect(() => readFileSync(output)).toThrow();
    const asked = server.requests.length;
    const again = await outcross([...args, '--json']);
    expect(again).toMatchObject({ status: 0, stderr: '' });
    const { cached, texts: all } = JSON.parse(again.stdout);
    expect({ all, most: cached <= 20, least: cached >= 18 }).toEqual({ all: 60, most: true, least: true });
    expect(server.requests.length - asked).toBe(60 - cached);
    const whole = join(disk.folder, 'whole.jsonl');
    await outcross([...args.slice(0, -1), whole]);
    expect(readFileSync(output, 'utf8')).toBe(readFileSync(whole, 'utf8'));
  });

  it('asks nothing on the network for a preview', async () => {
    const before = server.requests.length;
    const { status, stdout } = await outcross([
      'perplexity',
      corpus,
      '--endpoint',
      server.url,
      '--model',
      'm',
      '--dry-run',
    ]);
    expect({ status, requests: server.requests.length - before }).toEqual({ status: 0, requests: 0 });
    expect(stdout).toContain('Nothing was asked on the network.');
  });
});

describe('outcross check, given models', () => {
  const tokens = 8000;
  const [holdout, reservoir, training] = brown('e2e-models', [tokens, tokens, tokens]);
  const line = ngramLine({ training, generations: 2, tokens, loop: 'replace', seed: 'e2e' });
  const sets = [training, line[0]];
  const file = (name: string, rows: readonly unknown[]) => disk.write(name, jsonl(rows as object[]));
  const against = file('holdout.jsonl', holdout);
  const other = file('reservoir.jsonl', reservoir);
  const paths = line.map((text, i) => {
    const model = characterModel(sets[i], 5);
    return {
      corpus: file(`g${i + 1}.jsonl`, text),
      train: file(`train-${i + 1}.jsonl`, sets[i]),
      holdout: file(`g${i + 1}-holdout.jsonl`, scoredBy(model, holdout)),
      own: file(`g${i + 1}-own.jsonl`, scoredBy(model, text)),
    };
  });

  it('shows the scissors and what ails the last generation, from options or from the workspace', async () => {
    const common = [
      '--against',
      against,
      '--reservoir',
      other,
      '--order',
      '2',
      '--workers',
      '0',
      '--json',
      '--no-config',
    ];
    const models = paths.flatMap(({ holdout: h, own, train }, i) => [
      ...['--model-scores', `g${i + 1}=${h},${own}`],
      ...['--train', `g${i + 1}=${train}`],
    ]);
    const { stdout, stderr } = await outcross([
      'check',
      ...paths.map((one) => one.corpus),
      ...common,
      ...models,
    ]);
    expect(stderr).toBe('');
    const report = expectValidReport(stdout);
    expect(report.scissors!.points.map(({ name }) => name)).toEqual(['g1', 'g2']);
    const [g1, g2] = report.scissors!.points;
    expect(g2.holdout.value).toBeGreaterThan(g1.holdout.value);
    expect(report.generations[1].diagnosis).toMatchObject({ memorises: false });
    const yaml = paths
      .map(
        ({ corpus: c, holdout: h, own, train }, i) =>
          `  - {name: g${i + 1}, corpus: "${c}", trainedOn: "${train}", modelScores: {holdout: "${h}", own: "${own}"}}`,
      )
      .join('\n');
    const config = disk.write(join('workspace', 'outcross.yaml'), `generations:\n${yaml}\n`);
    const same = await outcross(
      ['check', '--against', against, '--reservoir', other, '--order', '2', '--workers', '0', '--json'],
      { cwd: join(config, '..') },
    );
    const again = expectValidReport(same.stdout);
    expect(again.scissors).toEqual(report.scissors);
    expect(again.generations.map(({ diagnosis }) => diagnosis)).toEqual(
      report.generations.map(({ diagnosis }) => diagnosis),
    );
  });

  it('refuses scores of a generation that is not there, with the nearest', async () => {
    const { status, stderr } = await outcross([
      ...[
        'check',
        paths[0].corpus,
        '--against',
        against,
        '--reservoir',
        other,
        '--order',
        '2',
        '--workers',
        '0',
      ],
      ...['--no-config', '--model-scores', `g11=${paths[0].holdout}`],
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain('Did you mean "g1"?');
  });
});
