import type { ReactNode } from 'react';
import type { MixBuilt, MixView } from '../../../../src/server/wire.ts';
import { useView } from '../../api/views.ts';
import {
  Badge,
  Button,
  Card,
  Command,
  Empty,
  Figure,
  Figures,
  Section,
  Shown,
  Table,
  Text,
  Time,
  VerdictMark,
} from '../../parts/index.ts';
import { clipped, count, interval, percent, ratio, visible } from '../../parts/words.ts';
import { useQueryState } from '../../shell/query-state.ts';
import { fateRows } from './fates.ts';
import styles from './page.module.css';

type Built = MixView['built'][number];

/** The beginning of a digest, enough to tell it from others. */
function short(digest: string): string {
  return clipped(digest.slice(0, 12), 12);
}

function Proof({ built }: { built: MixBuilt }) {
  const { proof } = built;
  if (proof === undefined) {
    return <Empty absent={{ why: 'This mix has no proof.', command: 'outcross prove' }} />;
  }
  return (
    <>
      <p>
        Proven <Time at={proof.at} />
        {proof.keyId && (
          <>
            {' '}
            with the key{' '}
            <code>
              <Text clip={80}>{proof.keyId}</Text>
            </code>
          </>
        )}
        . Root of the tree:{' '}
        <code className={styles['root']}>
          <Text>{proof.root}</Text>
        </code>
      </p>
      <p className="soft">Whoever wants to check it:</p>
      <Command>{proof.command}</Command>
    </>
  );
}

function Facts({ built }: { built: MixBuilt }) {
  const { manifest, verdict } = built;
  if (manifest === undefined) return null;
  const { composition, outputs, inputs, malformedRows, fates } = manifest;
  const human = composition.byOrigin.find(({ value }) => value === 'human');
  const tail = manifest.verdict?.tail;
  return (
    <>
      <Figures>
        <Figure
          label="Examples"
          value={count(composition.examples)}
          note={`${count(composition.tokens)} tokens`}
        />
        <Figure label="Human" value={percent(human?.shareOfExamples ?? 0)} note="of examples" />
        {tail && <Figure label="Tail coverage" value={ratio(tail.ratio)} note={interval(tail.interval)} />}
        <Figure label="Verdict" value={<VerdictMark verdict={verdict} />} />
        <Figure label="Malformed rows" value={count(malformedRows)} />
      </Figures>
      <dl className={styles['facts']}>
        <Fact name="Read">{files(inputs)}</Fact>
        <Fact name="Written">{files(outputs)}</Fact>
        <Fact name="Candidates">
          {fateRows(fates as Record<string, number>)
            .map(({ examples, words }) => `${count(examples)} ${visible(words)}`)
            .join('; ')}
        </Fact>
      </dl>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function files(
  list: readonly { readonly name: string; readonly records?: number; readonly sha256: string }[],
) {
  return list.map(({ name, records, sha256 }) => (
    <span key={name + sha256} className={styles['file']}>
      <Text>{name}</Text>
      {records !== undefined && ` ${count(records)} records`}{' '}
      <small title={visible(sha256)}>{short(sha256)}</small>
    </span>
  ));
}

function Detail({ digest, onClose }: { digest: string; onClose: () => void }) {
  const view = useView<MixBuilt>(`/api/mixes/${encodeURIComponent(digest)}`);
  return (
    <Card
      title={<>Mix {short(digest)}</>}
      actions={
        <Button look="quiet" small onClick={onClose}>
          Close
        </Button>
      }
    >
      <Shown view={view}>
        {(built) => (
          <div className={styles['detail']}>
            {built.absent && <Empty absent={built.absent} />}
            <Facts built={built} />
            <Proof built={built} />
          </div>
        )}
      </Shown>
    </Card>
  );
}

/** Mixes that were built, with what they hold and what proves it. */
export function BuiltMixes({ built }: { built: readonly Built[] }) {
  const [open, setOpen] = useQueryState('mix');
  return (
    <Section title="Built" id="built">
      {open !== '' && <Detail digest={open} onClose={() => setOpen('')} />}
      {built.length === 0 ? (
        <Empty absent={{ why: 'No mix has been built yet.', command: 'outcross mix' }} />
      ) : (
        <Table
          name="built"
          caption="Mixes that were built"
          rows={built}
          keyOf={({ digest, at }) => digest + at}
          onOpen={({ digest }) => setOpen(digest)}
          isChosen={({ digest }) => digest === open}
          columns={[
            {
              key: 'path',
              title: 'File',
              value: ({ path }) => path,
              cell: ({ path, gone }) => (
                <>
                  <Text clip={60}>{path}</Text> {gone && <Badge tone="warning">gone</Badge>}
                </>
              ),
            },
            { key: 'at', title: 'Built', value: ({ at }) => at, cell: ({ at }) => <Time at={at} /> },
            {
              key: 'examples',
              title: 'Examples',
              align: 'number',
              minor: true,
              value: ({ examples }) => examples,
              cell: ({ examples }) => (examples === undefined ? '–' : count(examples)),
            },
            {
              key: 'human',
              title: 'Human',
              align: 'number',
              value: ({ humanShare }) => humanShare,
              cell: ({ humanShare }) => (humanShare === undefined ? '–' : percent(humanShare)),
            },
            {
              key: 'proven',
              title: 'Proof',
              value: ({ proven }) => (proven ? 'proven' : 'none'),
              cell: ({ proven }) => (
                <Badge tone={proven ? 'good' : 'plain'}>{proven ? 'proven' : 'none'}</Badge>
              ),
            },
            {
              key: 'digest',
              title: 'Digest',
              minor: true,
              value: ({ digest }) => digest,
              cell: ({ digest }) => <code title={visible(digest)}>{short(digest)}</code>,
            },
          ]}
        />
      )}
    </Section>
  );
}
