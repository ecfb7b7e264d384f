import type { Proven } from '../mix/proof/prove-mix.ts';
import { count } from '../report/figures.ts';
import { visible } from '../report/visible.ts';

/** What was proven, as a person reads it. */
export function provenText({ statement, output, tree }: Proven): string {
  const { predicate } = statement;
  const { tree: proven, signer, extends: before } = predicate;
  const by = signer === undefined ? 'keyless' : `by key ${signer.keyId.slice(0, 12)}`;
  const places = [
    `proof: ${visible(output)}`,
    ...(tree === undefined ? [] : [`stored tree: ${visible(tree)}`]),
  ];
  const lines = [
    `Proven: ${count(proven.size)} rows of ${statement.subject.map(({ name }) => visible(name)).join(', ')}, root ${proven.root}, signed ${by}.`,
    ...(before === undefined ? [] : [`Begins with the ${count(before.size)} rows of ${before.root}.`]),
    ...places,
    `It shows that these rows are what was recorded, and unaltered since; not that a label such as human is true.`,
  ];
  return `${lines.join('\n')}\n`;
}
