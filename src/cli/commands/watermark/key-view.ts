import { type Line, paint } from '../../../report/terminal/paint.ts';
import { type Column, tableLines } from '../../../report/terminal/table.ts';
import { visible } from '../../../report/visible.ts';
import type { StoredKey } from './stored-key.ts';

/** What anybody may know of a key. Weights are no secret, but long. */
export function publicKey({
  id,
  scheme,
  secrets,
  parameters,
  created,
  retired,
  replacedBy,
}: StoredKey): object {
  const { weights, ...plain } = parameters;
  return {
    id,
    scheme,
    secrets: secrets.length,
    parameters: { ...plain, ...(weights === undefined ? {} : { weights: `${weights.beta.length} layers` }) },
    created,
    ...(retired === undefined ? {} : { retired, replacedBy }),
  };
}

const COLUMNS: readonly Column[] = [
  { title: 'key', side: 'left', sacrifice: 0, least: 8 },
  { title: 'scheme', side: 'left', sacrifice: 0 },
  { title: 'parameters', side: 'left', sacrifice: 2 },
  { title: 'created', side: 'left', sacrifice: 1 },
  { title: '', side: 'left', sacrifice: 3 },
];

/** Keys as a table of at most `columns` cells. */
export function keyTable(keys: readonly StoredKey[], columns: number, colour: boolean): string {
  const rows = keys.map((key) =>
    [
      key.id,
      key.scheme,
      parametersText(key),
      key.created,
      key.replacedBy === undefined ? '' : `retired, now ${key.replacedBy}`,
    ].map((text) => ({ text: visible(String(text)) })),
  );
  const room = Math.max(40, columns);
  const lines: Line[] = tableLines(COLUMNS, rows, room);
  return paint(lines, room, colour);
}

function parametersText({ parameters, secrets }: StoredKey): string {
  const { weights, ...plain } = parameters;
  const said = Object.entries(plain).map(([name, value]) => `${name} ${value}`);
  if (secrets.length > 1) said.unshift(`${secrets.length} secrets`);
  if (weights !== undefined) said.push('weights');
  return said.join(', ');
}
