import { type Asked, NOT_STATED, placeOf } from './asked.ts';
import { answers, period } from './eu-answers.ts';
import { answerTo, type Grouped, ofCategory, type Source } from './eu-groups.ts';
import { count, markdown, table } from './text.ts';

/** Share of the domains that the template asks for, by the size of what was taken from each. */
const TOP = 0.1;

/** Section 2.3: crawlers and domains. */
export function crawled(sources: Grouped, asked: Asked): readonly string[] {
  const own = ofCategory(sources, 'crawled');
  return [
    answers([['Were crawlers used by the provider or on its behalf?', answerTo(sources, 'crawled')]]),
    ...own.flatMap((source) => [crawlerOf(source, asked), domainsOf(source, asked)]),
  ];
}

function crawlerOf({ name, facts, examples, tokens }: Source, asked: Asked): string {
  const text = (value: string | undefined, fact: string) =>
    markdown(asked.text(value, placeOf('sources', name, fact)));
  const { crawler = {}, collected, title, description } = facts;
  return answers([
    ['Source', markdown(title ?? name)],
    ['Size', `${count(examples)} examples, ${count(tokens)} tokens`],
    ['Crawler name(s) or identifier(s)', text(crawler.names?.join(', '), 'crawler.names')],
    ['Purposes of the crawler(s)', text(crawler.purpose, 'crawler.purpose')],
    ['General description of crawler behaviour', text(crawler.behaviour, 'crawler.behaviour')],
    ['Period of data collection', text(period(collected), 'collected')],
    ['Description of the types of content and online sources crawled', text(description, 'description')],
  ]);
}

/** The largest tenth of the domains; where their sizes are not stated, all of them. */
function domainsOf({ name, facts }: Source, asked: Asked): string {
  const place = placeOf('sources', name, 'domains');
  const domains = Object.keys(facts.domains ?? {}).length === 0 ? undefined : facts.domains;
  if (asked.value(domains, place) === undefined) return `Top 10% of all domain names by size: ${NOT_STATED}`;
  if (Array.isArray(domains)) {
    asked.value(undefined, `${place} (the bytes of each)`);
    const names = [...new Set(domains as readonly string[])].sort();
    return `Sizes by domain are not stated, so that all ${count(names.length)} domain names are listed: ${names.map(markdown).join(', ')}`;
  }
  const bySize = Object.entries(domains as Readonly<Record<string, number>>).sort(
    ([a, left], [b, right]) => right - left || (a < b ? -1 : 1),
  );
  const top = bySize.slice(0, Math.ceil(bySize.length * TOP));
  return [
    `Top 10% of all domain names by size of the content scraped (${count(top.length)} of ${count(bySize.length)}):`,
    table(
      ['Domain', 'Bytes'],
      top.map(([domain, bytes]) => [markdown(domain), count(bytes)]),
    ),
  ].join('\n\n');
}
