import { accessDenied, accessEnded, accessGranted, tokenIssued, tokenRevoked } from './kinds/access.ts';
import { auditAnswered, auditRan, waiverUsed } from './kinds/audit.ts';
import {
  anchorSplit,
  corpusDeduplicated,
  corpusFiltered,
  corpusTagged,
  corpusWatermarkScanned,
  sourceRegistered,
} from './kinds/corpus.ts';
import { generationChecked, verdictGiven } from './kinds/generation.ts';
import type { Kind } from './kinds/kind.ts';
import { mixBuilt, mixPlanned } from './kinds/mix.ts';
import { keyMade, keyUsed, proofMade, proofVerified } from './kinds/proof.ts';
import { reviewDecided } from './kinds/review.ts';
import {
  alertDelivered,
  alertRaised,
  drillRan,
  jobEnded,
  recipeStep,
  recoveryPlanned,
} from './kinds/watch.ts';

/** All kinds of events. A kind keeps its name and its members for ever; it may gain optional members. */
export const KINDS = {
  'source.registered': sourceRegistered,
  'corpus.tagged': corpusTagged,
  'corpus.filtered': corpusFiltered,
  'corpus.deduplicated': corpusDeduplicated,
  'corpus.watermark-scanned': corpusWatermarkScanned,
  'anchor.split': anchorSplit,
  'generation.checked': generationChecked,
  'verdict.given': verdictGiven,
  'review.decided': reviewDecided,
  'mix.planned': mixPlanned,
  'mix.built': mixBuilt,
  'proof.made': proofMade,
  'proof.verified': proofVerified,
  'audit.ran': auditRan,
  'audit.answered': auditAnswered,
  'waiver.used': waiverUsed,
  'alert.raised': alertRaised,
  'alert.delivered': alertDelivered,
  'key.made': keyMade,
  'key.used': keyUsed,
  'drill.ran': drillRan,
  'recovery.planned': recoveryPlanned,
  'recipe.step': recipeStep,
  'token.issued': tokenIssued,
  'token.revoked': tokenRevoked,
  'access.granted': accessGranted,
  'access.denied': accessDenied,
  'access.ended': accessEnded,
  'job.ended': jobEnded,
} as const;

export type KindName = keyof typeof KINDS;

/** The body of events of a kind. */
export type BodyOf<K extends KindName> = (typeof KINDS)[K] extends Kind<infer B> ? B : never;

export const KIND_NAMES = Object.keys(KINDS) as readonly KindName[];

/** Undefined for a kind that this version does not know. */
export function kindOf(name: string): Kind<unknown> | undefined {
  return Object.hasOwn(KINDS, name) ? KINDS[name as KindName] : undefined;
}
