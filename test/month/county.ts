import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ServerOrder } from './server.ts';

/** One server of the proof: killed and started anew at the same address, as often as the proof likes. */
export class Server {
  readonly port: number;
  private child: ChildProcess | undefined;
  private up: Promise<void> = Promise.resolve();
  private readonly county: { databaseUrl: string; secret: string; now: Date };

  constructor(port: number, county: Server['county']) {
    this.port = port;
    this.county = county;
  }

  /** Starts it, with the clock of that moment. */
  start(): Promise<void> {
    this.up = this.begin();
    return this.up;
  }

  private async begin() {
    const child = fork(join(import.meta.dirname, 'server.ts'), {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.child = child;
    const { databaseUrl, secret, now } = this.county;
    const begun = now.toISOString();
    await tell(child, { begin: { databaseUrl, port: this.port, secret, now: begun } });
    // The clock may have moved while it started.
    if (this.county.now.toISOString() !== begun) await tell(child, { now: this.county.now.toISOString() });
  }

  /** Ends it at once, whatever it is doing, and starts it anew after a while. */
  async kill(away: number): Promise<void> {
    await this.up;
    const ended = once(this.child!, 'exit');
    this.child!.kill('SIGKILL');
    this.up = ended.then(() => pause(away)).then(() => this.begin());
    await this.up;
  }

  /** Does as it is told, after its start where it was just killed. */
  async order(order: ServerOrder): Promise<void> {
    for (;;) {
      await this.up;
      if (
        await tell(this.child!, order).then(
          () => true,
          () => false,
        )
      )
        return;
      await pause(20);
    }
  }

  async stop() {
    await this.up.catch(() => undefined);
    if (!this.child || this.child.exitCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}

/** Sends an order and settles when it is done; fails where the server ends over it. */
const tell = (child: ChildProcess, order: ServerOrder) =>
  new Promise<void>((settle, fail) => {
    const done = () => {
      child.off('exit', gone);
      settle();
    };
    const gone = () => {
      child.off('message', done);
      fail(new Error('The server ended'));
    };
    child.once('message', done);
    child.once('exit', gone);
    child.send(order, (error) => error && gone());
  });
