import type { KnownParty } from './clients.ts';
import { agreements, type DemoFacility, teams } from './county.ts';

/** Parties not yet placed tonight, by whom they are and who books for them. */
export class Stock {
  private readonly waiting = new Map<string, KnownParty[]>();

  constructor(parties: KnownParty[]) {
    for (const p of parties) {
      const key = this.keyOf(p);
      const list = this.waiting.get(key) ?? [];
      list.push(p);
      this.waiting.set(key, list);
    }
  }

  /** Parties of so many people whom this shelter is for, as far as the county has them. */
  takeFor(f: DemoFacility, people: number): KnownParty[] {
    const taken: KnownParty[] = [];
    for (let n = 0; n < people; ) {
      const party = this.take(f);
      if (!party) break;
      taken.push(party);
      n += party.people.length;
    }
    return taken;
  }

  private take(f: DemoFacility): KnownParty | undefined {
    const booking = teams.map((t) => t.key).filter((t) => agreements[t].includes(f.organization));
    for (const kind of kindsFor(f)) {
      for (const team of booking) {
        const list = this.waiting.get(`${team} ${kind}`);
        const next = list?.shift();
        if (next) return next;
      }
    }
    return undefined;
  }

  private keyOf(p: KnownParty): string {
    if (p.kind === 'single' || p.kind === 'veteran')
      return `${p.team} ${p.people[0]!.woman ? 'woman' : 'man'}`;
    return `${p.team} ${p.kind}`;
  }
}

const kindsFor = (f: DemoFacility): string[] =>
  ({
    men: ['man'],
    women: ['woman'],
    any: ['man', 'woman'],
    youth: ['youth'],
    families: ['family'],
    couples: ['couple', 'man', 'woman'],
    veterans: ['man'],
  })[f.guests];
