import { useQuery } from '@tanstack/react-query';
import { readDoor } from '../../contract/door.ts';
import { facilityKey, reading } from '../query.ts';

/** Whether a facility takes people from the door, whom to call otherwise, and who is away or gone tonight. */
export const useDoor = (facilityId: number) =>
  useQuery(reading(facilityKey(facilityId, 'door'), readDoor, { params: { id: facilityId } })).data ?? null;

export type Door = NonNullable<ReturnType<typeof useDoor>>;
