import type { Schema } from '../config/schema.ts';
import { MODES, ORDERS, UNKNOWN_TREATMENTS } from './policy.ts';

const SHARE = { type: 'number', minimum: 0, maximum: 1 };
const COUNT = { type: 'integer', minimum: 1 };
const CAP = { oneOf: [SHARE, { type: 'object', additionalProperties: SHARE }] };

/** The section `policy` of `outcross.yaml`. */
export const POLICY_SCHEMA: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    mode: { enum: MODES, description: 'accumulate keeps every generation; replace keeps the newest alone' },
    size: {
      oneOf: [
        { const: 'all' },
        COUNT,
        {
          type: 'object',
          additionalProperties: false,
          minProperties: 1,
          maxProperties: 1,
          properties: { examples: COUNT, tokens: COUNT },
        },
      ],
      description: 'a number of examples, {tokens: n}, or all',
    },
    human: {
      type: 'object',
      additionalProperties: false,
      properties: {
        minimum: { ...SHARE, description: 'least share of human examples and of human tokens' },
        share: { ...SHARE, description: 'exact share of human data, in the unit of the size' },
      },
    },
    caps: {
      type: 'object',
      additionalProperties: false,
      properties: { source: CAP, model: CAP, generation: CAP },
      description: 'largest share of each source, model or generation, or of those named',
    },
    maxGeneration: { type: 'integer', minimum: 0 },
    unknown: { enum: UNKNOWN_TREATMENTS, description: 'what to do with examples of unknown origin' },
    tail: { type: 'object', additionalProperties: false, properties: { minimum: SHARE } },
    earned: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
    weights: { oneOf: [{ enum: ['none', 'optimal', 'auto'] }, SHARE] },
    order: { enum: ORDERS },
    seed: { type: ['integer', 'string'] },
  },
};
