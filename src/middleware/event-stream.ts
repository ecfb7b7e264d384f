/** Reads the data of server-sent events out of bytes as they come. Comments, names and ids of events are passed over. */
export class EventReader {
  readonly #decoder = new TextDecoder();
  #rest = '';
  #data: string[] = [];

  /** The data of the events that end in `bytes`. */
  push(bytes: Uint8Array): string[] {
    return this.#lines(this.#rest + this.#decoder.decode(bytes, { stream: true }), false);
  }

  /** The data of what was left when the stream ended. */
  end(): string[] {
    return this.#lines(`${this.#rest + this.#decoder.decode()}\n\n`, true);
  }

  #lines(text: string, atEnd: boolean): string[] {
    const lines = text.split(/\r\n|\n|\r/);
    // A carriage return at the very end may be the first half of a line break.
    const last = lines.pop() ?? '';
    this.#rest = last;
    if (!atEnd && last === '' && text.endsWith('\r')) this.#rest = `${lines.pop() ?? ''}\r`;
    return lines.flatMap((line) => this.#line(line));
  }

  #line(line: string): string[] {
    if (line === '') {
      const data = this.#data;
      this.#data = [];
      return data.length === 0 ? [] : [data.join('\n')];
    }
    if (line.startsWith('data:')) this.#data.push(line.slice(line[5] === ' ' ? 6 : 5));
    return [];
  }
}
