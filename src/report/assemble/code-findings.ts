import type { Finding } from '../../base/finding.ts';
import { lostNames } from '../../compare/code/lost-names.ts';
import type { Vocabulary } from '../../compare/code/name-subjects.ts';
import type { HumanSide } from '../../compare/pair.ts';
import type { Subject } from '../../compare/subject.ts';
import { facetOf } from '../../profile/facets.ts';
import type { Profile } from '../../profile/profile.ts';
import { total } from '../../profile/tally.ts';
import { codeFacet } from '../../syntax/facet.ts';

/** Names listed in one finding. */
const LISTED = 12;

/** Broken sources named in one finding. */
const NAMED = 5;

const WORDS: Readonly<Record<Vocabulary, string>> = {
  names: 'Names that people give',
  calls: 'Calls that people make',
};

/** Names and calls of people that a generation of code has lost. */
export function lostNameFindings(human: HumanSide, subject: Subject): Finding[] {
  return (['calls', 'names'] as const).flatMap((vocabulary) => {
    const lost = lostNames(human, subject, vocabulary, LISTED);
    if (lost.length === 0) return [];
    const list = lost.map(({ type, holdoutCount }) => `${type} (${holdoutCount} times)`).join(', ');
    return [
      {
        id: `code.lost-${vocabulary}`,
        severity: 'info' as const,
        message: `${WORDS[vocabulary]} and this generation never does, surest first: ${list}.`,
        measure: lost.length,
        where: subject.name,
      },
    ];
  });
}

/** What of the sources of an input could not be parsed. */
export function unparsedFindings(name: string, profile: Profile): Finding[] {
  const facet = facetOf(profile, codeFacet);
  if (facet === undefined) return [];
  const { sources, clean, units, errorUnits, refused, cut } = facet.counts;
  const all = total(sources);
  const broken = all - total(clean);
  const named = facet.broken
    .slice(0, NAMED)
    .map(({ id, share }) => `${id} (${((100 * share) / 1024).toFixed(0)}%)`);
  const more = broken > named.length ? `, and ${broken - named.length} more` : '';
  const findings: Finding[] = [];
  if (broken > 0) {
    const errors = (100 * total(errorUnits)) / Math.max(1, total(units));
    findings.push({
      id: 'code.unparsed',
      severity: broken > all / 2 ? 'warning' : 'notice',
      message: `${broken} of ${all} sources of ${name} do not parse cleanly; ${errors.toFixed(1)}% of all code fits no rule. With the share of each: ${named.join(', ')}${more}.`,
      measure: broken / all,
      where: name,
      remedy:
        'What parses is measured all the same. Check the language of the sources, and whether they are whole.',
    });
  }
  if (total(refused) > 0) {
    findings.push({
      id: 'code.refused',
      severity: 'warning',
      message: `The parser was stopped at ${total(refused)} pieces of ${name}, which took too many steps; they have no constructs.`,
      measure: total(refused),
      where: name,
      remedy: 'Look at the sources named as unparsed: they are not what people write.',
    });
  }
  if (total(cut) > 0) {
    findings.push({
      id: 'code.cut',
      severity: 'info',
      message:
        total(cut) === 1
          ? `1 source of ${name} is longer than 65,536 characters; it was parsed in pieces.`
          : `${total(cut)} sources of ${name} are longer than 65,536 characters; they were parsed in pieces.`,
      measure: total(cut),
      where: name,
    });
  }
  return findings;
}
