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

it.each([
  '1.5',
  '2.0000001',
  '1,5',
  '0x10',
  ' 3',
  '3 ',
  '',
  '1e400',
  '007',
  'Infinity',
  'NaN',
  '٣',
  '9007199254740993',
  '9007199254740993.5',
])('does not make a whole number of %j', (limit) => {
  expect(held('querystring', Page, { limit }).error).toMatchObject({ code: 'E_PARAMETER', where: 'limit' });
});

it('does not make truth of a number, nor one of a list', () => {
  for (const all of ['1', 'yes', 'TRUE', '']) expect(held('querystring', Page, { all }).error).toBeDefined();
  expect(held('querystring', Page, { limit: ['1', '2'] }).error).toMatchObject({ where: 'limit' });
});

it('leaves text that looks like a number text', () => {
  const Named = Type.Object({ id: Type.String() });
  expect(held('params', Named, { id: '1.5' }).value).toEqual({ id: '1.5' });
  const odd = JSON.parse('{"__proto__": "1", "constructor": "2"}');
  expect(held('querystring', Page, odd).value).toEqual(odd);
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
