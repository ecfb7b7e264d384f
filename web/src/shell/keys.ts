/** What a key, or keys one after another, does. `g l` is g and then l; `mod+k` is Ctrl or Command with k. */
export interface Binding {
  readonly keys: string;
  /** What it does, for the help: `Line`, `accept`. */
  readonly label: string;
  /** Under which heading of the help it stands. */
  readonly group: string;
  /** `at`: when the key went down, as `performance.now()` counts. */
  readonly run: (at: number) => void;
  /** Also while one types in a field. */
  readonly inFields?: boolean;
  /** Again and again while the key is held; else a key that is held does what it does once. */
  readonly repeats?: boolean;
}

/** What of a keyboard event counts. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly timeStamp: number;
  /** It comes of a key that is held. */
  readonly repeat?: boolean;
}

/** Milliseconds within which the second key of a sequence counts. */
const PATIENCE = 1200;

const NAMES: Readonly<Record<string, string>> = { ' ': 'space', Escape: 'escape', Enter: 'enter' };

/** The name of a press: `a`, `mod+k`, `shift+arrowdown`, `?`. Shift is left out where it makes another character. */
export function nameOf(press: Press): string {
  const named = NAMES[press.key] ?? press.key;
  const plain = [...named].length === 1 && named !== ' ';
  const parts = [];
  if (press.ctrlKey || press.metaKey) parts.push('mod');
  if (press.altKey) parts.push('alt');
  if (press.shiftKey && !plain) parts.push('shift');
  return [...parts, plain ? lowered(named, press) : named.toLowerCase()].join('+');
}

/** Caps lock is no reason that a key does nothing. */
function lowered(key: string, { shiftKey }: Press): string {
  return shiftKey ? key : key.toLowerCase();
}

/** All keys that do something now; the latest to come wins, so that a dialog shadows the page below. */
export class KeyMap {
  #layers: (readonly Binding[])[] = [];
  #begun: { readonly key: string; readonly at: number } | undefined;
  readonly #watchers = new Set<() => void>();

  /** Adds bindings until the given function is called. */
  add(bindings: readonly Binding[]): () => void {
    this.#layers = [...this.#layers, bindings];
    this.#tell();
    return () => {
      this.#layers = this.#layers.filter((layer) => layer !== bindings);
      this.#tell();
    };
  }

  /** What does something now, in the order in which it came, without what is shadowed. */
  get bindings(): readonly Binding[] {
    const seen = new Map<string, Binding>();
    for (const binding of this.#layers.flat()) seen.set(binding.keys, binding);
    return [...seen.values()];
  }

  /** Runs what `press` stands for. Gives whether it stood for something. */
  press(press: Press, inField: boolean): boolean {
    const name = nameOf(press);
    const begun = this.#begun;
    this.#begun = undefined;
    const usable = this.bindings.filter((binding) => !inField || binding.inFields === true);
    if (begun !== undefined && press.timeStamp - begun.at <= PATIENCE) {
      if (run(usable, `${begun.key} ${name}`, press)) return true;
    }
    if (run(usable, name, press)) return true;
    if (usable.some(({ keys }) => keys.startsWith(`${name} `))) {
      this.#begun = { key: name, at: press.timeStamp };
      return true;
    }
    return false;
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #tell(): void {
    for (const watcher of this.#watchers) watcher();
  }
}

/** Gives whether `keys` are bound; held ones are, and do nothing. */
function run(usable: readonly Binding[], keys: string, { timeStamp, repeat = false }: Press): boolean {
  const binding = usable.find((one) => one.keys === keys);
  if (binding === undefined) return false;
  if (!repeat || binding.repeats === true) binding.run(timeStamp);
  return true;
}
