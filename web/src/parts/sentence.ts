/** Words that begin a message of the program. Names of files and generations begin others, and stay as they are. */
const FIRST = /^(?:a|an|it|no|nobody|nothing|that|the|there|this|what|which)\b/;

/** A message of the program, which begins small in a terminal, as a sentence of a page. */
export function sentence(message: string): string {
  return FIRST.test(message) ? message[0].toUpperCase() + message.slice(1) : message;
}
