import { Section } from '../../parts/card.tsx';
import { clipped, count, percent, visible } from '../../parts/words.ts';
import styles from './pictures.module.css';
import type { GenerationReport } from './report-parts.ts';

type Pictures = NonNullable<GenerationReport['pictures']>;
type Picture = Pictures['repeated'][number]['pictures'][number];
type Region = Pictures['lost'][number];

function labelOf({ name, category }: Picture): string {
  const of = category === undefined ? '' : ` (${clipped(category, 40)})`;
  return `${clipped(name.split('/').at(-1) ?? name, 40)}${of}`;
}

/** Nothing but a picture that the report carries: an address elsewhere would be fetched. */
function Thumb({ picture, kind }: { picture: Picture; kind: string }) {
  if (!picture.image.startsWith('data:image/')) return <span className={styles['none']}>no picture</span>;
  return (
    <img
      src={picture.image}
      width={picture.width}
      height={picture.height}
      loading="lazy"
      alt={`${kind}: ${labelOf(picture)}`}
      title={visible(picture.name)}
    />
  );
}

function Pair({ pair }: { pair: Region['pictures'][number] }) {
  const { human, nearest, times } = pair;
  return (
    <li>
      <span className={styles['couple']}>
        <Thumb picture={human} kind="Human picture" />
        {nearest === undefined ? (
          <span className={styles['none']}>no picture kept</span>
        ) : (
          <Thumb picture={nearest} kind="Nearest generated picture" />
        )}
      </span>
      {times !== undefined && <small>{times.toFixed(1)} times as far as human ones</small>}
    </li>
  );
}

function RegionItem({ region }: { region: Region }) {
  const { share, coverage, baseline, vanished, category, pictures } = region;
  const of = category && `; ${percent(category.share)} of them are of category ${clipped(category.name, 40)}`;
  return (
    <li>
      <h3>
        A region of {percent(share)} of human pictures{' '}
        {vanished && <b className={styles['gone']}>✕ hardly reached</b>}
      </h3>
      <p className="soft">
        The generation comes near {percent(coverage)} of them, a second human sample near {percent(baseline)}
        {of}.
      </p>
      <ul className={styles['pairs']}>
        {pictures.map((pair) => (
          <Pair key={pair.human.name} pair={pair} />
        ))}
      </ul>
    </li>
  );
}

function Repeated({ pictures }: { pictures: Pictures }) {
  const { repeated, copied, examples } = pictures;
  if (repeated.length === 0) return null;
  return (
    <>
      <h3 className={styles['repeats']}>What it repeats</h3>
      <p className="soft">
        {percent(copied.generation)} of {count(examples)} generated pictures have a near-copy among them; of
        as many human ones {percent(copied.human)}.
      </p>
      <ul className={styles['pairs']}>
        {repeated.map((group) => (
          <li key={group.pictures[0]?.name}>
            <span className={styles['couple']}>
              {group.pictures.map((picture) => (
                <Thumb key={picture.name} picture={picture} kind="Generated picture" />
              ))}
            </span>
            <small>{count(group.count)} near-copies of each other</small>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What a generation lost of the human pictures, each beside the nearest that it made, and what it repeats. */
export function Pictures({ report }: { report: GenerationReport }) {
  const { pictures } = report;
  if (pictures === undefined) return null;
  const shown = pictures.lost.filter((lost) => lost.pictures.length > 0);
  if (shown.length === 0 && pictures.repeated.length === 0) return null;
  const lead = 'Left the human picture, right the nearest generated one, by the regions that lost most.';
  return (
    <Section title="What people show and it does not" lead={lead} id="pictures">
      <ul className={styles['regions']}>
        {shown.map((region) => (
          <RegionItem key={region.pictures[0].human.name} region={region} />
        ))}
      </ul>
      <Repeated pictures={pictures} />
    </Section>
  );
}
