import type { LineView } from '../../../../src/server/wire.ts';
import { SeverityMark } from '../../parts/badge.tsx';
import { Section } from '../../parts/card.tsx';
import { Text } from '../../parts/text.tsx';
import { Time } from '../../parts/time.tsx';
import { GenerationLink } from '../../shell/generation-link.tsx';
import styles from './alerts.module.css';

/** What `watch` has called out, newest first. */
export function Alerts({ alerts }: Pick<LineView, 'alerts'>) {
  if (alerts.length === 0) return null;
  return (
    <Section title="Alerts">
      <ul className={styles['alerts']}>
        {alerts.map((alert) => (
          <li key={alert.seq}>
            <SeverityMark severity={alert.severity} />
            <span>
              <Text>{alert.message}</Text>
              {alert.generation && (
                <>
                  {' '}
                  <GenerationLink id={alert.generation} />
                </>
              )}
            </span>
            <small>
              <Time at={alert.at} />
            </small>
          </li>
        ))}
      </ul>
    </Section>
  );
}
