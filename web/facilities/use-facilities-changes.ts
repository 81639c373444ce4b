import { useFacilityChanges } from '../live.ts';
import { rereadUnasked } from '../query.ts';

/** Reads the list of tonight again when one of these facilities has changed. */
export const useFacilitiesChanges = (facilityIds: number[]) =>
  useFacilityChanges((changed) => {
    if (changed === null || changed.some((id) => facilityIds.includes(id))) void rereadUnasked(['tonight']);
  });
