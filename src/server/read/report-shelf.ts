import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileFact } from '../../ledger/kinds/parts.ts';
import { isKeptName, type KeptReport, readReport } from '../../workspace/reports.ts';
import { Recent } from './recent.ts';

/** Reports that stay in memory. */
const MOST_OPEN = 6;

/** The kept reports of a workspace, those read last in memory. A file that changed since is read, and doubted, again. */
export class ReportShelf {
  readonly #folder: string;
  readonly #open = new Recent<KeptReport>(MOST_OPEN);

  constructor(folder: string) {
    this.#folder = folder;
  }

  async get(fact: FileFact | undefined): Promise<KeptReport> {
    if (fact === undefined || !isKeptName(fact.name)) return readReport(this.#folder, fact);
    return this.#open.get(await this.stateOf(fact), () => readReport(this.#folder, fact));
  }

  /** Another word when the report is another, or its file is not what it was. */
  async stateOf(fact: FileFact | undefined): Promise<string> {
    if (fact === undefined || !isKeptName(fact.name)) return fact?.name ?? '';
    const found = await stat(join(this.#folder, fact.name), { bigint: true }).catch(() => undefined);
    const state =
      found === undefined ? 'gone' : `${found.size} ${found.mtimeNs} ${found.ctimeNs} ${found.ino}`;
    return `${fact.name} ${fact.sha256} ${state}`;
  }
}
