import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workspaces } from '../../../workspace/fixtures.test.support.ts';
import { desk } from '../../fixtures.test.support.ts';
import { run } from '../../run.ts';

const { make } = workspaces();

async function scene() {
  const { folder } = await make('line: x\n', { 'd.jsonl': '{"id":"a","text":"t","t":[1,2,3]}\n' });
  const at = (name: string) => join(folder, name);
  const watermark = async (...args: string[]) => {
    const { context, out, err } = desk();
    out.columns = 80;
    const status = await run(['watermark', ...args, '--config', at('outcross.yaml')], context);
    return { status, out: out.text, err: err.text };
  };
  await watermark('keys', 'new', '--scheme', 'vllm-gumbel', '--id', 'p');
  return { at, watermark, key: (id: string) => at(`.outcross/keys/${id}.json`) };
}

describe('outcross watermark keys', () => {
  it('takes no copy of a key for a key of its own: what is done to the copy would be done to the key', async () => {
    const { watermark, key } = await scene();
    copyFileSync(key('p'), key('q'));
    const before = readFileSync(key('p'), 'utf8');
    for (const args of [['list'], ['rotate', 'q']]) {
      const { status, out, err } = await watermark('keys', ...args);
      expect({ status, out }).toEqual({ status: 2, out: '' });
      expect(err).toContain('its key is called p');
    }
    expect(readFileSync(key('p'), 'utf8')).toBe(before);
  });

  it.each(['constructor', '__proto__', 'toString', 'gumble', ''])(
    'asks for the scheme where a file names the algorithm %j, which there is not',
    async (algorithm) => {
      const { at, watermark } = await scene();
      writeFileSync(at('k.json'), JSON.stringify({ key: 42, algorithm }));
      const { status, err } = await watermark('keys', 'import', at('k.json'));
      expect(status).toBe(2);
      expect(err).toContain('[E_OPTION] which scheme was not said');
      const named = await watermark('keys', 'import', at('k.json'), '--scheme', 'vllm-gumbel', '--id', 'k');
      expect(named.out).toMatch(/^k: a key for vllm-gumbel, in /);
    },
  );

  it('reads a file of another system: a mark of byte order, and its ends of lines', async () => {
    const { at, watermark } = await scene();
    writeFileSync(at('k.json'), '\ufeff{\r\n  "key": 42,\r\n  "algorithm": "gumbel"\r\n}\r\n');
    const { out } = await watermark('keys', 'import', at('k.json'), '--id', 'k', '--json');
    expect(JSON.parse(out)).toMatchObject({ id: 'k', scheme: 'vllm-gumbel', secrets: 1 });
  });

  it('counts on from the key that is rotated, and rotates it once', async () => {
    const { watermark, key } = await scene();
    expect((await watermark('keys', 'rotate', 'p')).out).toMatch(/^p-2 takes the place of p/);
    expect((await watermark('keys', 'rotate', 'p')).err).toContain('Rotate p-2.');
    expect((await watermark('keys', 'rotate', 'p-2')).out).toMatch(/^p-3 takes the place of p-2/);
    expect(JSON.parse(readFileSync(key('p-2'), 'utf8')).replacedBy).toBe('p-3');
  });

  it.each(['../x', '.hidden', 'a/b', '', 'x'.repeat(65), 'ü', 'a b'])('refuses the id %j', async (id) => {
    const { at, watermark } = await scene();
    const { status, err } = await watermark('keys', 'new', '--scheme', 'vllm-gumbel', '--id', id);
    expect({ status, said: err.includes('[E_OPTION]') }).toEqual({ status: 2, said: true });
    expect(readdirSync(at('.outcross/keys'))).toEqual(['.gitignore', 'p.json']);
  });
});

describe('outcross watermark snippet', () => {
  it('shows what vLLM needs, and no secret', async () => {
    const { watermark, key } = await scene();
    const { out } = await watermark('snippet', 'vllm', '--key', 'p');
    const [secret] = JSON.parse(readFileSync(key('p'), 'utf8')).secrets as string[];
    expect(out).not.toContain(secret);
    expect(out).not.toContain(String(BigInt(secret)));
    expect(out.slice(0, out.indexOf('Ask for'))).toMatchInlineSnapshot(`
      "Start the server:

          vllm serve MODEL --watermark-config "$(cat watermark-p.json)"

      "
    `);
  });

  it('refuses --enforce where the server takes no notice of it, and writes no secret', async () => {
    const { at, watermark } = await scene();
    const written = ['--write', at('secret.json')];
    const { status, out, err } = await watermark('snippet', 'vllm', '--key', 'p', '--enforce', ...written);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain('--enforce is for sglang alone: vLLM');
    expect(readdirSync(at('.'))).not.toContain('secret.json');
  });

  it('never writes over a file', async () => {
    const { at, watermark } = await scene();
    writeFileSync(at('mine.json'), 'mine');
    const { status, err } = await watermark('snippet', 'vllm', '--key', 'p', '--write', at('mine.json'));
    expect({ status, said: err.includes('[E_WRITE]') }).toEqual({ status: 2, said: true });
    expect(readFileSync(at('mine.json'), 'utf8')).toBe('mine');
  });

  it('names the nearest server', async () => {
    const { watermark } = await scene();
    expect((await watermark('snippet', 'vlm', '--key', 'p')).err).toContain('Did you mean "vllm"?');
    expect((await watermark('snippet', 'vllm')).err).toContain('which key was not said');
  });
});

describe('outcross watermark detect', () => {
  it.each([
    [['--keys', ',', '--tokens-field', 't'], 'It names no key.'],
    [['--keys', '', '--tokens-field', 't'], 'It names no key.'],
    [['--keys', 'p', '--tokens-field', 't', '--level', '0'], '[E_OPTION]'],
    [['--keys', 'p', '--tokens-field', 't', '--level', '1'], '[E_OPTION]'],
    [['--keys', 'p', '--tokens-field', 't', '--level', 'NaN'], 'It must be a number.'],
    [['--keys', 'p', '--tokens-field', 't', '--tokenizer', 'x'], 'exclude each other'],
    [['--keys', 'p', '--prompt-field', 't'], 'where the tokens are was not said'],
    [['--keys', 'p', '--tokenizer', 'x', '--prompt-field', 't'], '--prompt-field goes with'],
    [['--keys', 'pp', '--tokens-field', 't'], '[E_NOT_FOUND]'],
  ])('refuses %j', async (args, said) => {
    const { at, watermark } = await scene();
    const { status, out, err } = await watermark('detect', at('d.jsonl'), ...args, '--workers', '0');
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(said);
    expect(err).not.toContain('E_INTERNAL');
  });
});
