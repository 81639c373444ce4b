import { addDays, type Night } from '../contract/nights.ts';
import { issue } from '../server/bars/issuing.ts';
import type { Database } from '../server/database/connect.ts';
import type { Desks } from './actors.ts';
import { actAs, arrive, assess, audit, type Caller, inOneGo, place } from './acts.ts';
import { written } from './bars.ts';
import { askToShare, type ClientTools, giveCard, makeAlone } from './clients.ts';
import { instantAt } from './hours.ts';

/** The caller of the guides: assessed three days ago, lower bunk and an outlet, known at one shelter, barred at another. */
export const addMina = async (
  database: Database,
  desks: Desks,
  facilityIds: Map<string, number>,
  tools: ClientTools,
  tonight: Night,
): Promise<void> => {
  const team = desks.get('Tamarack County Front Door')!.staff;
  const night = addDays(tonight, -3);
  const calls = instantAt(night, 10 * 60);
  await inOneGo(database, async (trx) => {
    const call = actAs(trx, team, calls);
    const clientId = await makeAlone(
      call,
      {
        firstName: 'Amina',
        middleName: 'Farah',
        lastName: 'Jibril',
        goesBy: 'Mina',
        sayIt: 'ah-MEE-nah fah-RAH ji-BREEL',
        dob: addDays(tonight, -34 * 365 - 120),
        language: 'English, Somali',
        phone: '(555) 014-2278',
        textIsSafe: true,
        voicemailIsSafe: false,
        veteranStatus: 0,
      },
      tools,
    );
    audit(call, 'client.create', [clientId]);
    const mina: Caller = {
      clientId,
      relationshipToHoH: 1,
      adult: true,
      wishes: { placement: 'women', lowerBunk: true, accessible: false, power: true },
    };
    await askToShare(call, mina, true);
    await giveCard(call, clientId, 'TC-204 881');
    await assess(call, mina);
    const stay = { facilityId: facilityIds.get('commons')!, beginDate: night };
    const reservationId = await place(call, [mina], stay, () => ({}));
    if (reservationId === null) throw new Error('The caller of the guides found no place on her first night');
    const staff = desks.get('Birchwater Shelters')!.staff;
    await arrive(actAs(trx, staff, instantAt(night, 17 * 60 + 30)), reservationId);

    const lantern = desks.get('Lantern Hall Mission')!.staff;
    const barring = actAs(trx, lantern, instantAt(addDays(tonight, -2), 9 * 60));
    const facilityId = facilityIds.get('lantern')!;
    await issue(barring, {
      clientId,
      facilityId,
      beginDate: addDays(tonight, -2),
      endDate: addDays(tonight, 10),
      reviewOn: null,
      reasonCode: 'rules',
      ...written(addDays(tonight, -2)),
      suspendable: true,
      told: 'You left the door of the hall open after lights out.',
      narrative: 'Left the door of the women’s hall open for a friend after lights out.',
    });
    audit(barring, 'bar.issue', [clientId], facilityId);
  });
};
