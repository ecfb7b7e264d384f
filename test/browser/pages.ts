import { lookingGlass } from './server.ts';
import { look } from './visit.ts';

const SCRIPT = new URL('../../scripts/dashboard/pages.mjs', import.meta.url).href;
const { pagesOf } = (await import(SCRIPT)) as {
  pagesOf: (queue: string) => Readonly<Record<string, string>>;
};

/** Names of all pages. */
export const NAMES: readonly string[] = Object.keys(pagesOf(''));

let queue: Promise<string> | undefined;

async function newestQueue(): Promise<string> {
  await lookingGlass();
  const { page, base, close } = await look();
  const answer = await page.request.get(`${base}/api/review/queues`);
  const { queues } = (await answer.json()) as { queues: { id: string }[] };
  await close();
  return queues[0].id;
}

/** Where a page of the shared workspace is. */
export async function addressOf(name: string): Promise<string> {
  queue ??= newestQueue();
  return pagesOf(await queue)[name];
}
