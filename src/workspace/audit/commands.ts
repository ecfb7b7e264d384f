import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandFacts } from '../../audit/facts.ts';
import { PROOF_KEYS_FOLDER, ProofKeyStore } from '../../proof/keys/key-store.ts';
import type { Workspace } from '../../workspace.ts';
import { mixOutput } from '../mix.ts';
import { pathIn } from '../paths.ts';
import { STATE_FOLDER } from '../template.ts';
import { trainCommand } from '../train.ts';

/** What remedies are made of. */
export async function commandFacts(workspace: Workspace, generations: number): Promise<CommandFacts> {
  const next = generations + 1;
  const mix = mixOutput(workspace, next);
  const pipeline = await pipelineOf(workspace);
  return {
    next,
    mix,
    mixExists: (await stat(mix).catch(() => undefined)) !== undefined,
    train: trainCommand(workspace, next),
    state: pathIn(workspace, STATE_FOLDER),
    hasKey: await canSign(workspace),
    ...(pipeline === undefined ? {} : { pipeline }),
  };
}

async function canSign({ folder }: Workspace): Promise<boolean> {
  const store = new ProofKeyStore(join(folder, PROOF_KEYS_FOLDER), () => undefined);
  const keys = await store.list().catch(() => []);
  return keys.some(({ secret }) => secret !== 'none');
}

const WORKFLOWS = '.github/workflows';
const SINGLE = ['.gitlab-ci.yml', 'azure-pipelines.yml', 'Jenkinsfile', '.circleci/config.yml'];

/** The file of continuous integration that names outcross, in the folder of the workspace; undefined where there is none. */
async function pipelineOf(workspace: Workspace): Promise<string | undefined> {
  const names = await readdir(join(workspace.folder, WORKFLOWS)).catch(() => []);
  const flows = names.filter((name) => /\.ya?ml$/.test(name)).map((name) => join(WORKFLOWS, name));
  for (const file of [...flows.sort(), ...SINGLE]) {
    const text = await readFile(join(workspace.folder, file), 'utf8').catch(() => '');
    if (/\boutcross\b/.test(text)) return pathIn(workspace, file);
  }
  return undefined;
}
