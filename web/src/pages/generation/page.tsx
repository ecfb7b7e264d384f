import { Link, useLocation, useRouter } from 'wouter';
import type { GenerationView } from '../../../../src/server/wire.ts';
import { useView } from '../../api/views.ts';
import { PageHead } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Shown } from '../../parts/shown.tsx';
import { Text } from '../../parts/text.tsx';
import { comparePath, generationPath, generationUrl, nameIn } from '../../shell/address.ts';
import { useKeys } from '../../shell/use-keys.ts';
import { Account } from './account.tsx';
import { Banner } from './banner.tsx';
import { Checks } from './checks.tsx';
import styles from './page.module.css';

const KINDS = ['generation', 'verdict', 'corpus'];

/** One generation: its verdict, and everything that it rests on. */
export default function GenerationPage() {
  // Parameters of routes are decoded once already, as far as a whole address can be: `%2541` would be decoded twice.
  const router = useRouter();
  const id = nameIn(router.hook(router)[0].split('/')[2] ?? '');
  const view = useView<GenerationView>(generationUrl(id), { kinds: KINDS });
  return <Shown view={view}>{(found) => <Generation found={found} />}</Shown>;
}

function Neighbours({ found }: { found: GenerationView }) {
  const [, navigate] = useLocation();
  const { previous, following, point } = found;
  const go = (id: string | undefined) => id !== undefined && navigate(generationPath(id));
  useKeys([
    { keys: '[', label: 'Generation before', group: 'Generation', run: () => go(previous) },
    { keys: ']', label: 'Generation after', group: 'Generation', run: () => go(following) },
  ]);
  return (
    <nav className={styles['neighbours']} aria-label="Neighbours">
      {previous !== undefined && (
        <Link href={generationPath(previous)}>
          ← <Text clip={24}>{previous}</Text>
        </Link>
      )}
      {following !== undefined && (
        <Link href={generationPath(following)}>
          <Text clip={24}>{following}</Text> →
        </Link>
      )}
      {previous !== undefined && (
        <Link href={comparePath(previous, point.id)}>Compare with the one before</Link>
      )}
    </nav>
  );
}

export function Generation({ found }: { found: GenerationView }) {
  const { point, report, absent } = found;
  const title = (
    <>
      <span className={styles['of']}>Generation</span> <Text clip={60}>{point.id}</Text>
    </>
  );
  return (
    <>
      <PageHead title={title} actions={<Neighbours found={found} />} />
      <Banner point={point} report={report} />
      {absent && <Empty absent={absent} />}
      {report && <Account found={found} report={report} />}
      <Checks checks={found.checks} of={point.id} />
    </>
  );
}
