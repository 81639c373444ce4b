import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type CurrentReservations, readCurrentReservations } from '../../contract/reservations.ts';
import { pathTo } from '../paths.ts';
import { facilityKey, reading } from '../query.ts';
import { Loaded } from '../shell/loaded.tsx';
import { Screen } from '../shell/screen.tsx';
import { useTexts } from '../texts/language.tsx';
import { Door } from '../ui/door.tsx';

/** The facility that the address names. */
export const useFacilityId = (): number => {
  const { facilityId } = useParams({ strict: false }) as { facilityId?: string };
  const id = Number(facilityId);
  return Number.isSafeInteger(id) && id > 0 ? id : 0;
};

/** Tonight's board of a facility, under the key that its own screen reads it by. */
const useTonight = (facilityId: number) =>
  useQuery(
    reading(facilityKey(facilityId, 'current-reservations', 'tonight'), readCurrentReservations, {
      params: { id: facilityId },
      query: {},
    }),
  );

interface FacilityRoomProps {
  /** The room's own name, while the facility's is not known. */
  name: string;
  title: (facility: string) => string;
  about?: (board: CurrentReservations) => ReactNode;
  children: (board: CurrentReservations) => ReactNode;
}

/** A room beside a facility's Tonight, with the door back to it. */
export const FacilityRoom = ({ name, title, about, children }: FacilityRoomProps) => {
  const { doors } = useTexts().shift;
  const facilityId = useFacilityId();
  const query = useTonight(facilityId);
  const board = query.data;
  return (
    <Screen
      title={board ? title(board.facility.name) : name}
      about={board && about?.(board)}
      act={<Door to={pathTo('facility', { facilityId })}>{doors.back}</Door>}
    >
      <Loaded query={query}>{children}</Loaded>
    </Screen>
  );
};
