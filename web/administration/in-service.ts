import type { AdministeredBed } from '../../contract/facilities-administration.ts';

/** Whether a bed is in service tonight, or will be. */
export const isInService = (bed: AdministeredBed, tonight: string): boolean =>
  bed.until === null || bed.until > tonight;
