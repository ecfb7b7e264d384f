import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { scratch } from '../../src/corpus/fixtures.test.support.ts';
import { outcross } from './outcross.ts';

const disk = scratch();
let cwd: string;
let folders = 0;

beforeEach(() => {
  cwd = join(disk.folder, `run-${folders++}`);
  mkdirSync(cwd);
});

const SECRET = '1234567890123456789';
const run = (...args: string[]) => outcross(['watermark', ...args], { cwd });

async function importKey(scheme: string, secret = SECRET, ...more: string[]): Promise<void> {
  const args = ['watermark', 'keys', 'import', '-', '--scheme', scheme, '--id', 'production', ...more];
  const { status, stderr } = await outcross(args, { cwd, input: secret });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}

describe('outcross watermark snippet', () => {
  it('says how a server is started, and writes its secret for its owner alone', async () => {
    await importKey('vllm-gumbel');
    const without = await run('snippet', 'vllm', '--key', 'production');
    expect(without.status).toBe(0);
    expect(without.stdout).toContain('$(cat watermark-production.json)');
    expect(without.stdout).toContain('--write FILE');
    const shown = await run('snippet', 'vllm', '--key', 'production', '--write', 'mark.json');
    expect(shown.stdout).toContain('$(cat mark.json)');
    expect(shown.stdout).toContain('"return_token_ids": true');
    expect(shown.stdout).toContain('--keys production --tokens-field completion.tokenIds');
    expect(readFileSync(join(cwd, 'mark.json'), 'utf8')).toContain(`"key": ${SECRET}`);
    expect(statSync(join(cwd, 'mark.json')).mode & 0o777).toBe(0o600);
    const again = await run('snippet', 'vllm', '--key', 'production', '--write', 'mark.json');
    expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('E_WRITE')]);
    const said = [without, shown, again].map(({ stdout, stderr }) => stdout + stderr).join('');
    expect(said).not.toContain(SECRET);
    expect(said).not.toContain(BigInt(SECRET).toString(16));
  });

  it('gives the file that another key is imported from', async () => {
    await importKey('sglang-dual-key', '0123456789abcdef fedcba9876543210');
    await run('snippet', 'sglang', '--key', 'production', '--enforce', '--write', 'mark.json');
    const copy = await run('keys', 'import', 'mark.json', '--scheme', 'sglang-dual-key', '--id', 'copy');
    expect(copy.status).toBe(0);
    const stored = ['production', 'copy'].map((id) =>
      JSON.parse(readFileSync(join(cwd, '.outcross', 'keys', `${id}.json`), 'utf8')),
    );
    expect(stored[1].secrets).toEqual(stored[0].secrets);
  });

  it('is one document for another program', async () => {
    await importKey('unigram', '7', '--vocabulary', '100');
    disk.write(`run-${folders - 1}/ids.txt`, '[1, 2, 3,\n4 5 6 7 8 9]');
    const args = ['--key', 'production', '--ids', 'ids.txt', '--write', 'bias.json', '--json'];
    const { status, stdout, stderr } = await run('snippet', 'openai-logit-bias', ...args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'outcross.watermark-snippet/1',
      server: 'openai-logit-bias',
      record: { scheme: 'unigram', key: 'production' },
      file: 'bias.json',
    });
    const bias = JSON.parse(readFileSync(join(cwd, 'bias.json'), 'utf8'));
    expect(Object.keys(bias).every((id) => Number(id) >= 1 && Number(id) <= 9)).toBe(true);
    expect(stdout).not.toContain(JSON.stringify(bias));
  });

  it('tells what is missing or cannot be', async () => {
    await importKey('kgw-tgi', '', '--vocabulary', '100');
    const cases = [
      [['vllm', '--key', 'production'], 'E_UNSUPPORTED'],
      [['vlm', '--key', 'production'], 'Did you mean "vllm"'],
      [['vllm'], 'keys list'],
      [['vllm', '--key', 'gone'], 'E_NOT_FOUND'],
      [['tgi', '--key', 'production', '--write', 'x.json'], 'reads no secret'],
      [['tgi', '--key', 'production', '--ids', '.outcross/keys/production.json'], 'holds no token ids'],
    ] as const;
    for (const [args, said] of cases) {
      const { status, stdout, stderr } = await run('snippet', ...args);
      expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining(said)]);
    }
    const fine = await run('snippet', 'tgi', '--key', 'production');
    expect([fine.status, fine.stdout]).toEqual([0, expect.stringContaining('--watermark-gamma 0.5')]);
  });
});
