import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { AUDIT_SCHEMA, type Audit } from '../audit/audit.ts';
import { OutcrossError } from '../base/errors.ts';
import { type Schema, schemaFault } from '../config/schema.ts';
import type { Report } from '../report/report.ts';

const REPORT_SCHEMA: Report['schema'] = 'outcross.report/1';

/** Where the schemas stand in the package. */
const FOLDER = new URL('../../schemas/', import.meta.url);

const SCHEMAS: Readonly<Record<string, string>> = {
  [REPORT_SCHEMA]: 'report.schema.json',
  [AUDIT_SCHEMA]: 'audit.schema.json',
};

const HINT = 'Write one: outcross check --json > report.json, or outcross audit --json > audit.json';

/** A larger file is no report: the check of a long line takes a few megabytes. */
const MOST_BYTES = 512 * 1024 * 1024;

export type ResultDocument = Report | Audit;

export function isAudit(document: ResultDocument): document is Audit {
  return document.schema === AUDIT_SCHEMA;
}

/**
 * The report or audit that a file holds as JSON; `-` is standard input. Throws `E_NOT_FOUND`, `E_UNREADABLE`, `E_FORMAT` where it is
 * neither, or does not keep to its schema.
 */
export async function readResult(path: string): Promise<ResultDocument> {
  const refuse = (message: string): never => {
    throw new OutcrossError('E_FORMAT', `${path}: ${message}`, { where: path, hint: HINT });
  };
  const written = await contentOf(path);
  let value: unknown;
  try {
    value = JSON.parse(written.replace(/^\ufeff/, ''));
  } catch (error) {
    return refuse(`it is no JSON: ${(error as Error).message}`);
  }
  const name =
    typeof value === 'object' && value !== null ? (value as { schema?: unknown }).schema : undefined;
  const file = typeof name === 'string' && Object.hasOwn(SCHEMAS, name) ? SCHEMAS[name] : undefined;
  if (file === undefined) {
    return refuse(
      name === undefined
        ? 'it is neither a report of check nor an audit'
        : `it is ${JSON.stringify(name)}, not one of ${Object.keys(SCHEMAS).join(', ')}`,
    );
  }
  const fault = schemaFault(await schemaOf(file), value);
  return fault === undefined ? (value as ResultDocument) : refuse(`${fault.message}. ${fault.hint}`.trim());
}

/** Read once: a schema is compiled once for each value that it is. */
const read = new Map<string, Promise<Schema>>();

function schemaOf(file: string): Promise<Schema> {
  const found = read.get(file) ?? readSchema(file);
  read.set(file, found);
  return found;
}

async function readSchema(file: string): Promise<Schema> {
  return JSON.parse(await readFile(new URL(file, FOLDER), 'utf8')) as Schema;
}

async function contentOf(path: string): Promise<string> {
  if (path === '-') return text(process.stdin);
  try {
    const bytes = await readFile(path);
    if (bytes.length <= MOST_BYTES) return bytes.toString('utf8');
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new OutcrossError(
      missing ? 'E_NOT_FOUND' : 'E_UNREADABLE',
      missing ? `there is no file ${path}` : `${path} cannot be read: ${(cause as Error).message}`,
      { where: path, cause, hint: HINT },
    );
  }
  throw new OutcrossError('E_FORMAT', `${path} is too large for a report`, { where: path });
}
