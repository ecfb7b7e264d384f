import type { LedgerEvent } from '../ledger/event.ts';
import type { BodyOf, KindName } from '../ledger/kinds.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { readAnchorDocument } from '../quality/anchor/open-anchor.ts';
import { CONFIG_NAME, type Workspace } from '../workspace.ts';
import { anchorOf } from './human.ts';
import { lineName } from './ledger.ts';
import { generationsOf, type WorkspaceGeneration } from './line.ts';
import { stands } from './newest-mix.ts';
import { pathIn } from './paths.ts';
import { trainCommand } from './train.ts';

/** A fact of the ledger, and when it was. */
export type Dated<B> = B & { readonly at: string };

/** Something that should be done now, the most pressing first. */
export interface Due {
  /** Empty where no command of this program or of the workspace does it. */
  readonly command: string;
  readonly why: string;
}

/** Where a line stands. A plain value. */
export interface LineStatus {
  readonly line: string;
  readonly generations: readonly WorkspaceGeneration[];
  readonly anchor?: {
    readonly folder: string;
    readonly reservoir: number;
    readonly holdout: number;
  };
  /** What the newest check said of each generation, in order of the line. */
  readonly verdicts: readonly {
    readonly generation: string;
    readonly verdict?: Dated<BodyOf<'verdict.given'>>;
  }[];
  readonly mix?: Dated<BodyOf<'mix.built'>>;
  /** The newest mix was built, and its file or folder is not there any more. */
  readonly mixIsGone?: true;
  readonly audit?: Dated<BodyOf<'audit.ran'>>;
  readonly due: readonly Due[];
}

const DAY = 24 * 60 * 60 * 1000;
const DEFAULT_CHECK_EVERY = 30;

/** What the files and the ledger say of the line; without a ledger, what the files say. `now` in milliseconds of the epoch. */
export async function lineStatus(
  workspace: Workspace,
  ledger: LedgerStore | undefined,
  now: number,
): Promise<LineStatus> {
  const generations = await generationsOf(workspace);
  const verdicts = await newestVerdicts(ledger);
  const mix = await newest(ledger, 'mix.built');
  const isGone = mix !== undefined && !(await stands(pathIn(workspace, mix.output.name)));
  const status = {
    line: lineName(workspace),
    generations,
    ...(await anchorPart(workspace)),
    verdicts: generations.map(({ name }) => {
      const verdict = verdicts.get(name);
      return { generation: name, ...(verdict === undefined ? {} : { verdict }) };
    }),
    ...named('mix', mix),
    ...(isGone ? { mixIsGone: true as const } : {}),
    ...named('audit', await newest(ledger, 'audit.ran')),
  };
  return { ...status, due: dueNow(status, workspace, now) };
}

/** The anchor of the workspace, where one was made. Throws as `readAnchorDocument`. */
export async function anchorPart(workspace: Workspace): Promise<Pick<LineStatus, 'anchor'>> {
  const folder = await anchorOf(workspace);
  if (folder === undefined) return {};
  const { reservoir, holdout } = await readAnchorDocument(folder);
  return { anchor: { folder, reservoir: reservoir.examples, holdout: holdout.examples } };
}

function named<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

async function newest<K extends KindName>(
  ledger: LedgerStore | undefined,
  kind: K,
): Promise<Dated<BodyOf<K>> | undefined> {
  if (ledger === undefined) return undefined;
  for await (const event of ledger.events({ kinds: [kind], reverse: true, limit: 1 })) return dated<K>(event);
  return undefined;
}

async function newestVerdicts(
  ledger: LedgerStore | undefined,
): Promise<Map<string, Dated<BodyOf<'verdict.given'>>>> {
  const verdicts = new Map<string, Dated<BodyOf<'verdict.given'>>>();
  if (ledger === undefined) return verdicts;
  for await (const { id, event } of ledger.latest('generation', ['verdict.given']))
    verdicts.set(id, dated<'verdict.given'>(event));
  return verdicts;
}

function dated<K extends KindName>({ body, at }: LedgerEvent): Dated<BodyOf<K>> {
  return { ...(body as object), at } as Dated<BodyOf<K>>;
}

/** All that says what is due. */
export type LineFacts = Omit<LineStatus, 'due'>;

/** What should be done, in order. `now` in milliseconds of the epoch. */
export function dueNow(facts: LineFacts, workspace: Workspace, now: number): Due[] {
  if (facts.anchor === undefined) {
    const human = workspace.config.human;
    return [
      human === undefined
        ? { command: 'outcross validate', why: `${CONFIG_NAME} names no human data yet` }
        : { command: 'outcross anchor', why: 'no human data are held out to measure against' },
    ];
  }
  return [...healthDue(facts, workspace, now), ...auditDue(facts)];
}

function healthDue(facts: LineFacts, workspace: Workspace, now: number): Due[] {
  const { verdicts, generations } = facts;
  const last = verdicts.at(-1);
  if (last === undefined) return [{ command: 'outcross mix', why: 'the first training set' }];
  const { checkEvery = DEFAULT_CHECK_EVERY, failOn = ['early', 'late'] } = workspace.config.gates ?? {};
  const { verdict } = last;
  if (verdict === undefined)
    return [{ command: 'outcross check', why: `${last.generation} was never checked` }];
  const days = Math.floor((now - Date.parse(verdict.at)) / DAY);
  const stale = days >= checkEvery;
  const failing = (failOn as readonly string[]).includes(verdict.verdict);
  return [
    ...(stale ? [{ command: 'outcross check', why: `the newest check is ${days} days old` }] : []),
    ...(failing ? [{ command: 'outcross recover', why: `${last.generation} is ${verdict.verdict}` }] : []),
    ...mixDue(facts, workspace, generations.length + 1),
  ];
}

function mixDue({ mix, mixIsGone }: LineFacts, workspace: Workspace, next: number): Due[] {
  if (mix?.generation !== next) {
    return [{ command: 'outcross mix', why: `the training set of generation ${next}` }];
  }
  if (mixIsGone === true) {
    const why = `${mix.output.name} was built on ${mix.at.slice(0, 10)}, and its file is gone`;
    return [{ command: 'outcross mix', why }];
  }
  const command = trainCommand(workspace, next);
  const why = `generation ${next}: its training set is ready`;
  return [command === undefined ? { command: '', why: `${why}, train on it` } : { command, why }];
}

function auditDue({ audit }: LineFacts): Due[] {
  if (audit === undefined) return [{ command: 'outcross audit', why: 'the checklist was never run' }];
  const failed = audit.failed.length;
  return audit.result === 'failed'
    ? [{ command: 'outcross audit', why: `${failed} ${failed === 1 ? 'item' : 'items'} failed last time` }]
    : [];
}
