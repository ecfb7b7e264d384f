/** What is said where `outcross.yaml` names a cluster and a page tells what the server itself has read. */
export function ClusterNote({ command }: { command: string }) {
  return (
    <p className="soft" role="note">
      outcross.yaml says <code>engine: spark</code>. This page does not wait for a cluster: the server has
      read the files itself. <code>{command}</code> reads them on the cluster.
    </p>
  );
}
