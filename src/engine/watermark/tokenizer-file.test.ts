import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { hubId, isCommit } from './hub-id.ts';
import { type TokenizerPlace, tokenizerFile } from './tokenizer-file.ts';

const disk = scratch();
const COMMIT = 'a'.repeat(40);
const TOKEN = 'hf_not_for_anybodys_eyes';

/** A hub with one repository, `org/open`, and one that asks for a token, `org/closed`. */
const asked: { readonly url: string; readonly authorization: string | undefined }[] = [];
let endpoint: string;
let odd: ((response: ServerResponse) => void) | undefined;
const server = createServer((request, response) => {
  const url = request.url ?? '';
  asked.push({ url, authorization: request.headers.authorization });
  if (odd !== undefined) return odd(response);
  const send = (status: number, text: string) =>
    response.writeHead(status, { 'x-repo-commit': COMMIT }).end(text);
  if (url.startsWith('/org/closed/') && request.headers.authorization !== `Bearer ${TOKEN}`)
    return send(401, 'no');
  if (url.endsWith('/tokenizer.json') && !url.includes('/none/')) return send(200, `{"of": "${url}"}`);
  return url.includes('/open/') && url.endsWith('_config.json')
    ? send(200, '{"unk_token": "?"}')
    : send(404, 'no');
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked.length = 0;
  odd = undefined;
});

let caches = 0;
function place(more: Partial<TokenizerPlace> = {}): TokenizerPlace {
  return {
    cache: join(disk.folder, `cache-${caches++}`),
    network: true,
    ...more,
    env: { HF_ENDPOINT: endpoint, ...more.env },
  };
}

describe('tokenizerFile', () => {
  it('takes paths as they stand, a file before a hub', async () => {
    expect(await tokenizerFile('gone/tokenizer.json', place())).toBe('gone/tokenizer.json');
    const path = disk.write('model/t', '{}');
    expect(await tokenizerFile(path, place())).toBe(path);
    expect(asked).toEqual([]);
  });

  it('fetches a tokenizer and its configuration once, of one state', async () => {
    const notes: string[] = [];
    const given = place({ note: (message) => notes.push(message) });
    const path = await tokenizerFile('org/open', given);
    expect(readFileSync(path, 'utf8')).toBe('{"of": "/org/open/resolve/main/tokenizer.json"}');
    expect(readFileSync(join(path, '..', 'tokenizer_config.json'), 'utf8')).toBe('{"unk_token": "?"}');
    expect(JSON.parse(readFileSync(join(path, '..', 'source.json'), 'utf8'))).toEqual({
      repository: 'org/open',
      revision: 'main',
      commit: COMMIT,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(asked.map(({ url }) => url)).toEqual([
      '/org/open/resolve/main/tokenizer.json',
      `/org/open/resolve/${COMMIT}/tokenizer_config.json`,
    ]);
    expect(notes).toEqual([expect.stringContaining(COMMIT)]);
    expect(await tokenizerFile('org/open', given)).toBe(path);
    expect(await tokenizerFile('org/open', { ...given, network: false })).toBe(path);
    expect(asked).toHaveLength(2);
  });

  it('keeps revisions and endpoints apart', async () => {
    const given = place();
    const main = await tokenizerFile('org/plain', given);
    const branch = await tokenizerFile('org/plain@refs/pr/1', given);
    const commit = await tokenizerFile(`org/plain@${COMMIT}`, given);
    expect(new Set([main, branch, commit]).size).toBe(3);
    expect(asked.map(({ url }) => url)).toContain('/org/plain/resolve/refs%2Fpr%2F1/tokenizer.json');
    const other = { ...given, network: false, env: { HF_ENDPOINT: 'http://elsewhere.example' } };
    await expect(tokenizerFile('org/plain', other)).rejects.toMatchObject({ code: 'E_NETWORK' });
  });

  it('asks nothing of the network unless it may', async () => {
    await expect(tokenizerFile('org/open', place({ network: false }))).rejects.toMatchObject({
      code: 'E_NETWORK',
      hint: expect.stringContaining('--allow-network'),
    });
    expect(asked).toEqual([]);
  });

  it('sends the token, and never shows it', async () => {
    const without = await tokenizerFile('org/closed', place()).catch((error) => error);
    expect(without).toMatchObject({ code: 'E_NETWORK', hint: expect.stringContaining('set HF_TOKEN') });
    const wrong = await tokenizerFile('org/closed', place({ env: { HF_TOKEN: 'hf_wrong' } })).catch(
      (error) => error,
    );
    expect(wrong).toMatchObject({ code: 'E_NETWORK', hint: expect.stringContaining('may not read') });
    expect(JSON.stringify(wrong)).not.toContain('hf_wrong');
    const given = place({ env: { HF_TOKEN: TOKEN } });
    const path = await tokenizerFile('org/closed', given);
    const kept = readdirSync(join(path, '..')).map((name) => readFileSync(join(path, '..', name), 'utf8'));
    expect(kept.join('')).not.toContain(TOKEN);
  });

  it('says what the hub does not have', async () => {
    await expect(tokenizerFile('org/none', place())).rejects.toMatchObject({
      code: 'E_NETWORK',
      message: 'the hub answered 404',
      hint: expect.stringContaining('tokenizer.json'),
    });
  });

  it('keeps nothing of an answer that is cut off, hangs, or is a page', async () => {
    const faults: [(response: ServerResponse) => void, string][] = [
      [(response) => response.writeHead(200, { 'content-length': '100' }).write('{"a'), 'E_NETWORK'],
      [(response) => response.destroy(), 'E_NETWORK'],
      [(response) => void response.writeHead(200).end('<html>sign in</html>'), 'E_FORMAT'],
      [(response) => void response.writeHead(500).end(), 'E_NETWORK'],
    ];
    for (const [fault, code] of faults) {
      odd = fault;
      const given = place({ timeoutMs: 300 });
      await expect(tokenizerFile('org/open', given)).rejects.toMatchObject({ code });
      await expect(tokenizerFile('org/open', { ...given, network: false })).rejects.toMatchObject({
        code: 'E_NETWORK',
      });
    }
  });

  it('says that a hub cannot be reached, and stops when it is asked to', async () => {
    const nobody = place({ env: { HF_ENDPOINT: 'http://127.0.0.1:9' } });
    await expect(tokenizerFile('org/open', nobody)).rejects.toMatchObject({
      code: 'E_NETWORK',
      message: 'the hub cannot be reached',
    });
    odd = () => {};
    const stop = new AbortController();
    const waiting = tokenizerFile('org/open', place({ signal: stop.signal }));
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
  });
});

describe('hubId', () => {
  it('knows a repository and its revision', () => {
    expect(hubId('org/name')).toEqual({ repository: 'org/name', revision: 'main' });
    expect(hubId('Org-1/na.me_2@v1.0')).toEqual({ repository: 'Org-1/na.me_2', revision: 'v1.0' });
  });

  it.each([
    'name',
    './org/name',
    '/org/name',
    'a/b/c',
    'org/tokenizer.json',
    '../name',
    'org/..',
    'org/a@../../x',
    '',
  ])('takes %j for a path', (text) => {
    expect(hubId(text)).toBeUndefined();
  });

  it('knows a commit', () => {
    expect([isCommit(COMMIT), isCommit('main'), isCommit(COMMIT.slice(1))]).toEqual([true, false, false]);
  });
});
