import { useState } from 'react';
import type { LineageView } from '../../../../src/server/wire.ts';
import { useView } from '../../api/views.ts';
import { Button, Card, Empty, Input, Select, Shown, Text } from '../../parts/index.ts';
import { count } from '../../parts/words.ts';
import { setQuery, useQueryState } from '../../shell/query-state.ts';
import { Graph } from './graph.tsx';
import styles from './lineage.module.css';

type Node = LineageView['nodes'][number];

const NOTHING = {
  why: 'The ledger knows of nothing that was made from something.',
  command: 'outcross check',
};

function nameOf({ names, key }: Node): string {
  return names[0] ?? key;
}

function Ends({
  title,
  nodes,
  onChoose,
}: {
  title: string;
  nodes: readonly (readonly [Node, string])[];
  onChoose: (key: string) => void;
}) {
  if (nodes.length === 0) return null;
  return (
    <div>
      <h4>{title}</h4>
      <ul>
        {nodes.map(([node, how]) => (
          <li key={node.key + how}>
            <button type="button" onClick={() => onChoose(node.key)}>
              <Text clip={44}>{nameOf(node)}</Text>
            </button>{' '}
            <small>
              <Text clip={40}>{how}</Text>
            </small>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What stands before and after a node, with how it was made. */
export function endsOf({ nodes, edges }: LineageView, key: string) {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const of = (keys: readonly (readonly [string, string])[]) =>
    keys.flatMap(([other, how]) => {
      const node = byKey.get(other);
      return node === undefined ? [] : [[node, how] as const];
    });
  return {
    parents: of(edges.filter(({ child }) => child === key).map(({ parent, how }) => [parent, how])),
    children: of(edges.filter(({ parent }) => parent === key).map(({ child, how }) => [child, how])),
  };
}

function Detail({ lineage, node }: { lineage: LineageView; node: Node }) {
  const { parents, children } = endsOf(lineage, node.key);
  const choose = (key: string) => setQuery({ node: key });
  return (
    <Card
      title={<Text clip={60}>{nameOf(node)}</Text>}
      actions={
        <Button
          small
          look="quiet"
          onClick={() => setQuery({ id: node.digest ?? node.key, node: undefined }, true)}
        >
          Centre on it
        </Button>
      }
    >
      <div className={styles['detail']}>
        <p className="soft">
          <Text clip={40}>{node.type}</Text>
          {node.names.length > 1 && (
            <>
              , also{' '}
              {node.names.slice(1, 6).map((name, i) => (
                <span key={name}>
                  {i > 0 && ', '}
                  <Text clip={40}>{name}</Text>
                </span>
              ))}
              {node.names.length > 6 && ` and ${node.names.length - 6} more`}
            </>
          )}
        </p>
        {node.facts.length > 0 && (
          <ul className={styles['facts']}>
            {node.facts.map((fact) => (
              <li key={fact}>
                <Text clip={160}>{fact}</Text>
              </li>
            ))}
          </ul>
        )}
        {node.digest && (
          <code className={styles['digest']}>
            <Text>{node.digest}</Text>
          </code>
        )}
        <Ends title="Made from" nodes={parents} onChoose={choose} />
        <Ends title="Made into" nodes={children} onChoose={choose} />
      </div>
    </Card>
  );
}

function Loops({ lineage }: { lineage: LineageView }) {
  const byKey = new Map(lineage.nodes.map((node) => [node.key, nameOf(node)]));
  if (lineage.loops.length === 0) return null;
  return (
    <Card className={styles['loops']} title="Models that are fed by themselves">
      <ul>
        {lineage.loops.map((loop) => (
          <li key={loop.join(' ')}>
            {[...loop, loop[0]].map((key, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the first name stands at both ends
              <span key={i}>
                {i > 0 && ' → '}
                <button type="button" onClick={() => setQuery({ node: key })}>
                  <Text clip={32}>{byKey.get(key) ?? key}</Text>
                </button>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What an answer about an example leaves open: without it, the drawing would seem to be all. */
function Caveats({ lineage: { missing = [], notes = [] } }: { lineage: LineageView }) {
  if (missing.length + notes.length === 0) return null;
  return (
    <ul className={styles['facts']} aria-label="What this lineage does not know">
      {missing.map((id) => (
        <li key={`missing ${id}`}>
          The parent <Text clip={80}>{id}</Text> is named, and stands in no corpus.
        </li>
      ))}
      {notes.map((note) => (
        <li key={`note ${note}`}>
          <Text>{note}</Text>
        </li>
      ))}
    </ul>
  );
}

function Search() {
  const [id] = useQueryState('id');
  const [depth, setDepth] = useQueryState('depth');
  const [text, setText] = useState(id);
  const [last, setLast] = useState(id);
  if (last !== id) {
    setLast(id);
    setText(id);
  }
  return (
    <form
      className={styles['search']}
      onSubmit={(event) => {
        event.preventDefault();
        setQuery({ id: text.trim(), node: undefined }, true);
      }}
    >
      <Input
        type="search"
        aria-label="Example, generation, corpus, source or mix"
        placeholder="Example, generation, corpus, source or mix"
        value={text}
        onChange={setText}
      />
      <Select
        aria-label="Steps"
        value={depth}
        onChange={setDepth}
        options={[
          { value: '', label: 'every step' },
          ...['1', '2', '3', '5'].map((value) => ({
            value,
            label: value === '1' ? '1 step' : `${value} steps`,
          })),
        ]}
      />
      <Button type="submit">Show</Button>
      {id !== '' && (
        <Button look="quiet" onClick={() => setQuery({ id: undefined, node: undefined }, true)}>
          Whole line
        </Button>
      )}
    </form>
  );
}

/** The address of a lineage. */
export function lineageUrl(id: string, depth: string): string {
  const query = new URLSearchParams();
  if (id !== '') query.set('id', id);
  // Without a place to begin at there are no steps from it.
  if (id !== '' && /^\d{1,3}$/.test(depth)) query.set('depth', depth);
  const text = query.toString();
  return text === '' ? '/api/lineage' : `/api/lineage?${text}`;
}

/** What was made from what, around anything that has a name, or of the whole line. */
export function LineagePanel() {
  const [id] = useQueryState('id');
  const [depth] = useQueryState('depth');
  const [chosen, setChosen] = useQueryState('node');
  const view = useView<LineageView>(lineageUrl(id, depth));
  return (
    <div className={styles['panel']}>
      <Search />
      <Shown view={view} label="Following the lineage">
        {(lineage) => {
          const node = lineage.nodes.find(({ key }) => key === (chosen || lineage.root));
          if (lineage.nodes.length === 0) return <Empty absent={lineage.empty ?? NOTHING} />;
          return (
            <>
              <Loops lineage={lineage} />
              <Caveats lineage={lineage} />
              <div className={styles['split']}>
                <Graph lineage={lineage} chosen={node?.key ?? ''} onChoose={setChosen} />
                {node === undefined ? (
                  <p className="soft">Choose a box to see what is known of it.</p>
                ) : (
                  <Detail lineage={lineage} node={node} />
                )}
              </div>
              <small>
                {count(lineage.nodes.length)} nodes, {count(lineage.edges.length)} steps
                {lineage.leftOut > 0 &&
                  `; ${count(lineage.leftOut)} nodes further off are left out: centre on one to see them`}
                .
              </small>
            </>
          );
        }}
      </Shown>
    </div>
  );
}
