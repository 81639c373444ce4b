import { useQuery } from '@tanstack/react-query';
import { listAgreements, listOrganizations, listPeople } from '../../contract/accounts-administration.ts';
import { listClosures } from '../../contract/displacement.ts';
import {
  listAdministeredFacilities,
  listProjects,
  readFacilityAdministration,
} from '../../contract/facilities-administration.ts';
import { facilityKey, reading } from '../query.ts';

export const peopleKey = ['people'];
export const organizationsKey = ['organizations'];
export const projectsKey = ['projects'];
export const agreementsKey = ['agreements'];
export const administeredFacilitiesKey = ['administered-facilities'];

export const usePeople = () => useQuery(reading(peopleKey, listPeople, {}));
export const useOrganizations = () => useQuery(reading(organizationsKey, listOrganizations, {}));
export const useProjects = () => useQuery(reading(projectsKey, listProjects, { query: {} }));
export const useAgreements = () => useQuery(reading(agreementsKey, listAgreements, {}));
export const useAdministeredFacilities = () =>
  useQuery(reading(administeredFacilitiesKey, listAdministeredFacilities, {}));

/** A live hint about the facility reads these again too. */
export const administrationKey = (id: number) => facilityKey(id, 'administration');
const closuresKey = (id: number) => facilityKey(id, 'closures');

export const useFacilityAdministration = (id: number) =>
  useQuery(reading(administrationKey(id), readFacilityAdministration, { params: { id } }));
export const useClosures = (id: number) =>
  useQuery(reading(closuresKey(id), listClosures, { params: { id } }));
