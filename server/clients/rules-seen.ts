/** An entry of the audit about one client, with whose home organization it was. */
export interface SeenEntry {
  act: string;
  userName: string | null;
  organizationName: string | null;
  /** Of the organization that looks now. */
  own: boolean;
}

// What each act is called on the page "who has seen this record". The article's words; bars only inside their issuer.
const said: Record<string, string> = {
  'client.search': 'Shown in a search',
  'client.duplicates': 'Shown as a likely duplicate',
  'client.create': 'Made this record',
  'client.view': 'Saw the dashboard',
  'client.correct': 'Corrected basic information',
  'client.consent': 'Recorded consent',
  'client.card': 'Gave a card',
  'client.card_end': 'Ended a card',
  'client.ssn': 'Saw the whole Social Security number',
  'client.seen_by': 'Saw who has seen this record',
  'household.make': 'Made a household',
  'household.add': 'Added to a household',
  'household.head': 'Changed the head of the household',
  'household.leave': 'Left a household',
  'assessment.open': 'Opened a Shelter Placement Assessment',
  'assessment.read': 'Saw a Shelter Placement Assessment',
  'assessment.draft': 'Saved a Shelter Placement Assessment',
  'assessment.finish': 'Finished a Shelter Placement Assessment',
  'intake.open': 'Opened Intake',
  'intake.save': 'Saved Intake',
  'housing_facilities.view': 'Looked for a place',
  'reservation.check': 'Looked at a Housing Reservation',
  'reservation.save': 'Saved a reservation',
  'reservation.view': 'Saw a reservation',
  'reservation.cancel': 'Cancelled a reservation',
  'reservation.change_dates': 'Changed the nights of a reservation',
  'reservation.move': 'Moved a reservation',
  'current_reservations.view': 'Saw Current Reservations',
  'guest.places': 'Looked for a bed',
  'guest.check_in': 'Checked in',
  'bed.assign': 'Gave a bed',
  'arrival.find': 'Looked up an arrival',
  'bar.issue': 'Issued a bar',
  'bar.lift': 'Lifted a bar',
};

const looks = /\.(search|duplicates|view|read|open|ssn|seen_by|check|places|find|list|look)$/;

/**
 * What a viewer may know of an entry: of the own organization all, of another that somebody saw or changed the record,
 * without what was done; of a person who does not share not even where. An administrator reads who and what of all. What
 * others do about bars reads like any other change.
 */
export const sayEntry = (
  entry: SeenEntry,
  viewer: { administrator: boolean; shares: boolean },
): { userName: string; organization: string | null; act: string } => {
  const known = entry.own || viewer.administrator;
  const open = known || viewer.shares;
  const plainly = looks.test(entry.act) ? 'Saw this record' : 'Changed this record';
  const aboutBar = entry.act.startsWith('bar.');
  return {
    userName: open ? (entry.userName ?? 'The program itself') : 'Somebody',
    organization: open ? entry.organizationName : 'another organization',
    act: entry.own || (viewer.administrator && !aboutBar) ? (said[entry.act] ?? plainly) : plainly,
  };
};
