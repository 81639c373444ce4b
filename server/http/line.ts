/**
 * One line per facility inside this process: calls wait here, before they take a database connection, so that one
 * busy shelter cannot hold every connection while the others starve.
 */
export class Lines {
  private readonly tails = new Map<number, Promise<void>>();

  /** Runs `act` when it is first in the line of each key; keys are entered in ascending order, so lines never cross. */
  async inLine<T>(keys: number[], act: () => Promise<T>): Promise<T> {
    const leave: (() => void)[] = [];
    try {
      for (const key of [...new Set(keys)].sort((a, b) => a - b)) leave.push(await this.enter(key));
      return await act();
    } finally {
      for (const done of leave.reverse()) done();
    }
  }

  private async enter(key: number): Promise<() => void> {
    const before = this.tails.get(key);
    let done!: () => void;
    const mine = new Promise<void>((resolve) => {
      done = resolve;
    });
    this.tails.set(key, mine);
    await before;
    return () => {
      if (this.tails.get(key) === mine) this.tails.delete(key);
      done();
    };
  }
}
