/**
 * The fields that a text may stand in, as `--text-field` names them: one, or several with commas between them, of which a row has its
 * text in the first that holds any. A field whose own name has the comma comes first.
 */
export function textPaths(named: string): readonly string[] {
  if (!named.includes(',')) return [named];
  const parts = named.split(',').map((part) => part.trim());
  return [...new Set([named, ...parts.filter((part) => part !== '')])];
}
