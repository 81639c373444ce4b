import { addDays, type Night } from '../../contract/nights.ts';
import type { Chance } from '../../demo/chance.ts';
import { defaultTimeZone, readLocalHour } from '../../server/facilities/rules.ts';
import { walkIn } from './acts-desk.ts';
import { exit, forgotten } from './acts-morning.ts';
import { hearOfReleases } from './acts-night.ts';
import { balance, closeNight, forgetTheNight } from './balance.ts';
import type { Books } from './books.ts';
import * as days from './days.ts';
import type { Line } from './line.ts';
import { alone, type Scene } from './scene.ts';
import type { World } from './world.ts';

export interface Ground {
  world: World;
  books: Books;
  line: Line;
  chance: Chance;
  firstNight: Night;
  nights: number;
  crowding: number;
  /** Desks that act at the same moment. */
  atOnce: number;
  /** Sets every clock of the county. */
  setClock(now: Date): Promise<void> | void;
  /** The county does what happens by the hour. */
  sweep(now: Date): Promise<void>;
  /** A day is over and its books were compared. */
  afterDay?(scene: Scene): Promise<void> | void;
}

/** Lives through nights of a county, from desk to desk, and compares its books each day. Breaches stand in the books. */
export const simulate = async (ground: Ground): Promise<void> => {
  const { world, books, line, chance, crowding, firstNight, nights } = ground;
  const scene: Scene = { world, books, line, chance, crowding, night: firstNight, now: new Date() };
  const at = async (day: Night, time: string) => {
    scene.now = readLocalHour(day, time, defaultTimeZone);
    await ground.setClock(scene.now);
  };
  const run = (tasks: days.Tasks) => inParallel(chance.shuffle(tasks), ground.atOnce);
  const sweep = () => ground.sweep(scene.now);

  await at(firstNight, '06:00');
  await run(firstResidents(scene));
  for (let n = 0; n < nights; n++) {
    const night = addDays(firstNight, n);
    const next = addDays(night, 1);
    scene.night = night;
    await at(night, '07:30');
    if (n > 0) await run(days.mornings(scene));
    await at(night, '09:30');
    await run(days.supervisors(scene));
    await at(night, '10:30');
    await sweep();
    forgotten(scene);
    await run(days.calls(scene));
    await run(exits(scene));
    const fates = days.drawFates(scene);
    await at(night, '18:10');
    await run(days.evening(scene, fates));
    await run([...days.confirmations(scene), ...days.inTheHouse(scene)]);
    await at(night, '20:20');
    await run(days.cutOff(scene, fates, readLocalHour(next, '01:45', defaultTimeZone)));
    await at(night, '21:10');
    await sweep();
    for (const house of world.houses.filter((h) => !h.extended)) await hearOfReleases(scene, house);
    await at(night, '22:40');
    await run(days.leavings(scene));
    await run(days.counts(scene, fates));
    await at(next, '00:40');
    const late = days.afterMidnight(scene, fates);
    await run(late.filter((_, i) => i % 2 === 0));
    // In the night of the longest hour, this one comes twice.
    await at(next, '01:30');
    await run(late.filter((_, i) => i % 4 === 1));
    await ground.setClock(new Date(scene.now.getTime() + 3_600_000));
    await run(late.filter((_, i) => i % 4 === 3));
    await at(next, '03:40');
    await run(days.earlyRisers(scene));
    closeNight(scene);
    await at(next, '04:10');
    await balance(scene);
    forgetTheNight(scene);
    scene.night = next;
    await run(atDawn(scene));
    await ground.afterDay?.({ ...scene, night });
  }
};

const inParallel = async (tasks: days.Tasks, atOnce: number) => {
  const work = async () => {
    for (let task = tasks.pop(); task; task = tasks.pop()) await task();
  };
  await Promise.all(Array.from({ length: atOnce }, work));
};

/** The extended stays are lived in from the beginning. */
const firstResidents = (scene: Scene): days.Tasks => {
  const { world } = scene;
  const singles = world.groups.filter((g) => g.people.length === 1);
  const families = world.groups.filter((g) => g.people.length > 1);
  return world.houses
    .filter((h) => h.extended)
    .flatMap((house) =>
      [...singles.splice(0, 14), ...(house.closable.length === 22 ? families.splice(0, 1) : [])].map(
        (group) => ({ house, group }),
      ),
    )
    .map(
      ({ house, group }) =>
        () =>
          alone(group, () => walkIn(scene, group, house)),
    );
};

const exits = (scene: Scene): days.Tasks =>
  scene.world.groups
    .filter((g) => g.leftOpen && !g.busy && !scene.books.stays.has(g) && scene.chance.hit(0.15))
    .map((group) => () => alone(group, () => exit(scene, group)));

/** After the cut-over, before the morning: whoever comes belongs to the night that begins. */
const atDawn = (scene: Scene): days.Tasks => {
  const { world, books, chance } = scene;
  if (!chance.hit(0.3)) return [];
  const idle = world.groups.filter((g) => g.people.length === 1 && !g.busy && !books.stays.has(g));
  const group = chance.pick(idle);
  const house = chance.pick(world.houses.filter((h) => h.headCount));
  return [
    () =>
      alone(group, async () => {
        await walkIn(scene, group, house);
        books.count('came after the cut-over');
      }),
  ];
};
