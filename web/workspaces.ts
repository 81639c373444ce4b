import {
  type Icon,
  IconBed,
  IconChartBar,
  IconClipboardList,
  IconEye,
  IconFolder,
  IconHome,
  IconSettings,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import type { Workgroup } from '../contract/accounts.ts';
import type { Room } from './paths.ts';
import type { Texts } from './texts/en.ts';

interface Workspace {
  name: keyof Texts['app']['shell'] & ('home' | 'clients' | 'facilities' | 'reports' | 'admin');
  room: Room;
  icon: Icon;
  /** After G. */
  key: string;
  /** Who has something in it. */
  workgroups: readonly Workgroup[];
  /** Who has something in it as a supervisor. */
  supervisors?: readonly Workgroup[];
}

const everybody = ['shelter_reservation_team', 'emergency_shelter_staff', 'system_administrators'] as const;
const desks = ['shelter_reservation_team', 'emergency_shelter_staff'] as const;

/** The workspaces on the left. One shows when routes.tsx has its room and the workgroup has something in it. */
export const workspaces: readonly Workspace[] = [
  { name: 'home', room: 'home', icon: IconHome, key: 'h', workgroups: everybody },
  { name: 'clients', room: 'clients', icon: IconUsers, key: 'c', workgroups: desks },
  {
    name: 'facilities',
    room: 'facilities',
    icon: IconBed,
    key: 'f',
    workgroups: ['emergency_shelter_staff'],
  },
  { name: 'reports', room: 'reports', icon: IconChartBar, key: 'r', workgroups: everybody },
  {
    name: 'admin',
    room: 'administration',
    icon: IconSettings,
    key: 'a',
    workgroups: ['system_administrators'],
    supervisors: desks,
  },
];

/** A folder of a menu: its doors, and who finds something behind them. */
export interface MenuGroup<Group extends string, Door extends string> {
  name: Group;
  icon: Icon;
  doors: readonly { name: Door; room: Room; workgroups: readonly Workgroup[] }[];
}

type ClientMenu = Texts['clients']['menu'];

const team = ['shelter_reservation_team'] as const;
const shelter = ['emergency_shelter_staff'] as const;

/** The menu group folders of a client's record, under the field's own names. */
export const clientMenu: readonly MenuGroup<keyof ClientMenu['groups'], keyof ClientMenu['doors']>[] = [
  {
    name: 'client',
    icon: IconUser,
    doors: [
      { name: 'dashboard', room: 'client', workgroups: desks },
      { name: 'basicInformation', room: 'basicInformation', workgroups: desks },
      { name: 'household', room: 'household', workgroups: desks },
      { name: 'consent', room: 'consent', workgroups: desks },
      { name: 'cards', room: 'cards', workgroups: desks },
    ],
  },
  {
    name: 'placement',
    icon: IconClipboardList,
    doors: [
      { name: 'placementAssessment', room: 'placementAssessment', workgroups: team },
      { name: 'assessments', room: 'assessments', workgroups: desks },
    ],
  },
  {
    name: 'enrollment',
    icon: IconFolder,
    doors: [
      { name: 'intake', room: 'intake', workgroups: desks },
      { name: 'enrollments', room: 'enrollments', workgroups: desks },
      { name: 'exit', room: 'exit', workgroups: shelter },
    ],
  },
  {
    name: 'housing',
    icon: IconBed,
    doors: [
      { name: 'housingReservation', room: 'housingReservation', workgroups: team },
      { name: 'housingFacilities', room: 'housingFacilities', workgroups: team },
      { name: 'reservations', room: 'reservations', workgroups: desks },
      { name: 'clientBarList', room: 'clientBarList', workgroups: desks },
    ],
  },
  {
    name: 'record',
    icon: IconEye,
    doors: [{ name: 'seenBy', room: 'seenBy', workgroups: desks }],
  },
];

/** Rooms of one workgroup that no menu lists. */
const roomsOf: Partial<Record<Room, readonly Workgroup[]>> = { issueBar: shelter };

const menuDoors = clientMenu.flatMap((group) => group.doors);

/** Which workgroups have something in a room; undefined where the registers here say nothing of it. */
export const workgroupsOf = (room: Room): readonly Workgroup[] | undefined =>
  (menuDoors.find((door) => door.room === room) ?? workspaces.find((w) => w.room === room))?.workgroups ??
  roomsOf[room];
