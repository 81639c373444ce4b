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

// Where a shelter puts its guests, and who may not stay: its own affair. Bars read like the rest of it.
const inHouse = /^(bars?|bed|closure|facility|overflow|room|rule)\./;
// That somebody looked at a bar says that there is one.
const aboutBar = /^bars?\./;
// Of a person who does not share, too: what every desk sees of everybody.
const known = /^client\.(create|correct|consent)$/;

/**
 * What a viewer may know of an entry. Of the own organization all. Of another that somebody looked, or what kind of thing
 * was changed; not what a shelter did in its own house, and so nothing of its bars. Of a person who does not share not even
 * who and where, and of changes only those of what everybody sees. An administrator reads who and where of all.
 */
export const sayEntry = (
  entry: SeenEntry,
  viewer: { administrator: boolean; shares: boolean },
): Pick<SeenBy, 'who' | 'userName' | 'organization' | 'act'> => {
  const open = entry.own || viewer.administrator || viewer.shares;
  return {
    who: !open ? 'somebody' : entry.userName ? 'person' : 'program',
    userName: open ? entry.userName : null,
    organization: open ? entry.organizationName : null,
    act: actAsKnown(entry, viewer.administrator, open),
  };
};

const actAsKnown = ({ act, own }: SeenEntry, administrator: boolean, open: boolean): AuditAct | PlainAct => {
  if (isAct(act) && own) return act;
  const isLook = looks.test(act);
  if (isLook || weighs.test(act)) {
    return isAct(act) && administrator && !aboutBar.test(act)
      ? act
      : isLook
        ? 'record.seen'
        : 'record.weighed';
  }
  if (!isAct(act)) return 'record.changed';
  if (open) return inHouse.test(act) ? 'record.in_house' : act;
  return known.test(act) ? act : 'record.not_shared';
};

const isAct = (act: string): act is AuditAct => (auditActs as readonly string[]).includes(act);
