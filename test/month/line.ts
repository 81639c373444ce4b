import { isDeepStrictEqual } from 'node:util';
import type { AuditAct } from '../../contract/audit-acts.ts';
import type { Endpoint, Input, Reply } from '../../contract/endpoint.ts';
import type { Chance } from '../../demo/chance.ts';
import type { Answer } from '../app.ts';
import type { Books, When } from './books.ts';
import type { Desk } from './world.ts';

/** What may go wrong between a desk and its county. */
export interface Weather {
  /** Share of acts whose answer is lost on its way: the same request goes out again. */
  lost: number;
  /** Share of acts in whose midst the power fails. */
  cuts: number;
  /** Fails the power, and settles when the county answers again. */
  cut?(): Promise<void>;
  /** Settles when it is worth asking again after no answer came. */
  again(): Promise<unknown>;
}

/** An act as its desk knows it: acknowledged or refused. */
export interface Told<T> extends When {
  ok: boolean;
  body: T;
  codes: string[];
}

const mostTries = 400;

/** The line between the desks and the county: every request of the simulation goes through it. */
export class Line {
  private tick = 0;
  private keys = 0;
  private readonly books: Books;
  private readonly chance: Chance;
  private readonly weather: Weather;
  private readonly name: string;

  constructor(books: Books, chance: Chance, weather: Weather, name: string) {
    this.books = books;
    this.chance = chance;
    this.weather = weather;
    this.name = name;
  }

  /** Asks until there is an answer, an act with one key throughout. `act`: what the audit must then say once. */
  async ask<E extends Endpoint>(
    desk: Desk,
    endpoint: E,
    input: Input<E>,
    act?: AuditAct,
  ): Promise<Told<Reply<E>>> {
    const key = `${this.name}-act-${++this.keys}`;
    const headers = endpoint.method === 'POST' ? { 'idempotency-key': key } : undefined;
    const from = this.chance.between(0, desk.length - 1);
    const loses = endpoint.method === 'POST' && this.chance.hit(this.weather.lost);
    let cuts = this.weather.cut && this.chance.hit(this.weather.cuts);
    let before: Reply<E> | undefined;
    const sent = ++this.tick;
    for (let attempt = 0; attempt < mostTries; attempt++) {
      const caller = desk[(from + attempt) % desk.length]!;
      const flight = (headers ? caller.with(headers) : caller)
        .call(endpoint, ...([input] as never))
        .catch(() => undefined);
      if (cuts) {
        cuts = false;
        this.books.count('power cut');
        await this.weather.cut!();
      }
      const answer = (await flight) as Answer<Reply<E>> | undefined;
      if (!answer) {
        this.books.count('no answer');
        await this.weather.again();
        continue;
      }
      if (answer.status >= 500)
        this.books.breach('the county answers 5xx', { endpoint: endpoint.name, input, answer: answer.body });
      if (answer.status === 429 || answer.refusal.code === 'busy') {
        this.books.count('busy');
        await this.weather.again();
        continue;
      }
      const ok = answer.status < 300;
      if (answer.headers.get('idempotent-replay')) this.books.count('told again');
      if (ok && loses && before === undefined) {
        before = answer.body;
        this.books.count('lost answer');
        continue;
      }
      if (ok && before !== undefined && !isDeepStrictEqual(before, answer.body))
        this.books.breach('the same act is told in two ways', {
          endpoint: endpoint.name,
          before,
          now: answer.body,
        });
      const codes = ok ? [] : reasonsOf(answer);
      if (!ok && codes.length === 0)
        this.books.breach('a refusal without a reason', {
          endpoint: endpoint.name,
          input,
          answer: answer.body,
        });
      if (!ok) this.books.refused(endpoint.name, codes);
      if (ok && act) this.books.acknowledge(act);
      return { ok, body: answer.body, codes, sent, heard: ++this.tick };
    }
    throw new Error(`${endpoint.name} was never answered`);
  }
}

// What a form may not say (400) is the simulation's own mistake: it counts as a reason, and the kinds are looked at.
const reasonsOf = ({ status, refusal }: Answer<unknown>): string[] =>
  refusal.obstacles?.length
    ? refusal.obstacles.map((o) => o.code)
    : refusal.code
      ? [`${status} ${refusal.code}`]
      : [];
