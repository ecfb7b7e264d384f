/** What is known of the newest question. */
export interface Answered<Question, Answer> {
  readonly answer?: Answer;
  /** What `answer` was an answer to. */
  readonly of?: Question;
  /** Why the newest question has no answer. */
  readonly error?: unknown;
  /** An answer to a newer question is awaited. */
  readonly asking: boolean;
}

export interface PlannerOptions<Question, Answer> {
  readonly ask: (question: Question) => Promise<Answer>;
  /** Calls `then` after `milliseconds`; gives what takes it back. */
  readonly later: (then: () => void, milliseconds: number) => () => void;
  /** Milliseconds without a new question before one is asked. */
  readonly pause: number;
}

/**
 * Asks while somebody still turns the knobs: only what stands for a moment is asked, one question at a time, and an answer to an
 * older question never takes the place of a newer one's.
 */
export class Planner<Question, Answer> {
  readonly #options: PlannerOptions<Question, Answer>;
  readonly #listeners = new Set<() => void>();
  #known: Answered<Question, Answer> = { asking: false };
  #wanted: { readonly question: Question } | undefined;
  #isAsking = false;
  #forget: (() => void) | undefined;

  constructor(options: PlannerOptions<Question, Answer>) {
    this.#options = options;
  }

  get known(): Answered<Question, Answer> {
    return this.#known;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** `question` takes the place of any that was not asked yet. */
  want(question: Question, pause = this.#options.pause): void {
    this.#wanted = { question };
    this.#say({ ...this.#known, asking: true });
    this.#forget?.();
    this.#forget = this.#options.later(() => {
      this.#forget = undefined;
      this.#next();
    }, pause);
  }

  /** Nothing is asked any more; what is under way is not heard. */
  stop(): void {
    this.#forget?.();
    this.#forget = undefined;
    this.#wanted = undefined;
    if (this.#known.asking) this.#say({ ...this.#known, asking: false });
  }

  #next(): void {
    if (this.#isAsking || this.#wanted === undefined || this.#forget !== undefined) return;
    const { question } = this.#wanted;
    this.#isAsking = true;
    void this.#options
      .ask(question)
      .then(
        (answer) => ({ answer, of: question }),
        (error: unknown) => ({ ...this.#last(), error }),
      )
      .then((outcome) => {
        this.#isAsking = false;
        this.#take(question, outcome);
      });
  }

  #last(): Pick<Answered<Question, Answer>, 'answer' | 'of'> {
    const { answer, of } = this.#known;
    return { ...(answer === undefined ? {} : { answer }), ...(of === undefined ? {} : { of }) };
  }

  #take(question: Question, outcome: Omit<Answered<Question, Answer>, 'asking'>): void {
    if (this.#wanted === undefined) return;
    const isNewest = this.#wanted.question === question;
    // An answer that comes while knobs turn is better than an older one; an error of a policy that is gone is not.
    if (isNewest || outcome.error === undefined) this.#say({ ...outcome, asking: !isNewest });
    if (isNewest) this.#wanted = undefined;
    this.#next();
  }

  #say(known: Answered<Question, Answer>): void {
    this.#known = known;
    for (const listener of [...this.#listeners]) listener();
  }
}
