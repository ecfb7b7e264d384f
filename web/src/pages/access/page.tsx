import { useState } from 'react';
import { Link } from 'wouter';
import type { TokenList, TokenView } from '../../../../src/server/wire.ts';
import { useAct } from '../../api/act.ts';
import { send } from '../../api/client.ts';
import { useView, type View } from '../../api/views.ts';
import {
  Badge,
  Button,
  type Column,
  Dialog,
  Empty,
  PageHead,
  Shown,
  say,
  Table,
  Text,
  Time,
  Trouble,
} from '../../parts/index.ts';
import { useSession } from '../../shell/session.tsx';
import { NewTokenDialog } from './new-token.tsx';
import { inOrder, standingOf } from './tokens.ts';

/** What the ledger knows of tokens and of who came in. */
const LOG = `/ledger?${new URLSearchParams({
  kind: 'token.issued,token.revoked,access.granted,access.denied,access.ended',
})}`;

const TONES = { valid: 'good', expired: 'plain', revoked: 'bad' } as const;

function RevokeDialog({
  token,
  onClose,
  onDone,
}: {
  token: TokenView;
  onClose: () => void;
  onDone: () => void;
}) {
  const { busy, error, act } = useAct();
  const revoke = async () => {
    const done = await act(() => send<TokenView>('DELETE', `/api/tokens/${encodeURIComponent(token.id)}`));
    if (done === undefined) return;
    say(`The token of ${token.name} lets nobody in any more.`, 'good');
    onDone();
    onClose();
  };
  return (
    <Dialog
      title="Revoke the token"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button look="danger" whyNot={busy ? 'It is under way.' : undefined} onClick={() => void revoke()}>
            Revoke
          </Button>
        </>
      }
    >
      <p>
        Sessions of <Text clip={60}>{token.name}</Text> end at once. What was decided under the name stays.
        This cannot be taken back; a new token can be made.
      </p>
      {error && <Trouble error={error} />}
    </Dialog>
  );
}

function columnsOf(now: number, onRevoke: (token: TokenView) => void): Column<TokenView>[] {
  const moment = (at: string | undefined, none: string) => (at === undefined ? none : <Time at={at} />);
  return [
    {
      key: 'name',
      title: 'Name',
      value: ({ name }) => name,
      cell: ({ name }) => <Text clip={40}>{name}</Text>,
    },
    { key: 'role', title: 'Role', value: ({ role }) => role },
    {
      key: 'state',
      title: 'State',
      value: (token) => standingOf(token, now),
      cell: (token) => <Badge tone={TONES[standingOf(token, now)]}>{standingOf(token, now)}</Badge>,
    },
    {
      key: 'made',
      title: 'Made',
      minor: true,
      value: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
    {
      key: 'used',
      title: 'Last used',
      minor: true,
      value: ({ lastUsedAt }) => lastUsedAt,
      cell: ({ lastUsedAt }) => moment(lastUsedAt, 'never'),
    },
    {
      key: 'until',
      title: 'Until',
      value: ({ expiresAt }) => expiresAt,
      cell: ({ expiresAt }) => moment(expiresAt, 'it is revoked'),
    },
    {
      key: 'revoke',
      title: 'Revoke',
      bare: true,
      value: () => undefined,
      cell: (token) =>
        standingOf(token, now) === 'valid' && (
          <Button
            small
            look="danger"
            aria-label={`Revoke the token of ${token.name}`}
            onClick={() => onRevoke(token)}
          >
            Revoke
          </Button>
        ),
    },
  ];
}

function Tokens({ view, list }: { view: View<TokenList>; list: TokenList }) {
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<TokenView>();
  const now = Date.now();
  const tokens = inOrder(list.tokens, now);
  const taken = tokens.filter((token) => standingOf(token, now) === 'valid').map(({ name }) => name);
  const make = (
    <Button look="main" onClick={() => setMaking(true)}>
      New token…
    </Button>
  );
  return (
    <>
      {tokens.length === 0 ? (
        <Empty
          title="No tokens yet"
          absent={{
            why: 'A token lets one person in over the network, with one role. It can be made here or in a terminal.',
            command: 'outcross serve token new NAME --role review',
          }}
        >
          {make}
        </Empty>
      ) : (
        <Table
          name="tokens"
          caption="Tokens"
          tools={make}
          rows={tokens}
          keyOf={({ id }) => id}
          columns={columnsOf(now, setRevoking)}
        />
      )}
      {making && <NewTokenDialog taken={taken} onClose={() => setMaking(false)} onMade={view.renew} />}
      {revoking && (
        <RevokeDialog token={revoking} onClose={() => setRevoking(undefined)} onDone={view.renew} />
      )}
    </>
  );
}

/** Who may come in, and as what. */
export default function AccessPage() {
  const { local } = useSession();
  const view = useView<TokenList>('/api/tokens', { kinds: ['access', 'token'] });
  return (
    <>
      <PageHead
        title="Access"
        lead={
          <>
            Tokens of people who use this workspace over the network. Who came in and who was refused stands
            in the <Link href={LOG}>ledger</Link>.
            {local && ' This session is of outcross view, at this computer: it needs no token.'}
          </>
        }
      />
      <Shown view={view}>{(list) => <Tokens view={view} list={list} />}</Shown>
    </>
  );
}
