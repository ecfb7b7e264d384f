import { Empty } from '../parts/empty.tsx';

/** What stands where a page has not been built into this version. */
export default function Coming() {
  return <Empty title="Not here yet" absent={{ why: 'This version has no such page.' }} />;
}
