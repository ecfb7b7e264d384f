import { type Static, Type } from 'typebox';
import type { Composition } from '../../mix/composition.ts';
import type { Manifest } from '../../mix/manifest.ts';
import type { Policy } from '../../mix/policy.ts';
import type { Remedy } from '../../mix/remedies.ts';
import { JobProgress } from './jobs.ts';
import { Absent, Document, Moment, VerdictName } from './shared.ts';

export const RuleView = Type.Object({
  rule: Type.String(),
  asked: Type.Number(),
  got: Type.Number(),
  unit: Type.String(),
  /** In `unit`; 0 where the rule is kept. */
  short: Type.Number(),
});

/** A plan: what a mix would hold. */
export const PlanView = Type.Object({
  possible: Type.Boolean(),
  unit: Type.String(),
  /** In one line: `35% human, short by 2,140 examples of genre fiction`. */
  summary: Type.String(),
  policy: Document<Policy>('schemas/outcross.schema.json#/properties/policy'),
  composition: Document<Composition>('docs/defence.md'),
  rules: Type.Array(RuleView),
  /** Candidates by what becomes of them. */
  fates: Type.Record(Type.String(), Type.Integer()),
  remedies: Type.Array(Document<Remedy>('docs/defence.md')),
  /** Human examples by stratum of the anchor: in the mix, and missing from what the shares of the anchor ask for. */
  strata: Type.Array(
    Type.Object({ stratum: Type.String(), examples: Type.Integer(), short: Type.Integer() }),
  ),
  /** Milliseconds that the plan took. */
  took: Type.Number(),
  /** People decided about examples since the inputs were surveyed: this plan does not know it yet, a build obeys them all. */
  behind: Type.Optional(Type.Boolean()),
});
export type PlanView = Static<typeof PlanView>;

/** `GET /api/mix`: the next mix. */
export const MixView = Type.Object({
  generation: Type.Integer(),
  policy: Document<Policy>('schemas/outcross.schema.json#/properties/policy'),
  inputs: Type.Array(Type.Object({ path: Type.String(), examples: Type.Optional(Type.Integer()) })),
  output: Type.String(),
  /** Candidates have been surveyed, so that plans are a matter of milliseconds; false: the first plan begins it. */
  surveyed: Type.Boolean(),
  /** How far the survey is that is under way. */
  survey: Type.Optional(JobProgress),
  built: Type.Array(
    Type.Object({
      digest: Type.String(),
      at: Moment,
      path: Type.String(),
      examples: Type.Optional(Type.Integer()),
      humanShare: Type.Optional(Type.Number()),
      proven: Type.Boolean(),
      /** Its file or folder is not there any more. */
      gone: Type.Optional(Type.Literal(true)),
    }),
  ),
  empty: Type.Optional(Absent),
  /** `outcross.yaml` names a cluster; plans and audits are of what this server itself reads of the same files. */
  cluster: Type.Optional(Type.Literal(true)),
});
export type MixView = Static<typeof MixView>;

/** `POST /api/mix/plan`. Policies are as in `outcross.yaml`; a wrong one is `E_POLICY` or `E_CONFIG` with the key. */
export const PlanRequest = Type.Object({ policy: Type.Record(Type.String(), Type.Unknown()) });
export type PlanRequest = Static<typeof PlanRequest>;

/** 202 of `POST /api/mix/plan`: the inputs are being surveyed. Ask again after `Retry-After` seconds. */
export const PlanPending = Type.Object({ surveyed: Type.Literal(false), progress: JobProgress });
export type PlanPending = Static<typeof PlanPending>;

/** `GET /api/mixes/:digest` */
export const MixBuilt = Type.Object({
  digest: Type.String(),
  at: Moment,
  manifest: Type.Optional(Document<Manifest>('docs/defence.md')),
  verdict: Type.Optional(VerdictName),
  proof: Type.Optional(
    Type.Object({
      at: Moment,
      /** Root of the Merkle tree. */
      root: Type.String(),
      keyId: Type.Optional(Type.String()),
      bundle: Type.Optional(Type.String()),
      /** To be typed by whoever wants to check it. */
      command: Type.String(),
    }),
  ),
  absent: Type.Optional(Absent),
});
export type MixBuilt = Static<typeof MixBuilt>;
