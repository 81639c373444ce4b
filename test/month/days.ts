import { confirmCount } from '../../contract/facilities.ts';
import { addDays } from '../../contract/nights.ts';
import * as desk from './acts-desk.ts';
import * as house from './acts-house.ts';
import { morning } from './acts-morning.ts';
import { answerTheLate, type Late, walkTheRooms } from './acts-night.ts';
import * as team from './acts-team.ts';
import type { Member, Stay } from './books.ts';
import { alone, awaitedAt, inHouse, parts, type Scene } from './scene.ts';
import type { Group, House } from './world.ts';

/** What one hour of the county has to do, in no order: each on its own. */
export type Tasks = (() => Promise<void>)[];

/** What people do tonight, and no desk knows before. */
type Fate = 'on time' | 'after midnight' | 'no-show' | 'elsewhere' | 'unseen';
export type Fates = Map<Stay, Fate>;

const nightByNight = ({ world }: Scene) => world.houses.filter((h) => !h.extended);
const stays = ({ books }: Scene) => [...books.stays.values()];

/** How many parties each house hopes to have beside those it has. */
const wanting = (scene: Scene, h: House) => {
  const taken = stays(scene).filter((s) => s.house === h && s.end > scene.night).length;
  const hoped = h.extended ? 16 + 4 * scene.crowding : scene.crowding * (h.headCount ? 6 : 11);
  return Math.max(0, Math.round(hoped) - taken);
};

const homeless = ({ world, books }: Scene): Group[] =>
  world.groups.filter((g) => !g.busy && g.people.length > 0 && !books.stays.has(g));

export const mornings = (scene: Scene): Tasks => {
  const { chance } = scene;
  return nightByNight(scene).map((h) => () => {
    const of = new Map<Stay, string>();
    return morning(scene, h, (stay) => {
      if (stay.members.length > 1 && chance.hit(0.1)) return { choice: 'leaving' };
      const roll = chance.next();
      const choice =
        of.get(stay) ??
        (roll < 0.78 ? 'returning' : roll < 0.89 ? 'leaving' : roll < 0.95 ? 'moved_out' : 'forgotten');
      of.set(stay, choice);
      return { choice: choice as 'returning' };
    });
  });
};

/** Before the lines open: beds, overflow, bars. */
export const supervisors = (scene: Scene): Tasks => {
  const { chance, books, world } = scene;
  const tasks: Tasks = [];
  const sometimes = (share: number, task: () => Promise<void>) => chance.hit(share) && tasks.push(task);
  for (const h of nightByNight(scene)) {
    if (!h.headCount) sometimes(0.22, () => house.close(scene, h));
    if (!h.headCount) sometimes(0.2, () => house.reopen(scene, h));
    if (h.large) sometimes(0.35, () => house.overflow(scene, h));
    sometimes(0.2, () => {
      const known = stays(scene).filter((s) => s.house === h && s.members.length === 1);
      const group =
        chance.hit(0.8) && known.length > 0 ? chance.pick(known).group : chance.pick(world.groups);
      const [person] = group.people;
      return alone(group, async () => person && house.bar(scene, h, person));
    });
  }
  for (const [which, b] of books.bars.entries()) {
    if (b.end <= scene.night || b.liftSent !== undefined) continue;
    const own = nightByNight(scene).find((h) => h.organizationId === b.organizationId)!;
    const group = world.groups.find((g) => g.people.some((p) => p.id === b.personId));
    if (!group || group.people.length > 1) continue;
    sometimes(0.12, () => alone(group, () => house.lift(scene, own, which)));
    if (b.overrides.length === 0)
      sometimes(0.15, () =>
        alone(group, async () => {
          await house.override(scene, own, which);
          if (!books.stays.has(group)) await team.reserve(scene, chance.pick(world.teams), group, own, 1);
        }),
      );
  }
  return tasks;
};

/** The lines are open: new calls, cancellations, moves; the shelters let guests go for a night. */
export const calls = (scene: Scene): Tasks => {
  const { chance, world } = scene;
  const tasks: Tasks = [];
  const line = () => chance.pick(world.teams);
  for (const stay of stays(scene)) {
    const { group } = stay;
    const fresh = stay.members.every((m) => m.state === 'expected' && !m.night) && stay.begin >= scene.night;
    if (fresh && chance.hit(0.04)) tasks.push(() => alone(group, () => team.cancel(scene, line(), stay)));
    else if (fresh && chance.hit(0.05))
      tasks.push(() =>
        alone(group, () =>
          team.move(scene, line(), stay, chance.pick(nightByNight(scene).filter((h) => h !== stay.house))),
        ),
      );
    const awaited = parts(stay, 'expected').some((m) => m.night);
    const lets = stay.house.extended
      ? chance.hit(0.02)
      : awaited && stay.end > addDays(scene.night, 1) && chance.hit(0.3);
    if (lets) tasks.push(() => alone(group, () => team.letGo(scene, stay)));
    if (stay.house.extended)
      for (const member of parts(stay, 'here'))
        if (member.night! < scene.night && !member.leave && chance.hit(0.015))
          tasks.push(() => alone(group, () => desk.moveOut(scene, stay, member)));
  }
  const idle = chance.shuffle(homeless(scene));
  const families = idle.filter((g) => g.people.length > 1);
  const singles = idle.filter((g) => g.people.length === 1);
  for (const h of world.houses) {
    const share = h.extended ? 0.25 : 0.8;
    for (let n = wanting(scene, h); n > 0; n--) {
      if (!chance.hit(share)) continue;
      const family = (h.large || h.extended) && chance.hit(0.3) ? families.pop() : undefined;
      const group = family ?? singles.pop();
      if (!group) break;
      const nights = chance.hit(0.15) ? chance.between(3, 4) : 1;
      tasks.push(() => alone(group, () => team.reserve(scene, line(), group, h, nights)));
    }
    if (chance.hit(0.25))
      tasks.push(async () => {
        const someone = line();
        const group = await team.meet(scene, someone);
        if (!group) return;
        await team.reserve(scene, someone, group, h, 1);
        group.busy = false;
      });
  }
  return tasks;
};

/** Who comes when. */
export const drawFates = (scene: Scene): Fates => {
  const fates: Fates = new Map();
  for (const h of scene.world.houses)
    for (const { stay } of awaitedAt(scene, h)) {
      const roll = scene.chance.next();
      const alone = stay.members.length === 1;
      fates.set(
        stay,
        roll < 0.76
          ? 'on time'
          : roll < 0.86
            ? 'after midnight'
            : roll < 0.94 || !alone || h.extended
              ? 'no-show'
              : roll < 0.97 || h.headCount
                ? 'elsewhere'
                : 'unseen',
      );
    }
  return fates;
};

const comeTo = async (scene: Scene, stay: Stay, members: Member[], how: string) => {
  for (const member of members) {
    if (
      stay.members.length === 1 &&
      !stay.house.headCount &&
      !member.night &&
      !member.released &&
      scene.chance.hit(0.15)
    )
      await desk.giveBed(scene, stay, member, false);
    await desk.arrive(scene, stay, member, how);
  }
};

/** The doors are open: who comes in time, and whoever comes with nothing. */
export const evening = (scene: Scene, fates: Fates): Tasks => {
  const { chance } = scene;
  const tasks: Tasks = [];
  for (const h of scene.world.houses)
    for (const { stay, members } of awaitedAt(scene, h)) {
      const [last, ...others] = chance.shuffle(members);
      if (fates.get(stay) === 'on time')
        tasks.push(() =>
          alone(stay.group, () =>
            // Of a family, sometimes one comes later.
            comeTo(
              scene,
              stay,
              others.length > 0 && chance.hit(0.3) ? others : [last!, ...others],
              'arrival',
            ),
          ),
        );
      else if (fates.get(stay) === 'elsewhere') {
        const other = chance.pick(nightByNight(scene).filter((o) => o !== h));
        tasks.push(() => alone(stay.group, () => desk.walkIn(scene, stay.group, other)));
      }
    }
  for (const { stay, member } of scene.world.houses.flatMap((h) => inHouse(scene, h)))
    if (member.leave && chance.hit(0.3))
      tasks.push(() => alone(stay.group, () => desk.comeBack(scene, stay, member)));
  const idle = chance.shuffle(homeless(scene)).filter((g) => g.people.length === 1);
  for (const h of scene.world.houses)
    if (chance.hit(h.extended ? 0.08 : 0.3)) {
      const group = idle.pop();
      if (group) tasks.push(() => alone(group, () => desk.walkIn(scene, group, h)));
    }
  return tasks;
};

/** Where a rule releases, it waits for a count that the desk has confirmed this evening. */
export const confirmations = (scene: Scene): Tasks =>
  nightByNight(scene)
    .filter((h) => h.releases)
    .map((h) => async () => {
      await scene.line.ask(h.staff, confirmCount, { params: { id: h.id } }, 'facility.confirm_count');
    });

/** In the house: places are changed, and families find each other. */
export const inTheHouse = (scene: Scene): Tasks => {
  const { chance } = scene;
  const tasks: Tasks = [];
  const idle = chance.shuffle(homeless(scene)).filter((g) => g.people.length === 1);
  for (const h of scene.world.houses.filter((o) => !o.headCount)) {
    const here = chance.shuffle(desk.guestsOf(scene, h));
    if (chance.hit(0.15)) tasks.push(() => desk.swap(scene, h));
    const [one] = here.filter(({ stay }) => stay.members.length === 1);
    if (one && chance.hit(0.12))
      tasks.push(() => alone(one.stay.group, () => desk.giveBed(scene, one.stay, one.member, true)));
    const family = here.find(({ stay }) => stay.members.length > 1);
    const joins = family && chance.hit(0.2) && idle.pop();
    if (family && joins)
      tasks.push(() =>
        alone(joins, () => alone(family.stay.group, () => desk.join(scene, family.stay, joins))),
      );
  }
  return tasks;
};

/** The cut-off has passed: the desks say who is still expected and who is not here. */
export const cutOff = (scene: Scene, fates: Fates, until: Date): Tasks => {
  const { chance } = scene;
  const answers: Record<Fate, Late[]> = {
    'on time': ['called'],
    'after midnight': ['called', 'called', 'not here'],
    'no-show': ['not here', 'not here', 'unanswered'],
    elsewhere: ['not here'],
    unseen: ['unanswered'],
  };
  return nightByNight(scene).map(
    (h) => () => answerTheLate(scene, h, until, (stay) => chance.pick(answers[fates.get(stay) ?? 'no-show'])),
  );
};

/** Late in the evening: some leave before sleeping, some are barred and must go, the rooms are walked. */
export const leavings = (scene: Scene): Tasks => {
  const { chance } = scene;
  return nightByNight(scene).flatMap((h) =>
    desk
      .guestsOf(scene, h)
      .filter(({ member }) => member.night === scene.night && chance.hit(0.08))
      .map(
        ({ stay, member }) =>
          () =>
            alone(stay.group, async () => {
              if (chance.hit(0.3)) await house.bar(scene, h, member.person);
              else if (stay.members.length === 1 && chance.hit(0.4))
                return desk.walkIn(
                  scene,
                  stay.group,
                  chance.pick(nightByNight(scene).filter((o) => o !== h)),
                );
              await desk.leaveEarly(scene, stay, member, false);
            }),
      ),
  );
};

export const counts = (scene: Scene, fates: Fates): Tasks => {
  const { chance } = scene;
  return nightByNight(scene).flatMap((h) => {
    const here = desk.guestsOf(scene, h).filter(({ member }) => member.night === scene.night);
    const slips = new Set(here.filter(() => chance.hit(0.03)).map(({ member }) => member));
    const unseen = new Set(
      awaitedAt(scene, h)
        .filter(({ stay }) => fates.get(stay) === 'unseen')
        .flatMap(({ members }) => members),
    );
    const differs = slips.size + unseen.size > 0;
    return differs || chance.hit(0.4) ? [() => walkTheRooms(scene, h, { slips, unseen })] : [];
  });
};

/** After midnight: who comes late, also who was released; and of families who comes after the others. */
export const afterMidnight = (scene: Scene, fates: Fates): Tasks => {
  const tasks: Tasks = [];
  for (const [stay, fate] of fates) {
    const late = stay.members.filter((m) => m.state === 'expected' || m.released);
    if (
      late.length === 0 ||
      (fate !== 'after midnight' && !(fate === 'on time' && scene.books.stays.get(stay.group) === stay))
    )
      continue;
    // Released and placed elsewhere since: they do not come here any more.
    const standing = scene.books.stays.get(stay.group);
    if (standing && standing !== stay) continue;
    tasks.push(() => alone(stay.group, () => comeTo(scene, stay, late, 'arrival after midnight')));
  }
  return tasks;
};

/** Before the cut-over: some have slept and leave for work. */
export const earlyRisers = (scene: Scene): Tasks =>
  nightByNight(scene).flatMap((h) =>
    desk
      .guestsOf(scene, h)
      .filter(
        ({ stay, member }) =>
          member.night === scene.night && stay.end <= addDays(scene.night, 1) && scene.chance.hit(0.05),
      )
      .map(
        ({ stay, member }) =>
          () =>
            alone(stay.group, () => desk.leaveEarly(scene, stay, member, true)),
      ),
  );
