import { Card, Section } from '../../parts/card.tsx';
import { Figure, Figures } from '../../parts/figure.tsx';
import { OriginsBar } from '../../parts/origins-bar.tsx';
import { count } from '../../parts/words.ts';
import styles from './composition.module.css';
import type { GenerationReport } from './report-parts.ts';

/** Size of the generation, and what it is made of by declared origin. */
export function Composition({ report }: { report: GenerationReport }) {
  const { corpus, provenance } = report;
  // Pictures, vectors and rows of tables hold no characters, and one token each, which says nothing.
  const isText = corpus.characters > 0;
  return (
    <Section title="Size and make-up" id="composition">
      <Card className={styles['card']}>
        <Figures>
          <Figure label="Examples" value={count(corpus.examples)} />
          {isText && <Figure label="Tokens" value={count(corpus.tokens)} />}
          {isText && <Figure label="Characters" value={count(corpus.characters)} />}
          <Figure label="Malformed rows" value={count(corpus.malformedRows)} />
          <Figure label="Types kept" value={corpus.exact ? 'all' : 'a sample'} />
        </Figures>
        <h3>Declared origin of its examples</h3>
        <OriginsBar origins={provenance} />
      </Card>
    </Section>
  );
}
