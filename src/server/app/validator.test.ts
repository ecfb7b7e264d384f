import { Type } from 'typebox';
import { expect, it } from 'vitest';
import { OutcrossError } from '../../base/errors.ts';
import { NewToken } from '../wire.ts';
import { validatorCompiler } from './validator.ts';

type Verdict = { value?: unknown; error?: OutcrossError };
const held = (httpPart: string, schema: Type.TSchema, value: unknown): Verdict =>
  validatorCompiler({ schema, httpPart, method: 'GET', url: '/' })(value) as Verdict;

const Page = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1 })),
  all: Type.Optional(Type.Boolean()),
});

it('reads numbers and truth out of the text of a query', () => {
  expect(held('querystring', Page, { limit: '20', all: 'true' }).value).toEqual({ limit: 20, all: true });
});

it('takes a body as it says it is', () => {
  expect(held('body', Page, { limit: 20 }).value).toEqual({ limit: 20 });
  expect(held('body', Page, { limit: '20' }).error).toMatchObject({ code: 'E_PARAMETER', where: 'limit' });
});

it('names what is wrong by its member and its part of the request', () => {
  expect(held('querystring', Page, { limit: 'many' }).error).toMatchObject({
    code: 'E_PARAMETER',
    where: 'limit',
    message: expect.stringContaining('limit in the query'),
  });
  expect(held('params', Page, 'text').error).toMatchObject({ where: 'the path' });
  const { error } = held('body', NewToken, { name: 'zoe', role: 'emperor' });
  expect(error).toBeInstanceOf(OutcrossError);
  expect(error?.message).toContain('the body');
});
