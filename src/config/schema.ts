import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { suggestion } from '../base/spelling.ts';

/** A JSON Schema, draft 2020-12. */
export type Schema = Readonly<Record<string, unknown>>;

/** The first thing that a value does wrong. */
export interface SchemaFault {
  /** Keys and indices from the root to the fault. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint: string;
}

const validators = new WeakMap<Schema, ValidateFunction>();

/** The deepest fault of `value` against `schema`, or undefined where it keeps to it. */
export function schemaFault(schema: Schema, value: unknown): SchemaFault | undefined {
  const validate = validators.get(schema) ?? compiled(schema);
  if (validate(value)) return undefined;
  // A failed alternative (oneOf) reports each branch: the fault that lies deepest tells which branch was meant.
  const errors = [...validate.errors!].sort((a, b) => depth(b) - depth(a));
  return faultOf(errors[0], value);
}

function compiled(schema: Schema): ValidateFunction {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: false,
    strictNumbers: true,
    // Formats are notes to the reader here: what must hold of a text stands as a pattern.
    validateFormats: false,
  });
  const validate = ajv.compile(schema);
  validators.set(schema, validate);
  return validate;
}

function depth(error: ErrorObject): number {
  const steps = error.instancePath.split('/').length;
  return isUnknownKey(error) ? steps + 1 : steps;
}

function isUnknownKey(error: ErrorObject): boolean {
  return error.keyword === 'additionalProperties' || error.keyword === 'unevaluatedProperties';
}

function faultOf(error: ErrorObject, root: unknown): SchemaFault {
  const path = pathOf(error.instancePath, root);
  const name = path.length === 0 ? 'it' : `"${path.join('.')}"`;
  if (isUnknownKey(error)) return unknownKey(error, path);
  if (error.keyword === 'required') {
    const key = String(error.params['missingProperty']);
    return { path, message: `${name} lacks "${key}"`, hint: `Add ${key}.` };
  }
  if (error.keyword === 'enum' || error.keyword === 'const') return notOneOf(error, path, name);
  return { path, message: `${name} ${error.message ?? 'is wrong'}, not ${shown(error.data)}`, hint: '' };
}

function unknownKey(error: ErrorObject, path: readonly (string | number)[]): SchemaFault {
  const key = String(error.params['additionalProperty'] ?? error.params['unevaluatedProperty']);
  const known = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
  const place = path.length === 0 ? '' : ` in "${path.join('.')}"`;
  const hint = suggestion(key, known) || (known.length === 0 ? '' : `Known: ${known.join(', ')}.`);
  return { path: [...path, key], message: `unknown key "${key}"${place}`, hint };
}

function notOneOf(error: ErrorObject, path: readonly (string | number)[], name: string): SchemaFault {
  const { allowedValues, allowedValue } = error.params;
  const allowed = ((allowedValues ?? [allowedValue]) as unknown[]).map(String);
  const hint = typeof error.data === 'string' ? suggestion(error.data, allowed) : '';
  return { path, message: `${name} is ${shown(error.data)}, not one of ${allowed.join(', ')}`, hint };
}

function shown(value: unknown): string {
  // JSON has no word for what YAML calls .nan and .inf.
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** A JSON pointer as keys; steps through arrays become numbers. */
function pathOf(pointer: string, root: unknown): (string | number)[] {
  const path: (string | number)[] = [];
  let at: unknown = root;
  for (const raw of pointer.split('/').slice(1)) {
    const key = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(at) ? Number(key) : key);
    at = (at as Record<string, unknown> | undefined)?.[key];
  }
  return path;
}
