import { canonicalJson } from '../base/canonical.ts';
import { OutcrossError } from '../base/errors.ts';
import { suggestion } from '../base/spelling.ts';
import { type Schema, type SchemaFault, schemaFault } from '../config/schema.ts';
import { type EventDraft, SUBJECT_TYPES } from './event.ts';
import { KIND_NAMES, kindOf } from './kinds.ts';

/** Characters of an event's body as canonical JSON. A fact is small: what is large stands in a file, and the fact has its digest. */
export const LONGEST_BODY = 1_000_000;

/** No NUL: PostgreSQL's text cannot hold it. 512 characters are at most 2,048 bytes, and an index of PostgreSQL takes 2,700. */
const ID = { type: 'string', minLength: 1, maxLength: 512, pattern: '^[^\\u0000]*$' };

/** All of an event but its body, its number and its digests. */
export const ENVELOPE: Schema = {
  type: 'object',
  required: ['kind', 'at', 'actor', 'subjects', 'body'],
  properties: {
    kind: { type: 'string', maxLength: 100, pattern: '^[a-z][a-z-]*\\.[a-z][a-z-]*$' },
    at: {
      type: 'string',
      pattern: '^\\d{4}-(0[1-9]|1[0-2])-([0-2]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z$',
    },
    actor: {
      type: 'object',
      required: ['kind', 'name'],
      properties: { kind: { enum: ['person', 'tool'] }, name: ID },
      additionalProperties: false,
    },
    subjects: {
      type: 'array',
      minItems: 1,
      maxItems: 10_000,
      items: {
        type: 'object',
        required: ['type', 'id'],
        properties: { type: { enum: SUBJECT_TYPES }, id: ID },
        additionalProperties: false,
      },
    },
    body: { type: 'object' },
  },
};

/** Throws `E_LEDGER` for a draft that is no event: an unknown kind, a wrong envelope, a body that its schema refuses. */
export function requireDraft(draft: EventDraft): void {
  const envelope = schemaFault(ENVELOPE, draft);
  if (envelope !== undefined) throw refused(draft, envelope);
  const kind = kindOf(draft.kind);
  if (kind === undefined) {
    const meant = suggestion(draft.kind, KIND_NAMES);
    throw new OutcrossError('E_LEDGER', `there is no kind of event called ${draft.kind}`, {
      hint: meant === '' ? `Known: ${KIND_NAMES.join(', ')}.` : meant,
    });
  }
  const body = schemaFault(kind.schema, draft.body);
  if (body !== undefined) throw refused(draft, { ...body, path: ['body', ...body.path] });
  requireSubjects(draft);
  requireJson(draft);
}

function refused({ kind }: EventDraft, { message, hint, path }: SchemaFault): OutcrossError {
  return new OutcrossError('E_LEDGER', `the ledger refuses an event ${kind}: ${message}`, {
    ...(path.length === 0 ? {} : { where: path.join('.') }),
    ...(hint === '' ? {} : { hint }),
  });
}

function requireSubjects({ kind, subjects }: EventDraft): void {
  if (subjects.length === 1) return;
  const seen = new Set<string>();
  for (const { type, id } of subjects) {
    const key = `${type}:${id}`;
    if (seen.has(key)) throw new OutcrossError('E_LEDGER', `an event ${kind} names its subject ${key} twice`);
    seen.add(key);
  }
}

/** Schemas do not see everything that JSON cannot hold, such as half a surrogate pair. */
function requireJson(draft: EventDraft): void {
  const { kind, at, actor, subjects, body } = draft;
  let length: number;
  try {
    canonicalJson({ kind, at, actor, subjects });
    length = canonicalJson(body).length;
  } catch (cause) {
    const { message, where } = cause as OutcrossError;
    throw new OutcrossError('E_LEDGER', `the ledger refuses an event ${kind}: ${message}`, {
      cause,
      ...(where === undefined ? {} : { where }),
    });
  }
  if (length <= LONGEST_BODY) return;
  throw new OutcrossError(
    'E_LEDGER',
    `the body of an event ${kind} has ${length} characters, of ${LONGEST_BODY} at most`,
    { hint: 'Keep what is large in a file, and its digest in the event.' },
  );
}
