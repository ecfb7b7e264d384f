import { type Static, Type } from 'typebox';
import type { Audit } from '../../audit/audit.ts';
import { Absent, Document, Moment } from './shared.ts';

/** `GET /api/audit?when=&stage=`: run now, over the ledger and the files as they stand. */
export const AuditView = Type.Object({
  audit: Type.Optional(Document<Audit>('schemas/audit.schema.json')),
  /** Recorded audits, newest first. */
  history: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      at: Moment,
      status: Type.String(),
      score: Type.Optional(Type.Number()),
    }),
  ),
  absent: Type.Optional(Absent),
  /** `outcross.yaml` names a cluster; this audit is of what this server itself read of the same files. */
  cluster: Type.Optional(Type.Literal(true)),
});
export type AuditView = Static<typeof AuditView>;

/** `POST /api/audit/answers`: a named person answers an item. */
export const AuditAnswer = Type.Object({
  item: Type.String({ maxLength: 200 }),
  answer: Type.Union([Type.Literal('yes'), Type.Literal('no'), Type.Literal('not-applicable')]),
  note: Type.Optional(Type.String({ maxLength: 2000 })),
});
export type AuditAnswer = Static<typeof AuditAnswer>;

/** 201 of `POST /api/audit/answers` */
export const AuditAnswered = Type.Object({
  /** Of the event in the ledger. */
  seq: Type.Integer(),
  item: Type.String(),
  answer: Type.String(),
  owner: Type.String(),
  /** Last day that it holds. */
  until: Type.String(),
});
export type AuditAnswered = Static<typeof AuditAnswered>;
