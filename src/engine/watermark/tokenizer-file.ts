import { createHash } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { atomicWrite } from '../../base/atomic.ts';
import { OutcrossError } from '../../base/errors.ts';
import { refusing } from '../../base/staged-file.ts';
import { downloadHubFile, endpointOf, type HubAccess, type HubFile } from './hub-download.ts';
import { type HubId, hubId, isCommit } from './hub-id.ts';

export interface TokenizerPlace extends HubAccess {
  /** Folder in which fetched tokenizers are kept. */
  readonly cache: string;
  /** Whether the network may be asked. */
  readonly network: boolean;
  /** Is told what was fetched. */
  readonly note?: (message: string) => void;
}

/**
 * The file that `--tokenizer` names: a path as it stands, or, for `org/name[@revision]`, the `tokenizer.json` of a hub out of the cache. What is not
 * there is fetched where the network may be asked, with the configuration beside it. What is there stays as it is: a branch that moved
 * on changes nothing. Throws `E_NETWORK`, also where the network would be needed and may not be asked.
 */
export async function tokenizerFile(given: string, place: TokenizerPlace): Promise<string> {
  const id = hubId(given);
  if (id === undefined || (await stat(given).catch(() => undefined)) !== undefined) return given;
  const folder = join(place.cache, folderOf(id, endpointOf(place)));
  const path = join(folder, 'tokenizer.json');
  if ((await stat(path).catch(() => undefined))?.isFile() === true) return path;
  if (!place.network) throw offline(id, given);
  const tokenizer = (await downloadHubFile(id, 'tokenizer.json', place))!;
  requireJson(tokenizer.text, given);
  // Of the same state, though the branch move on between both.
  const same = tokenizer.commit === undefined ? id : { ...id, revision: tokenizer.commit };
  const config = await downloadHubFile(same, 'tokenizer_config.json', place, true);
  if (config !== undefined) requireJson(config.text, given);
  await keep(folder, id, tokenizer, config);
  place.note?.(
    `${given}${tokenizer.commit === undefined ? '' : ` (${tokenizer.commit})`} was fetched to ${folder}`,
  );
  return path;
}

/** Another endpoint may hold another file under the same name. */
function folderOf({ repository, revision }: HubId, endpoint: string): string {
  const host = createHash('sha256').update(endpoint).digest('hex').slice(0, 8);
  const name = [repository, revision].map((part) => part.replaceAll('/', '--')).join('@');
  return `${name}@${host}`;
}

/** The tokenizer comes last: where it stands, all stands. */
async function keep(folder: string, id: HubId, tokenizer: HubFile, config?: HubFile): Promise<void> {
  await refusing(folder, mkdir(folder, { recursive: true }));
  const sha256 = createHash('sha256').update(tokenizer.text).digest('hex');
  const source = { ...id, commit: tokenizer.commit ?? (isCommit(id.revision) ? id.revision : null), sha256 };
  await atomicWrite(join(folder, 'source.json'), `${JSON.stringify(source, undefined, 2)}\n`);
  if (config !== undefined) await atomicWrite(join(folder, 'tokenizer_config.json'), config.text);
  await atomicWrite(join(folder, 'tokenizer.json'), tokenizer.text);
}

function requireJson(text: string, given: string): void {
  try {
    JSON.parse(text);
  } catch (cause) {
    throw new OutcrossError('E_FORMAT', `what the hub gave for ${given} is no JSON`, {
      where: given,
      cause,
      hint: 'A proxy or a sign-in page may stand in between: check HF_ENDPOINT.',
    });
  }
}

function offline({ repository, revision }: HubId, given: string): OutcrossError {
  return new OutcrossError('E_NETWORK', `${given} is not here, and the network may not be asked`, {
    where: '--tokenizer',
    hint:
      `Add --allow-network to fetch tokenizer.json of ${repository} at ${revision} from the hub, once. ` +
      'If it is a path, there is no such file.',
  });
}
