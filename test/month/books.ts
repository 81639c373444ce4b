import type { AuditAct } from '../../contract/audit-acts.ts';
import { addDays, type Night } from '../../contract/nights.ts';
import type { Group, House, Person } from './world.ts';

/** One person of a reservation, as the desks were told and as it really is. */
export interface Member {
  person: Person;
  guestId: number;
  state: 'expected' | 'here' | 'gone';
  enrollmentId?: number;
  /** The night they came for last. */
  night?: Night;
  /** Released as not here; may come after all. */
  released?: true;
  leave?: { id: number; from: Night; until: Night };
}

/** A reservation that was acknowledged, until its end. `end` is 'infinity' where they stay until they move out. */
export interface Stay {
  id: number;
  house: House;
  group: Group;
  begin: Night;
  end: Night;
  members: Member[];
}

interface Bar {
  id: number;
  personId: number;
  organizationId: number;
  begin: Night;
  end: Night;
  heard: number;
  liftSent?: number;
  overrides: { houseId: number; night: Night; heard: number }[];
}

/** When an act was sent and its answer heard, in the order of all acts. */
export interface When {
  sent: number;
  heard: number;
}

/** A promise of the product that was not kept. */
export interface Breach {
  what: string;
  facts: unknown;
}

const mostNights = 60;

/** The simulation's own book: what was acknowledged, and who really slept where. It never asks the county. */
export class Books {
  readonly stays = new Map<Group, Stay>();
  /** Every reservation, bar and exit that was ever acknowledged. */
  readonly reservations = new Set<number>();
  /** Reservations of which a desk was told that they may not be kept. */
  readonly told = new Set<number>();
  readonly exits = new Map<number, Night>();
  readonly bars: Bar[] = [];
  /** Night → person → house. */
  readonly slept = new Map<Night, Map<number, number>>();
  /** 'night person house': recorded at a shelter that they left for another in that night. */
  readonly disputed = new Set<string>();
  readonly acts = new Map<AuditAct, number>();
  readonly counts = new Map<string, number>();
  readonly refusals = new Map<string, number>();
  readonly breaches: Breach[] = [];

  count(what: string) {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  acknowledge(act: AuditAct) {
    this.acts.set(act, (this.acts.get(act) ?? 0) + 1);
  }

  refused(endpoint: string, codes: string[]) {
    const what = `${endpoint}: ${[...new Set(codes)].sort().join(', ')}`;
    this.refusals.set(what, (this.refusals.get(what) ?? 0) + 1);
  }

  breach(what: string, facts: unknown) {
    this.breaches.push({ what, facts });
  }

  /** A reservation that the county has confirmed. */
  book(
    group: Group,
    house: House,
    said: {
      id: number;
      beginDate: Night;
      endDate: Night | null;
      guests: { guestId: number; clientId: number }[];
    },
    told: When,
  ): Stay {
    const people = new Map(group.people.map((p) => [p.id, p]));
    const stay: Stay = {
      id: said.id,
      house,
      group,
      begin: said.beginDate,
      end: said.endDate ?? 'infinity',
      members: said.guests.map((g) => ({
        person: people.get(g.clientId)!,
        guestId: g.guestId,
        state: 'expected',
      })),
    };
    this.stays.set(group, stay);
    this.reservations.add(stay.id);
    for (const { person } of stay.members) this.refuseBarred(person, house, stay.begin, stay.end, told);
    return stay;
  }

  /** They are in the house. */
  arrived(stay: Stay, member: Member, night: Night, told: When) {
    if (!stay.house.extended) this.refuseBarred(member.person, stay.house, night, addDays(night, 1), told);
    Object.assign(member, { state: 'here', night, released: undefined, leave: undefined });
  }

  /** Nobody is left of it to come or to stay. */
  over(stay: Stay) {
    if (this.stays.get(stay.group) === stay) this.stays.delete(stay.group);
  }

  gone(stay: Stay, member: Member) {
    member.state = 'gone';
    if (stay.members.every((m) => m.state === 'gone' && !m.released)) this.over(stay);
  }

  /** Their enrollment has ended with this day, the desk was told. */
  exited({ enrollmentId, guestId }: Member, day: Night) {
    if (enrollmentId === undefined) this.breach('the simulation does not know an enrollment', { guestId });
    else this.exits.set(enrollmentId, day);
  }

  sleeps(night: Night, person: Person, house: House) {
    const there = this.slept.get(night) ?? new Map<number, number>();
    this.slept.set(night, there);
    const already = there.get(person.id);
    if (already !== undefined && already !== house.id)
      this.breach('the simulation let somebody sleep twice', { night, person: person.id });
    there.set(person.id, house.id);
  }

  /** Whether a bar that its desk knows of stands against a night, given since before `sent` and not lifted by then. */
  isBarred(
    person: Person,
    house: House,
    night: Night,
    { sent, heard } = { sent: Infinity, heard: Infinity },
  ) {
    return this.bars.some(
      (b) =>
        b.personId === person.id &&
        b.organizationId === house.organizationId &&
        b.begin <= night &&
        night < b.end &&
        b.heard < sent &&
        (b.liftSent === undefined || b.liftSent > heard) &&
        !b.overrides.some((o) => o.houseId === house.id && o.night === night),
    );
  }

  private refuseBarred(person: Person, house: House, begin: Night, end: Night, told: When) {
    for (let night = begin, n = 0; night < end && n < mostNights; night = addDays(night, 1), n++)
      if (this.isBarred(person, house, night, told))
        this.breach('a barred person got a place', { person: person.id, house: house.id, night });
  }
}

/** Whether somebody is expected at the door tonight. */
export const isAwaited = (stay: Stay, member: Member, night: Night): boolean =>
  member.state === 'expected' &&
  stay.begin <= night &&
  night < stay.end &&
  !(member.leave && member.leave.from <= night && night < member.leave.until);
