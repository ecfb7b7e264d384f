import type { Example, ImagePayload } from '../example.ts';
import type { CorpusSpec } from '../source.ts';

/** The example of a picture that is no row: `field` gives the value of one of its fields. */
export function pictureExample(
  id: string,
  image: ImagePayload,
  { groupField, categoryField }: CorpusSpec,
  field: (name: string) => string,
): Example {
  const group = groupField === undefined ? id : field(groupField);
  const example: Example = { id, group, text: '', image };
  return categoryField === undefined ? example : { ...example, category: field(categoryField) };
}
