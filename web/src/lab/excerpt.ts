import type { Example } from '../../../src/lab/browser.ts';

/** Chapters 1 to 12 of Jane Austen's Persuasion (1817), rows of examples/novels; `lab run --text` reads the same file. */
export const EXCERPT = '/lab/persuasion.jsonl';

/** Its rows as examples, as `outcross` reads them: each a group of its own. */
export function examplesOf(jsonl: string): Example[] {
  const lines = jsonl.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const { id, text } = JSON.parse(line) as { readonly id: string; readonly text: string };
    return { id, group: id, text };
  });
}

/** Fetches it from the server that the page is from. */
export async function fetchExcerpt(fetched: (path: string) => Promise<Response> = fetch): Promise<Example[]> {
  const answer = await fetched(EXCERPT);
  if (!answer.ok) throw new Error(`The text for the transformer could not be read: status ${answer.status}.`);
  return examplesOf(await answer.text());
}
