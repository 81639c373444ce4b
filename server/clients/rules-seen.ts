import { type AuditAct, auditActs, type PlainAct } from '../../contract/audit-acts.ts';
import type { readWhoHasSeen } from '../../contract/clients.ts';
import type { Reply } from '../../contract/endpoint.ts';

type SeenBy = Reply<typeof readWhoHasSeen>['entries'][number];

/** An entry of the audit about one client, with whose home organization it was. */
export interface SeenEntry {
  act: string;
  userName: string | null;
  organizationName: string | null;
  /** Of the organization that looks now. */
  own: boolean;
}

const weighs = /preview$/;
const looks =
  /^(client\.(search|duplicates|ssn|seen_by)|guest\.places|reservation\.check|assessment\.(open|read)|intake\.open|arrival\.find|.*\.view)$/;

/**
 * What a viewer may know of an entry: of the own organization all, of another that somebody saw or changed the record,
 * without what was done; of a person who does not share not even where. An administrator reads who and what of all. What
 * others do about bars reads like any other change.
 */
export const sayEntry = (
  entry: SeenEntry,
  viewer: { administrator: boolean; shares: boolean },
): Pick<SeenBy, 'who' | 'userName' | 'organization' | 'act'> => {
  const known = entry.own || viewer.administrator;
  const open = known || viewer.shares;
  const aboutBar = entry.act.startsWith('bar.');
  return {
    who: !open ? 'somebody' : entry.userName ? 'person' : 'program',
    userName: open ? entry.userName : null,
    organization: open ? entry.organizationName : null,
    act:
      isAct(entry.act) && (entry.own || (viewer.administrator && !aboutBar)) ? entry.act : plainly(entry.act),
  };
};

const plainly = (act: string): PlainAct =>
  weighs.test(act) ? 'record.weighed' : looks.test(act) ? 'record.seen' : 'record.changed';

const isAct = (act: string): act is AuditAct => (auditActs as readonly string[]).includes(act);
