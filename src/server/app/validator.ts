import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { OutcrossError } from '../../base/errors.ts';

/** What a part of a request is called in an error. */
const PARTS: Readonly<Record<string, string>> = {
  body: 'the body',
  querystring: 'the query',
  params: 'the path',
  headers: 'the headers',
};

const INTEGER = /^-?(0|[1-9]\d*)$/;

/** A decimal number as a query writes it: `12`, `-0.5`, `1e6`. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d{1,3})?$/i;

/** Members that are numbers or truth, from their text, where the text is one: `1.5` is no whole number, and is not made one. */
function converted(schema: TSchema, value: unknown): unknown {
  const { properties } = schema as { properties?: Readonly<Record<string, { readonly type?: unknown }>> };
  if (properties === undefined || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, text]) => {
      const type = Object.hasOwn(properties, name) ? properties[name].type : undefined;
      return [name, typeof text === 'string' ? read(type, text) : text];
    }),
  );
}

function read(type: unknown, text: string): string | number | boolean {
  // Beyond 2^53 a number would be another than was asked.
  if (type === 'integer')
    return INTEGER.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text;
  if (type === 'number') return NUMBER.test(text) ? Number(text) : text;
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

/**
 * Checks parts of requests. A body says what it is: `"3"` is no number. Queries and paths are text, and are converted. Errors are
 * `E_PARAMETER` with the member's name.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const compiled = Compile(schema);
  return (value: unknown) => {
    const told = httpPart === 'body' ? value : converted(schema, value);
    if (compiled.Check(told)) return { value: told };
    const [first] = compiled.Errors(told);
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
