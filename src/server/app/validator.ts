import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { OutcrossError } from '../../base/errors.ts';

/** What a part of a request is called in an error. */
const PARTS: Readonly<Record<string, string>> = {
  body: 'the body',
  querystring: 'the query',
  params: 'the path',
  headers: 'the headers',
};

/**
 * Checks parts of requests. A body says what it is: `"3"` is no number. Queries and paths are text, and are converted. Errors are
 * `E_PARAMETER` with the member's name.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const compiled = Compile(schema);
  return (value: unknown) => {
    const converted = httpPart === 'body' ? value : Value.Convert(schema, value);
    if (compiled.Check(converted)) return { value: converted };
    const [first] = compiled.Errors(converted);
    return { error: fault(PARTS[httpPart ?? 'body'] ?? 'the request', first) };
  };
};

function fault(
  part: string,
  first: { readonly instancePath: string; readonly message: string } | undefined,
): OutcrossError {
  const where = first?.instancePath.slice(1).replaceAll('/', '.') ?? '';
  const what = where === '' ? part : `${where} in ${part}`;
  return new OutcrossError('E_PARAMETER', `${what} ${first?.message ?? 'is not as it must be'}`, {
    where: where === '' ? part : where,
  });
}
