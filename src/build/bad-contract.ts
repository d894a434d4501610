// Why the contract cannot be bundled. The lint says it better and finds more; this is what a build alone can say.

export interface Fault {
  /** Relative to the project. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** The sources do not make a contract: exit 3. */
export class BadContract extends Error {
  constructor(readonly faults: readonly Fault[]) {
    super(faults.map((fault) => `${fault.file}:${fault.line}  ${fault.message}`).join('\n'));
    this.name = 'BadContract';
  }
}
