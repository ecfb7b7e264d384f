import { useEffect } from 'react';
import type { SourcesView } from '../../../../src/server/wire.ts';
import { useView } from '../../api/views.ts';
import { Empty, PageHead, Shown, Tabs } from '../../parts/index.ts';
import { useQueryState } from '../../shell/query-state.ts';
import { Inventory } from './inventory.tsx';
import { LineagePanel } from './lineage.tsx';

/** Milliseconds between questions while corpora are being read: the ledger does not grow when they are. */
const COUNTING = 2000;

/** Where the data comes from: sources with what is not known of them, and what was made from what. */
export default function SourcesPage() {
  const [view, setView] = useQueryState('view', 'inventory');
  const sources = useView<SourcesView>('/api/sources');
  const { renew } = sources;
  const counting = sources.data?.counting === true;
  useEffect(() => {
    if (!counting) return;
    const timer = setInterval(renew, COUNTING);
    return () => clearInterval(timer);
  }, [counting, renew]);
  const loops = sources.data?.sources.filter(({ fedBy }) => fedBy.length > 0).length ?? 0;
  return (
    <>
      <PageHead
        title="Sources"
        lead="Where the data comes from, what nobody knows of it, and what was made from what."
      />
      <Tabs
        label="Sources"
        open={view}
        onOpen={setView}
        tabs={[
          { id: 'inventory', label: 'Inventory' },
          { id: 'lineage', label: loops > 0 ? `Lineage (${loops} fed by models)` : 'Lineage' },
        ]}
      >
        {view === 'lineage' ? (
          <LineagePanel />
        ) : (
          <Shown view={sources}>
            {(data) => (
              <>
                {data.empty && <Empty absent={data.empty} />}
                <Inventory view={data} />
              </>
            )}
          </Shown>
        )}
      </Tabs>
    </>
  );
}
