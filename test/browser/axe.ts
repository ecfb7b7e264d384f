import axe from 'axe-core';
import type { Page } from 'playwright-core';

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

const SERIOUS = ['serious', 'critical'];

/** Rules whose outcome a theme can change: themes are colours and nothing else. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds on a page that is serious or critical, in words. `colours`: by the rules that a theme can change alone. */
export async function violations(page: Page, colours = false): Promise<string[]> {
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe.source);
  const options = {
    resultTypes: ['violations'],
    // Nothing is fetched a second time: there are neither frames nor other people's styles.
    preload: false,
    ...(colours ? { runOnly: OF_COLOURS } : {}),
  };
  const found = await page.evaluate<Violation[]>(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
  return found
    .filter(({ impact }) => SERIOUS.includes(impact))
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 5).map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    );
}
