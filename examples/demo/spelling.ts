/** Text as it would be printed, from the words and marks of a paragraph. */
export function spell(words: readonly string[]): string {
  return words
    .join(' ')
    .replaceAll('`` ', '“')
    .replaceAll(" ''", '”')
    .replaceAll(/ ([.,;:?!)])/g, '$1')
    .replaceAll('( ', '(');
}
