import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { RouteOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerStore } from '../../ledger/store.ts';
import { workspaces } from '../../workspace/fixtures.test.support.ts';
import { openLedgerOf } from '../../workspace/ledger.ts';
import type { App, Routes } from '../desk.ts';
import { ROUTES } from '../routes.ts';
import { ask, deskOf, expectOk, testApp } from './app.test.support.ts';

const GOLDEN = fileURLToPath(new URL('../../../schemas/openapi.json', import.meta.url));
const { make } = workspaces();
const registered: string[] = [];
let store: LedgerStore;
let app: App;

interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly schema: object }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema?: object }> }>;
}

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
}

let document: Document;

beforeAll(async () => {
  const workspace = await make('line: novels\n');
  store = await openLedgerOf(workspace, { create: true });
  const gather: Routes = (own) => {
    own.addHook('onRoute', ({ method, url }: RouteOptions) => {
      for (const one of [method].flat()) if (one !== 'HEAD') registered.push(`${one.toLowerCase()} ${url}`);
    });
  };
  app = await testApp(deskOf(workspace, store), { routes: [gather, ...ROUTES] });
  document = await expectOk(ask(app, 'read')('GET', '/api/openapi.json'));
});

afterAll(async () => {
  await app.close();
  await store.close();
});

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

describe('the OpenAPI document', () => {
  it('is of version 3.1 and stands in schemas/openapi.json', async () => {
    expect(document.openapi).toBe('3.1.0');
    await expect(`${JSON.stringify(document, undefined, 2)}\n`).toMatchFileSnapshot(GOLDEN);
  });

  it('has every route, and none that is not there', () => {
    const own = [
      'get /api/openapi.json',
      'get /api/live',
      'get /api/session',
      'post /api/session',
      'delete /api/session',
    ];
    const described = operations().map(
      ({ path, method }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    );
    expect(described.sort()).toEqual([...new Set([...registered, ...own])].sort());
  });

  it('names operations apart, and every parameter of a path', () => {
    const names = operations().map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { path, operation } of operations()) {
      const inPath = (operation.parameters ?? []).filter((one) => one.in === 'path').map(({ name }) => name);
      expect([path, inPath.sort()]).toEqual([
        path,
        [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(),
      ]);
    }
  });

  it('says of every operation how one gets in, and what an error is', () => {
    for (const { path, method, operation } of operations()) {
      const open = method === 'post' && path === '/api/session';
      expect([path, operation.security]).toEqual([path, open ? [] : [{ token: [] }, { session: [] }]]);
      expect(operation.responses['default'].content?.['application/json'].schema).toMatchObject({
        required: ['code', 'message'],
      });
    }
  });

  it('holds schemas that are JSON Schema 2020-12', () => {
    const ajv = new Ajv2020({ strict: false });
    (addFormats as unknown as (one: Ajv2020) => void)(ajv);
    for (const { path, operation } of operations()) {
      const contents = [operation.requestBody, ...Object.values(operation.responses)].map(
        (one) => one?.content,
      );
      const bodies = contents.flatMap((content) => Object.values(content ?? {})).map(({ schema }) => schema);
      const all = [...bodies, ...(operation.parameters ?? []).map(({ schema }) => schema)];
      for (const schema of all)
        if (schema !== undefined) expect(() => ajv.compile(schema), path).not.toThrow();
    }
  });
});
