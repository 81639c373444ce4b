import { IconBuildingCommunity, IconDatabaseImport, IconMap2 } from '@tabler/icons-react';
import type { Combination } from '../../contract/accounts.ts';
import type { MenuGroup } from '../workspaces.ts';
import type { useAdministrationTexts } from './texts.ts';

type Words = ReturnType<typeof useAdministrationTexts>['menu'];

const administrators = ['system_administrators'] as const;
// Shelters have their own numbers in their room of bars.
const outsiders = ['system_administrators', 'shelter_reservation_team'] as const;
const keepers = ['system_administrators', 'emergency_shelter_staff'] as const;

/** The menu group folders of Administration. Supervisors see the doors of their own workgroup. */
export const administrationMenu: readonly MenuGroup<keyof Words['groups'], keyof Words['doors']>[] = [
  {
    name: 'county',
    icon: IconMap2,
    doors: [
      { name: 'administration', room: 'administration', workgroups: administrators },
      { name: 'organizations', room: 'organizations', workgroups: administrators },
      { name: 'people', room: 'people', workgroups: administrators },
      { name: 'agreements', room: 'agreements', workgroups: administrators },
      { name: 'ownTeam', room: 'ownTeam', workgroups: ['shelter_reservation_team'] },
    ],
  },
  {
    name: 'shelters',
    icon: IconBuildingCommunity,
    doors: [
      { name: 'administeredFacilities', room: 'administeredFacilities', workgroups: keepers },
      { name: 'barReport', room: 'barReport', workgroups: outsiders },
    ],
  },
  {
    name: 'data',
    icon: IconDatabaseImport,
    doors: [{ name: 'imports', room: 'imports', workgroups: administrators }],
  },
];

/** Whether somebody administers, or supervises and so keeps a part of the administration. */
export const keepsSomething = (combination: Combination | null): boolean =>
  combination !== null && (combination.workgroup === 'system_administrators' || combination.supervisor);
