import { OutcrossError } from '../../base/errors.ts';
import type { Provenance } from '../../corpus/example.ts';
import { partValue } from '../../quality/provenance/part-value.ts';
import type { ProvenanceKey, TagSettings } from '../../quality/provenance/tag-rules.ts';
import type { TagOptions } from './tag-options.ts';

const OPTIONS: readonly (readonly [ProvenanceKey & keyof TagOptions, string])[] = [
  ['origin', '--origin'],
  ['source', '--source'],
  ['model', '--model'],
  ['generation', '--generation'],
  ['license', '--license'],
  ['collectedAt', '--collected-at'],
  ['evidence', '--evidence'],
];

/**
 * What to tag with: the section `tag` of the workspace with what the options say over it. Throws `E_PROVENANCE` for a value outside its
 * vocabulary, `E_USAGE` where there is nothing to tag with.
 */
export function tagSettings(options: TagOptions, section: TagSettings = {}): TagSettings {
  const given: Partial<Record<ProvenanceKey, unknown>> = {};
  for (const [key, option] of OPTIONS) {
    if (options[key] === undefined) continue;
    const part = partValue(key, options[key]);
    if (part.fault !== undefined) {
      throw new OutcrossError('E_PROVENANCE', `${option} ${part.fault}`, { where: option, hint: part.hint });
    }
    given[key] = part.value;
  }
  const { parentsField, fill, overwrite } = options;
  const settings: TagSettings = {
    ...section,
    set: { ...section.set, ...(given as Partial<Provenance>) },
    ...(parentsField === undefined ? {} : { fields: { ...section.fields, parents: parentsField } }),
    ...(fill === true ? { existing: 'fill' } : {}),
    ...(overwrite === true ? { existing: 'overwrite' } : {}),
  };
  requireOrigin(settings);
  return settings;
}

/** Without an origin from anywhere, nothing would be tagged: that is never what was meant. */
function requireOrigin({ set, fields, rules }: TagSettings): void {
  const { origin: _, ...others } = set ?? {};
  const tagsMore = Object.keys(others).length > 0 || Object.keys(fields ?? {}).length > 0;
  if (set?.origin !== undefined || tagsMore || (rules ?? []).length > 0) return;
  throw new OutcrossError('E_USAGE', 'what to tag with was not said', {
    where: '--origin',
    hint: 'Such as --origin human --source essays, or fields and rules under tag in outcross.yaml.',
  });
}
