import type { Schema } from '../../config/schema.ts';
import { FAMILIES, PROFILE_NAMES } from './families.ts';

const CHANGE: Schema = {
  oneOf: [
    { type: 'number' },
    { const: false },
    {
      type: 'object',
      additionalProperties: false,
      properties: { threshold: { type: 'number' }, action: { enum: ['reject', 'flag'] } },
    },
  ],
};

/** The section `filter` of `outcross.yaml`: see `FilterSettings`. Every rule is a key, so that a misspelt one is found. */
export const FILTER_SCHEMA: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    profiles: { type: 'array', minItems: 1, items: { enum: PROFILE_NAMES } },
    rules: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(FAMILIES.flatMap(({ rules }) => rules.map(({ id }) => [id, CHANGE]))),
    },
    languages: { type: 'array', minItems: 1, items: { type: 'string' } },
    cleanLines: { type: 'boolean' },
  },
};
