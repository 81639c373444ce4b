import { actingHeaders, type Combination } from '../../contract/accounts.ts';
import { kept } from '../ui/kept.ts';
import { makeStore } from '../ui/store.ts';

const key = 'berth-acting';
const tab = kept('tab');

/** Names a combination: which membership acts for which organization. */
export interface Acting {
  membershipId: number;
  organizationId: number;
}

/** The combination a form was opened under, and whether it is still the one in force. */
export interface FormCombination {
  opened: Acting | null;
  openedAs: Combination | null;
  inForce: Combination | null;
  /** The form must not be saved now: give it to useAct, and NotDoneFrame offers to switch back. */
  differs: boolean;
  switchBack: () => void;
}

const isActing = (value: unknown): value is Acting =>
  typeof value === 'object' &&
  value !== null &&
  Number.isSafeInteger((value as Acting).membershipId) &&
  Number.isSafeInteger((value as Acting).organizationId);

const readTab = (): Acting | null => {
  try {
    const value: unknown = JSON.parse(tab.read(key) ?? 'null');
    return isActing(value) ? value : null;
  } catch {
    return null;
  }
};

/** The combination this tab has chosen; null until the session has told the first one. */
export const acting = makeStore<Acting | null>(readTab());

/** When the server last said that this tab's combination is held no more; 0 while it never did. */
export const refusedActing = makeStore(0);

export const chooseActing = (choice: Acting | null) => {
  tab.write(key, choice && JSON.stringify(choice));
  acting.set(choice);
};

export const actingOf = (combination: Combination): Acting => ({
  membershipId: combination.membershipId,
  organizationId: combination.organization.id,
});

export const isSameActing = (a: Acting | null, b: Acting | null): boolean =>
  a?.membershipId === b?.membershipId && a?.organizationId === b?.organizationId;

export const headersOf = (choice: Acting | null): Record<string, string> =>
  choice
    ? {
        [actingHeaders.membership]: String(choice.membershipId),
        [actingHeaders.organization]: String(choice.organizationId),
      }
    : {};
