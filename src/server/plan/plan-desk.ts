import { REVIEW_KIND } from '../../ledger/review/standing.ts';
import { requireAnchor } from '../../mix/mix.ts';
import { plan } from '../../mix/plan.ts';
import { strataOf } from '../../mix/strata.ts';
import type { Workspace } from '../../workspace.ts';
import type { CallDesk } from '../aside/aside.ts';
import type { WorkspacePlace } from '../aside/messages.ts';
import { LedgerDoor, reopened } from '../aside/reopen.ts';
import { Polled } from '../read/polled.ts';
import { type MixInputs, mixInputs } from './inputs.ts';
import type { NextAnswer, NextQuestion, PlanAnswer, PlanQuestion } from './messages.ts';
import { nextView, policyOf } from './next-view.ts';
import { humanAsked, planView } from './plan-view.ts';
import { type SurveyKey, SurveyShelf } from './survey-shelf.ts';
import { type Surveyed, surveyInputs } from './surveyed.ts';

type Policy = ReturnType<typeof policyOf>;

/** Milliseconds for which the files are taken to be as they were found. */
const FRESH = 500;

/** Least milliseconds between surveys that only newer decisions of a review ask for. */
const REVIEW_EVERY = 60_000;

/** Plans of the next mix: inputs are surveyed once, and a plan is then a matter of milliseconds. */
export function planDesk(place: WorkspacePlace, workers?: number): CallDesk {
  const desk = new PlanDesk(place, workers);
  return {
    calls: {
      next: (question: NextQuestion) => desk.next(question),
      plan: (question: PlanQuestion) => desk.plan(question),
    },
    close: () => desk.close(),
  };
}

interface Found {
  readonly workspace: Workspace;
  readonly inputs: MixInputs;
}

class PlanDesk {
  readonly #ledger: LedgerDoor;
  readonly #workers: number | undefined;
  readonly #shelf = new SurveyShelf<Surveyed>();
  readonly #found: Polled<Found>;
  #now = 0;

  constructor(place: WorkspacePlace, workers: number | undefined) {
    this.#ledger = new LedgerDoor(place);
    this.#workers = workers;
    const find = async () => {
      const workspace = await reopened(place);
      return { workspace, inputs: await mixInputs(workspace) };
    };
    this.#found = new Polled(find, () => this.#now, FRESH);
  }

  /** Throws `E_CONFIG`, and as `mixInputs`. */
  async next({ now }: NextQuestion): Promise<NextAnswer> {
    this.#now = now;
    const { workspace, inputs } = await this.#found.get();
    const policy = policyOf(workspace);
    const surveyed = this.#shelf.get(keyOf(policy, inputs.fingerprint));
    const counted = this.#shelf.ofFiles(inputs.fingerprint);
    const progress = surveyed === undefined ? this.#shelf.progress(now) : undefined;
    return nextView(workspace, inputs, policy, { isSurveyed: surveyed !== undefined, counted, progress });
  }

  /** Throws `E_POLICY` for a policy that needs an anchor where there is none; as `surveyInputs`. */
  async plan({ now, policy, patience }: PlanQuestion): Promise<PlanAnswer> {
    this.#now = now;
    const { workspace, inputs } = await this.#found.get();
    requireAnchor(policy, inputs.next.anchor);
    const key = keyOf(policy, inputs.fingerprint);
    const kept = this.#shelf.get(key);
    if (kept !== undefined) return planned(kept, policy, await this.#isBehind(kept, workspace, inputs, key));
    this.#begin(workspace, inputs, key);
    const surveyed = await this.#shelf.wait(key, patience);
    if (surveyed !== undefined) return planned(surveyed, policy, false);
    return { kind: 'surveying', progress: this.#shelf.progress(now) ?? BEGINNING };
  }

  async close(): Promise<void> {
    this.#shelf.close();
    await this.#ledger.close();
  }

  #begin(workspace: Workspace, inputs: MixInputs, key: SurveyKey): void {
    const now = this.#now;
    const make = async (hooks: object) => {
      const ledger = await this.#ledger.get();
      const workers = this.#workers;
      const options = { ledger, now, ...(workers === undefined ? {} : { workers }), ...hooks };
      return surveyInputs(workspace, inputs, key, options);
    };
    this.#shelf.begin(key, make, now);
  }

  /** Whether people decided since: then the next plan but one obeys them. A reader of a million examples is not begun for each decision. */
  async #isBehind(kept: Surveyed, workspace: Workspace, inputs: MixInputs, key: SurveyKey): Promise<boolean> {
    const ledger = await this.#ledger.get();
    if (ledger === undefined) return false;
    let newest = 0;
    for await (const { seq } of ledger.events({ kinds: [REVIEW_KIND], reverse: true, limit: 1 }))
      newest = seq;
    if (newest <= kept.reviewed) return false;
    if (this.#now - kept.at >= REVIEW_EVERY) this.#begin(workspace, inputs, key);
    return true;
  }
}

const BEGINNING = { label: 'finding the inputs', done: 0, unit: 'bytes' } as const;

/** Ranks depend on the seed, merit is measured where a policy asks for it; all else of a policy is a matter of planning. */
function keyOf({ seed, earned }: Policy, fingerprint: string): SurveyKey {
  return { fingerprint, seed: String(seed), worth: earned < 1 };
}

function planned({ candidates, strata }: Surveyed, policy: Policy, isBehind: boolean): PlanAnswer {
  const found = plan(candidates, policy);
  const outcomes = strataOf(candidates, found.fates, humanAsked(found), strata.shares);
  const view = planView(found, outcomes, strata.fields);
  return { kind: 'planned', plan: { ...view, ...(isBehind ? { behind: true } : {}) } };
}
