import { SeverityMark } from '../../parts/badge.tsx';
import { Section } from '../../parts/card.tsx';
import { Text } from '../../parts/text.tsx';
import { count, interval, quantity, ratio } from '../../parts/words.ts';
import styles from './findings.module.css';
import type { GenerationReport } from './report-parts.ts';

type Finding = GenerationReport['findings'][number];

/** Worst first. */
const ORDER = ['critical', 'warning', 'notice', 'info'];

/** A figure that its sentence says already, as a count, a ratio or a share, tells nothing a second time. */
function isSaid({ message, measure = 0 }: Finding): boolean {
  const isCounted = Number.isInteger(measure) && message.split(/[^\d.,%]+/).includes(count(measure));
  return isCounted || message.includes(` ${ratio(measure)} `) || /\d% (?:worse|better|of)/.test(message);
}

function measured({ measure, interval: bounds }: Finding): string | undefined {
  if (measure === undefined) return undefined;
  const figure = Number.isInteger(measure) ? count(measure) : quantity(measure);
  return bounds === undefined ? figure : `${figure} ${interval(bounds, quantity)}`;
}

function FindingItem({ finding, name }: { finding: Finding; name: string }) {
  const { severity, message, where, remedy } = finding;
  const place = where === name ? undefined : where;
  const figure = isSaid(finding) ? undefined : measured(finding);
  const more = [place, figure, remedy].filter((text) => text !== undefined);
  return (
    <li>
      <SeverityMark severity={severity} />
      <div>
        <Text>{message}</Text>
        {more.length > 0 && (
          <p className={styles['more']}>
            {more.map((text) => (
              <span key={text}>
                <Text>{text}</Text>
              </span>
            ))}
          </p>
        )}
      </div>
    </li>
  );
}

/** What was found, worst first, each with what mends it. */
export function Findings({ report }: { report: GenerationReport }) {
  const findings = [...report.findings].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  return (
    <Section title="Findings" id="findings">
      {findings.length === 0 ? (
        <p className="soft">Nothing was found.</p>
      ) : (
        <ul className={styles['findings']}>
          {findings.map((finding) => (
            <FindingItem
              key={`${finding.id} ${finding.message} ${finding.where ?? ''}`}
              finding={finding}
              name={report.name}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}
