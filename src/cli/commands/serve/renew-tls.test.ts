import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerStore } from '../../../ledger/store.ts';
import { deskOf, testGate } from '../../../server/app/app.test.support.ts';
import { startServer } from '../../../server/start.ts';
import { workspaces } from '../../../workspace/fixtures.test.support.ts';
import { openLedgerOf } from '../../../workspace/ledger.ts';
import type { Workspace } from '../../../workspace.ts';
import { CERT, KEY, OTHER } from './pem.test.support.ts';

const { make } = workspaces();
let workspace: Workspace;
let store: LedgerStore;

beforeAll(async () => {
  workspace = await make('line: novels\n');
  store = await openLedgerOf(workspace, { create: true });
});

afterAll(() => store.close());

const desk = () => deskOf(workspace, store);
const SETTINGS = { gate: testGate(), routes: [], port: 0 };

describe('a renewed certificate', () => {
  it('is met by new connections; a server without TLS takes none', async () => {
    const tls = { cert: CERT, key: KEY };
    const running = await startServer(desk(), { ...SETTINGS, host: '127.0.0.1', tls });
    const port = Number(new URL(running.url).port);
    const fingerprint = () =>
      new Promise<string>((resolve, reject) => {
        const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
          resolve(socket.getPeerCertificate().fingerprint256);
          socket.destroy();
        });
        socket.on('error', reject);
      });
    const before = await fingerprint();
    running.renewTls(OTHER);
    expect(await fingerprint()).not.toBe(before);
    running.renewTls(tls);
    expect(await fingerprint()).toBe(before);
    await running.close();
    const plain = await startServer(desk(), { ...SETTINGS, host: '127.0.0.1' });
    plain.renewTls(tls);
    expect((await fetch(`${plain.url}/api/session`)).status).toBe(401);
    await plain.close();
  });
});
