import { command } from './lived-in.ts';

interface Fact {
  readonly kind: string;
  readonly actor: { readonly name: string };
  readonly subjects: readonly { readonly type: string; readonly id: string }[];
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Decision {
  readonly id: string;
  readonly decision: unknown;
  readonly reviewer: unknown;
}

/** All facts of a workspace's ledger, oldest first. */
export async function factsIn(folder: string): Promise<Fact[]> {
  const lines = (await command(folder, 'ledger', 'export')).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Fact).filter(({ kind }) => kind !== undefined);
}

/** What people decided about examples, oldest first. */
export async function decisionsIn(folder: string): Promise<Decision[]> {
  const facts = await factsIn(folder);
  return facts
    .filter(({ kind }) => kind === 'review.decided')
    .map(({ subjects, body }) => ({
      id: subjects.find(({ type }) => type === 'example')?.id ?? '',
      decision: body['decision'],
      reviewer: body['reviewer'],
    }));
}
