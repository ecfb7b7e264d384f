import { createHash } from 'node:crypto';
import { OutcrossError } from '../base/errors.ts';
import type { Verdict } from '../compare/verdict.ts';
import type { CorpusSpec } from '../corpus/source.ts';
import type { Actor, LedgerSubject } from '../ledger/event.ts';
import type { BodyOf } from '../ledger/kinds.ts';
import { type Fact, recordFacts } from '../ledger/recorder.ts';
import type { Expectation, LedgerStore } from '../ledger/store.ts';
import { type Alert, unreadableAlert, verdictAlert } from './alert.ts';
import { type Candidate, seen, type WatchedGeneration } from './candidate.ts';
import type { Clock } from './clock.ts';
import type { Known } from './known.ts';
import { alertSubject, deliveredFact, raisedFact, wasRaised } from './outbox.ts';
import { type SettleOptions, Settling } from './settling.ts';
import type { Tell } from './watch-event.ts';

/** What reads and judges. */
export interface Inspector {
  /** SHA-256 of a corpus's bytes, as `generation.checked` has it. Throws `E_UNREADABLE`, `E_NOT_FOUND`. */
  digest(generation: Candidate): Promise<string>;
  /** Reads it and keeps its profile. Throws what is wrong with it, `E_INTERRUPTED`. */
  read(generation: Candidate): Promise<void>;
  /** Checks the last of the line in the light of those before it: its `generation.checked` and `verdict.given`. */
  check(line: readonly Candidate[]): Promise<readonly [checked: Fact, verdict: Fact]>;
}

export interface RoundOptions extends SettleOptions {
  readonly line: string;
  /** The generations, oldest first, as they are named now. */
  readonly list: () => Promise<readonly WatchedGeneration[]>;
  readonly spec: Pick<CorpusSpec, 'format' | 'modality'>;
  readonly inspector: Inspector;
  readonly ledger: LedgerStore;
  readonly known: Known;
  readonly clock: Clock;
  readonly actor: Actor;
  readonly version: string;
  /** Verdicts that are told. */
  readonly alertOn: ReadonlySet<Verdict>;
  /** False where the log is all there is: an alert is delivered by being raised. */
  readonly hasReceiver: boolean;
  readonly tell: Tell;
}

/** What a look at the line came to. */
export interface RoundResult {
  /** Generations that are there and were neither checked nor given up. */
  readonly pending: number;
  readonly checked: number;
  readonly alerts: number;
  /** SHA-256 of the newest generation that is there, where it was checked. */
  readonly newest?: string;
  /** Why the newest generation that is there cannot be read, where it cannot. */
  readonly unreadable?: OutcrossError;
}

/** What is known of a generation's content as it looks now. */
interface Fate {
  readonly print: string;
  readonly sha256?: string;
  /** It could not be read when it looked like this; `told`: nothing more is to be said of it. */
  readonly error?: OutcrossError;
  readonly told?: boolean;
}

type Outcome = 'checked' | 'alerted' | 'known' | 'pending' | 'unreadable';

/** Looks at a line again and again. What was recorded is in the ledger; what is kept here only saves reading. */
export class Rounds {
  readonly #options: RoundOptions;
  readonly #settling: Settling;
  readonly #fates = new Map<string, Fate>();
  /** Names of what was said to be being written. */
  readonly #growing = new Set<string>();

  constructor(options: RoundOptions) {
    this.#options = options;
    this.#settling = new Settling(options);
  }

  /** One look. Throws what is not the fault of a generation: the ledger, the human data, the configuration; `E_INTERRUPTED`. */
  async look(signal: AbortSignal): Promise<RoundResult> {
    const { list, known, clock } = this.#options;
    await known.refresh();
    const candidates = await this.#candidates(await list());
    const now = clock.now();
    this.#settling.look(candidates, now);
    const sum = { pending: 0, checked: 0, alerts: 0 };
    const line: Candidate[] = [];
    let blocked = false;
    for (const candidate of candidates) {
      if (signal.aborted) throw new OutcrossError('E_INTERRUPTED', 'interrupted');
      const outcome = blocked ? this.#waits(candidate) : await this.#examine(candidate, line, now);
      if (outcome === 'pending') {
        sum.pending++;
        // Those after it are judged in its light, but not for ever.
        if (!this.#settling.isTiresome(candidate, now)) blocked = true;
        continue;
      }
      if (outcome === 'checked' || outcome === 'alerted') sum.checked++;
      if (outcome === 'alerted') sum.alerts++;
      if (outcome !== 'unreadable') line.push(candidate);
    }
    return { ...sum, ...this.#newest(candidates) };
  }

  async #candidates(generations: readonly WatchedGeneration[]): Promise<Candidate[]> {
    const found: Candidate[] = [];
    for (const generation of generations) {
      const candidate = await this.#see(generation);
      if (candidate !== undefined) found.push(candidate);
    }
    const there = new Set(found.map(({ name }) => name));
    for (const name of this.#fates.keys()) if (!there.has(name)) this.#fates.delete(name);
    return found;
  }

  /** What cannot even be looked at is there, and looks like its error. */
  async #see(generation: WatchedGeneration): Promise<Candidate | undefined> {
    try {
      return await seen(generation, this.#options.spec);
    } catch (error) {
      if (!(error instanceof OutcrossError)) throw error;
      const print = `${error.code} ${error.message}`;
      const before = this.#fates.get(generation.name);
      if (before?.print !== print) this.#fates.set(generation.name, { print, error });
      return { ...generation, paths: [], bytes: 0, print };
    }
  }

  #newest(candidates: readonly Candidate[]): Pick<RoundResult, 'newest' | 'unreadable'> {
    const last = candidates.at(-1);
    const fate = last === undefined ? undefined : this.#fateOf(last);
    return {
      ...(fate?.sha256 === undefined ? {} : { newest: fate.sha256 }),
      ...(fate?.error === undefined || fate.told !== true ? {} : { unreadable: fate.error }),
    };
  }

  #fateOf({ name, print }: Candidate): Fate | undefined {
    const fate = this.#fates.get(name);
    return fate?.print === print ? fate : undefined;
  }

  #waits(candidate: Candidate): Outcome {
    const fate = this.#fateOf(candidate);
    if (fate?.sha256 !== undefined) return 'known';
    return fate?.told === true ? 'unreadable' : 'pending';
  }

  async #examine(candidate: Candidate, line: readonly Candidate[], now: number): Promise<Outcome> {
    const { inspector, known } = this.#options;
    const fate = this.#fateOf(candidate);
    if (fate?.sha256 !== undefined) return 'known';
    if (fate?.told === true) return 'unreadable';
    const { name, print } = candidate;
    if (!this.#settling.isSettled(candidate, now)) return this.#unsettled(candidate);
    this.#growing.delete(name);
    if (fate?.error !== undefined && !this.#settling.isFinal(candidate, now)) return 'pending';
    let sha256: string;
    try {
      if (candidate.paths.length === 0) throw fate!.error!;
      sha256 = await inspector.digest(candidate);
      if (!known.has(sha256)) await inspector.read(candidate);
    } catch (error) {
      return this.#unreadable(candidate, error, now);
    }
    const kept = known.has(sha256) ? 'known' : await this.#check(candidate, sha256, line, now);
    if (kept === 'known' || kept === 'checked' || kept === 'alerted')
      this.#fates.set(name, { print, sha256 });
    return kept;
  }

  /** Told once, and only of what was seen to change: whatever is met for the first time is waited for. */
  #unsettled(candidate: Candidate): Outcome {
    const { name, print } = candidate;
    const before = this.#fates.get(name);
    if (before !== undefined && before.print !== print && !this.#growing.has(name)) {
      this.#growing.add(name);
      this.#options.tell({ kind: 'pending', generation: name, why: 'it is being written' });
    }
    if (before?.print !== print) this.#fates.set(name, { print });
    return 'pending';
  }

  async #check(
    candidate: Candidate,
    sha256: string,
    line: readonly Candidate[],
    now: number,
  ): Promise<Outcome> {
    const { inspector, tell, known } = this.#options;
    let facts: readonly [Fact, Fact];
    try {
      facts = await inspector.check([...line, candidate]);
    } catch (error) {
      // Too few examples, no word: what the check names is the generation itself.
      if (error instanceof OutcrossError && error.where === candidate.name)
        return this.#unreadable(candidate, error, now);
      throw error;
    }
    const { corpus } = facts[0].body as unknown as BodyOf<'generation.checked'>;
    if (corpus?.sha256 !== sha256) {
      tell({ kind: 'pending', generation: candidate.name, why: 'it changed while it was read' });
      return 'pending';
    }
    const told = await this.#record(candidate, sha256, facts);
    await known.refresh();
    return told;
  }

  /** Check, verdict and alert in one append: all of it is remembered, or none. */
  async #record(
    candidate: Candidate,
    sha256: string,
    [checked, verdict]: readonly [Fact, Fact],
  ): Promise<Outcome> {
    const { line, alertOn, tell } = this.#options;
    const subject: LedgerSubject = { type: 'corpus', id: sha256 };
    const own = [checked, verdict].map((fact) => ({ ...fact, subjects: [...fact.subjects, subject] }));
    const body = verdict.body as unknown as BodyOf<'verdict.given'>;
    const at = this.#options.clock.date().toISOString();
    const occasion = { line, generation: candidate.name, content: sha256, at };
    const alert = alertOn.has(body.verdict) ? verdictAlert(occasion, body) : undefined;
    const first = { subject, kinds: ['generation.checked'], seq: 0 };
    if (!(await this.#append([...own, ...this.#alertFacts(alert)], first))) {
      tell({ kind: 'taken', generation: candidate.name });
      return 'known';
    }
    const { verdict: word, why } = body;
    tell({
      kind: 'checked',
      generation: candidate.name,
      verdict: word,
      why,
      ...(alert === undefined ? {} : { alert: alert.id }),
    });
    return alert === undefined ? 'checked' : 'alerted';
  }

  #alertFacts(alert: Alert | undefined): Fact[] {
    if (alert === undefined) return [];
    const { version, hasReceiver } = this.#options;
    const raised = raisedFact(alert, version);
    return hasReceiver
      ? [raised]
      : [raised, deliveredFact(alert.id, { to: 'log', attempts: 0, result: 'passed', version })];
  }

  /** False where somebody was faster. */
  async #append(facts: readonly Fact[], expected: Expectation): Promise<boolean> {
    const { ledger, actor, clock } = this.#options;
    try {
      await recordFacts(ledger, facts, { actor, now: () => clock.date() }, [expected]);
      return true;
    } catch (error) {
      if (error instanceof OutcrossError && error.code === 'E_CONFLICT') return false;
      throw error;
    }
  }

  /** Not final until it has looked the same for long: it may be being written. Told once, also after a restart. */
  async #unreadable(candidate: Candidate, error: unknown, now: number): Promise<Outcome> {
    if (!(error instanceof OutcrossError) || error.code === 'E_INTERRUPTED') throw error;
    const { name, print } = candidate;
    const { tell, ledger, line, clock, inspector } = this.#options;
    if (!this.#settling.isFinal(candidate, now)) {
      this.#fates.set(name, { print, error });
      tell({ kind: 'pending', generation: name, why: `it cannot be read yet (${error.code})` });
      return 'pending';
    }
    const content = await inspector
      .digest(candidate)
      .catch(() => createHash('sha256').update(print).digest('hex'));
    const occasion = { line, generation: name, content, at: clock.date().toISOString() };
    const alert = unreadableAlert(occasion, `${name} cannot be read: ${error.message}`, error.hint);
    this.#fates.set(name, { print, error, told: true });
    if (await wasRaised(ledger, alert.id)) return 'unreadable';
    const first = { subject: alertSubject(alert.id), kinds: ['alert.raised'], seq: 0 };
    if (await this.#append(this.#alertFacts(alert), first)) {
      const { code, message } = error;
      tell({ kind: 'unreadable', generation: name, code, message, alert: alert.id });
    }
    return 'unreadable';
  }
}
