import type { Command } from 'commander';
import { OutcrossError } from '../../../base/errors.ts';
import { visible } from '../../../report/visible.ts';
import type { Context } from '../../context.ts';
import { addExamples } from '../../examples.ts';
import { keyFacts } from '../../facts/key-facts.ts';
import { addRecordOptions, type LedgerOption, record } from '../../record.ts';
import { workspaceOf } from '../../workspace-options.ts';
import { addStoreOptions, type StoreOptions, storeOf } from './key-options.ts';
import { publicKey } from './key-view.ts';
import { randomKey, today } from './new-key.ts';
import { requireKeyId, type StoredKey } from './stored-key.ts';

interface RotateOptions extends StoreOptions, LedgerOption {
  readonly id?: string;
  readonly json?: boolean;
}

/** `outcross watermark keys rotate`. */
export function define(command: Command, context: Context): void {
  command
    .description(
      'Makes a new key of the same scheme and parameters, and retires the old one. The old one is kept: what was marked with it must ' +
        'still be found.',
    )
    .argument('<key>', 'id of the key')
    .option('--id <id>', 'what to call the new key (default: the old id and a number)')
    .option('--json', 'what is not secret of the new key, as JSON');
  addStoreOptions(command);
  addRecordOptions(command);
  addExamples(command, [['outcross watermark keys rotate production', 'makes production-2']]);
  command.action(async (id: string, options: RotateOptions) => {
    const store = await storeOf(options, context);
    const [old] = await store.get([id]);
    requireCurrent(old);
    const known = (await store.list()).map((key) => key.id);
    const { scheme, parameters, secrets } = old;
    const key = randomKey(requireKeyId(options.id ?? nextId(id, known)), scheme, parameters, secrets.length);
    await store.add(key);
    await store.replace({ ...old, retired: today(), replacedBy: key.id });
    context.stdout.write(
      options.json === true
        ? `${JSON.stringify(publicKey(key), undefined, 2)}\n`
        : `${visible(key.id)} takes the place of ${visible(id)}, which still finds what it marked\n`,
    );
    const made = { id: key.id, type: scheme, purpose: 'watermark' as const, replaces: id };
    await record(() => keyFacts(made), options, await workspaceOf(options), context);
  });
}

function requireCurrent({ id, replacedBy }: StoredKey): void {
  if (replacedBy === undefined) return;
  throw new OutcrossError('E_USAGE', `${id} was retired: ${replacedBy} took its place`, {
    where: id,
    hint: `Rotate ${replacedBy}.`,
  });
}

/** `production-2` after `production`, `production-3` after that. */
function nextId(id: string, known: readonly string[]): string {
  const stem = id.replace(/-\d+$/, '').slice(0, 56);
  for (let step = 2; ; step++) if (!known.includes(`${stem}-${step}`)) return `${stem}-${step}`;
}
