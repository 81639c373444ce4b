import type { Attention, AttentionKind } from '../../contract/attention.ts';
import type { FacilityRow } from '../facilities/store.ts';

type Person = Attention['people'][number];

const mostNamed = 5;

/** One line of Home's list, at a facility or of no one's; none where nothing waits. A team's names the first of its people. */
export const lineOf = (
  kind: AttentionKind,
  count: number,
  at: Pick<FacilityRow, 'id' | 'name'> | null = null,
  people: Person[] = [],
): Attention[] =>
  count === 0
    ? []
    : [
        {
          kind,
          count,
          facilityId: at?.id ?? null,
          facilityName: at?.name ?? null,
          people: people.slice(0, mostNamed).map(({ clientId, reservationId, name }) => ({
            clientId,
            reservationId,
            name,
          })),
        },
      ];
