import { fieldAt, type Row } from '../fields.ts';
import type { CorpusSpec } from '../source.ts';

/** Fields that hold the picture where none is named, in the order they are looked for. `file_name` is that of Hugging Face's folders. */
export const IMAGE_FIELDS = ['image', 'file_name', 'image_path', 'path', 'file'] as const;

/** The field of a row that holds its picture: the one named, else the first of `IMAGE_FIELDS` that it has. */
export function imageFieldOf(row: Row, { imageField }: Pick<CorpusSpec, 'imageField'>): string {
  if (imageField !== undefined) return imageField;
  return IMAGE_FIELDS.find((field) => (fieldAt(row, field) ?? null) !== null) ?? IMAGE_FIELDS[0];
}
