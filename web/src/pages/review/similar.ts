/** A run of words that two texts share, or that only the shown one has. */
export interface Run {
  readonly text: string;
  readonly shared: boolean;
}

/** Words of each text that are compared: the time grows with the product. */
export const WORDS = 600;

/**
 * `text` cut into runs of words that it has in common with `other`, in order (longest common subsequence of words, blanks kept with
 * the word before), and runs that are its own. Beyond `WORDS` words nothing is compared, and `undefined` stands for it.
 */
export function sharedRuns(text: string, other: string): Run[] | undefined {
  const own = wordsOf(text);
  const theirs = wordsOf(other);
  if (own.length > WORDS || theirs.length > WORDS) return undefined;
  const isShared = common(own.map(bare), theirs.map(bare));
  const runs: Run[] = [];
  own.forEach((word, i) => {
    const last = runs.at(-1);
    if (last?.shared === isShared[i]) runs[runs.length - 1] = { ...last, text: last.text + word };
    else runs.push({ text: word, shared: isShared[i] });
  });
  return runs;
}

/** Words with the blanks after them: joined they are the text. */
function wordsOf(text: string): string[] {
  return text.match(/^\s+|\S+\s*/g) ?? [];
}

function bare(word: string): string {
  return word.trim().toLowerCase();
}

/** Which of `a` lie on a longest common subsequence of `a` and `b`. */
function common(a: readonly string[], b: readonly string[]): boolean[] {
  const width = b.length + 1;
  const length = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const at = i * width + j;
      length[at] = a[i] === b[j] ? length[at + width + 1] + 1 : Math.max(length[at + width], length[at + 1]);
    }
  }
  const found = a.map(() => false);
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      found[i++] = true;
      j++;
    } else if (length[(i + 1) * width + j] >= length[i * width + j + 1]) i++;
    else j++;
  }
  return found;
}
