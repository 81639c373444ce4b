/** The demo county: fictional organizations, shelters and the people who sign in. */
export interface DemoRoom {
  name: string;
  /** Bunks of two places each, or places of one kind. */
  bunks?: number;
  singles?: number;
  mats?: number;
  cots?: number;
  /** Private rooms, each of so many places; `cribs` adds a crib to every second one. */
  rooms?: { count: number; places: number; kind: 'private_room' | 'double_bed' | 'cubicle'; cribs?: boolean };
  placement?: 'men' | 'women';
  ageFrom?: number;
  ageTo?: number;
  children?: 'with' | 'without';
  veteransOnly?: boolean;
  accessible?: boolean;
  power?: boolean;
  nearStaff?: boolean;
  overflow?: boolean;
  unnamed?: boolean;
  /** Places kept for people at the door: not for the reservation team. */
  walkInsOnly?: boolean;
  /** Weekdays on which the room is women's, 0 is Sunday. */
  womenOn?: number[];
}

export interface DemoFacility {
  key: string;
  name: string;
  organization: string;
  extendedStay?: boolean;
  phone: string;
  address: string;
  city: string;
  confidential?: boolean;
  from: string;
  until: string;
  leaveBy?: string;
  howToGetThere?: string;
  howToGetThereInSpanish?: string;
  whatToBring?: string;
  whatToBringInSpanish?: string;
  houseRules?: string;
  sober?: boolean;
  headCountOnly?: boolean;
  petPlaces?: number;
  /** Hours since the shelter last confirmed its count. */
  counted: number;
  coc: string;
  /** Whom the demo sends there. */
  guests: 'men' | 'women' | 'any' | 'youth' | 'families' | 'couples' | 'veterans';
  rooms: DemoRoom[];
}

export const teams = [
  {
    key: 'adults',
    name: 'Tamarack County Front Door',
    phone: '(555) 014-0100',
    hours: 'Every day 10:00 am–9:00 pm',
    hoursInSpanish: 'Todos los días, 10:00 am–9:00 pm',
    opensFirst: 'housing_facilities',
    form: 'single_adults',
  },
  {
    key: 'families',
    name: 'Tamarack Family Shelter Line',
    phone: '(555) 014-0110',
    hours: 'Mon–Fri 8:00 am–8:00 pm',
    hoursInSpanish: 'Lunes a viernes, 8:00 am–8:00 pm',
    opensFirst: 'assessment',
    form: 'families',
  },
  {
    key: 'cedar',
    name: 'Cedar River Single Point of Entry',
    phone: '(555) 014-0120',
    hours: 'Every day 9:00 am–5:00 pm',
    hoursInSpanish: 'Todos los días, 9:00 am–5:00 pm',
    opensFirst: 'assessment',
    form: 'single_point_of_entry',
  },
] as const;

export const shelters = [
  { name: 'Birchwater Shelters', phone: '(555) 014-0199' },
  { name: 'Marigold House', phone: '(555) 014-0141' },
  { name: 'Lantern Hall Mission', phone: '(555) 014-0152' },
  { name: 'Quarry Road Shelter', phone: '(555) 014-0175' },
  { name: 'Kestrel Youth Services', phone: '(555) 014-0183' },
  { name: 'Ferry Point Family Services', phone: '(555) 014-0128' },
  { name: 'Cedar & Main', phone: '(555) 014-0137' },
  { name: 'Granite Hill Recuperative Care', phone: '(555) 014-0161' },
  { name: 'Willow Path', phone: '(555) 014-0166' },
  { name: 'Cedar River Shelter Partnership', phone: '(555) 014-0194' },
] as const;

/** Team → shelters it may book for. Juniper Harbor is a victim service provider: no record of its guests is kept here. */
export const agreements: Record<(typeof teams)[number]['key'], string[]> = {
  adults: [
    'Birchwater Shelters',
    'Marigold House',
    'Lantern Hall Mission',
    'Quarry Road Shelter',
    'Kestrel Youth Services',
    'Cedar & Main',
    'Granite Hill Recuperative Care',
    'Willow Path',
  ],
  families: ['Birchwater Shelters', 'Ferry Point Family Services', 'Willow Path', 'Cedar & Main'],
  cedar: ['Cedar River Shelter Partnership', 'Lantern Hall Mission'],
};

export const victimServiceProvider = { name: 'Juniper Harbor', phone: '(555) 014-0170' };

const bring = 'Medicine, one piece of identification if you have it, and up to two bags';
const bringInSpanish = 'Medicinas, una identificación si la tiene, y hasta dos bolsas';

export const facilities: DemoFacility[] = [
  {
    key: 'commons',
    name: 'Birchwater Commons',
    organization: 'Birchwater Shelters',
    phone: '(555) 014-0199',
    address: '418 Alder Street',
    city: 'Lakemoor',
    from: '17:00',
    until: '20:00',
    leaveBy: '08:00',
    howToGetThere: 'Bus 14, stop Alder and 4th',
    howToGetThereInSpanish: 'Autobús 14, parada Alder y 4th',
    whatToBring: bring,
    whatToBringInSpanish: bringInSpanish,
    counted: 1,
    coc: 'MN-500',
    guests: 'any',
    rooms: [
      { name: 'Dormitory A', bunks: 8, placement: 'women', power: true, children: 'without' },
      { name: 'Dormitory B', bunks: 12, children: 'without' },
      {
        name: 'Near the desk',
        singles: 4,
        accessible: true,
        power: true,
        nearStaff: true,
        children: 'without',
      },
      {
        name: 'Family rooms',
        rooms: { count: 4, places: 4, kind: 'private_room', cribs: true },
        children: 'with',
      },
      { name: 'Day room', cots: 4, overflow: true, children: 'without' },
    ],
  },
  {
    key: 'sundog',
    name: 'Sundog Center',
    organization: 'Birchwater Shelters',
    extendedStay: true,
    phone: '(555) 014-0198',
    address: '77 Prairie Avenue',
    city: 'Lakemoor',
    from: '09:00',
    until: '19:00',
    howToGetThere: 'Bus 3, last stop',
    howToGetThereInSpanish: 'Autobús 3, última parada',
    whatToBring: bring,
    whatToBringInSpanish: bringInSpanish,
    houseRules: 'Sober site',
    sober: true,
    counted: 2,
    coc: 'MN-500',
    guests: 'any',
    rooms: [
      { name: 'East wing', singles: 24, children: 'without' },
      { name: 'West wing', singles: 16, power: true, children: 'without' },
    ],
  },
  {
    key: 'marigold',
    name: 'Marigold House',
    organization: 'Marigold House',
    phone: '(555) 014-0141',
    address: '1206 Linden Avenue',
    city: 'Lakemoor',
    from: '16:30',
    until: '21:00',
    leaveBy: '09:00',
    howToGetThere: 'Bus 6, stop Linden Park',
    howToGetThereInSpanish: 'Autobús 6, parada Linden Park',
    whatToBring: bring,
    whatToBringInSpanish: bringInSpanish,
    counted: 1,
    coc: 'MN-500',
    guests: 'women',
    rooms: [
      { name: 'Blue room', bunks: 12, placement: 'women', children: 'without' },
      { name: 'Yellow room', bunks: 14, placement: 'women', children: 'without' },
      {
        name: 'Quiet room',
        singles: 8,
        placement: 'women',
        power: true,
        nearStaff: true,
        children: 'without',
      },
    ],
  },
  {
    key: 'lantern',
    name: 'Lantern Hall',
    organization: 'Lantern Hall Mission',
    phone: '(555) 014-0152',
    address: '9 Depot Road',
    city: 'Lakemoor',
    from: '18:00',
    until: '22:00',
    leaveBy: '07:30',
    howToGetThere: 'Two blocks from Depot Station',
    howToGetThereInSpanish: 'A dos cuadras de la estación Depot',
    whatToBring: bring,
    whatToBringInSpanish: bringInSpanish,
    counted: 3,
    coc: 'MN-500',
    guests: 'any',
    rooms: [
      { name: 'Main hall', bunks: 38, children: 'without' },
      { name: 'Women’s hall', bunks: 18, placement: 'women', power: true, children: 'without' },
      { name: 'Ground floor', singles: 10, accessible: true, power: true, children: 'without' },
      { name: 'Late arrivals', cots: 8, walkInsOnly: true, womenOn: [0], children: 'without' },
    ],
  },
  {
    key: 'armory',
    name: 'Old Armory Winter Overflow and Warming Center, Lower Level',
    organization: 'Lantern Hall Mission',
    phone: '(555) 014-0153',
    address: '300 Armory Square',
    city: 'Lakemoor',
    from: '20:00',
    until: '23:00',
    leaveBy: '06:30',
    howToGetThere: 'Bus 14, stop Armory',
    howToGetThereInSpanish: 'Autobús 14, parada Armory',
    whatToBring: 'Blankets are there',
    whatToBringInSpanish: 'Ahí hay cobijas',
    headCountOnly: true,
    counted: 4,
    coc: 'MN-500',
    guests: 'any',
    rooms: [{ name: 'Lower level', mats: 50, unnamed: true, children: 'without' }],
  },
  {
    key: 'quarry',
    name: 'Quarry Road Shelter',
    organization: 'Quarry Road Shelter',
    phone: '(555) 014-0175',
    address: '52 Quarry Road',
    city: 'Lakemoor',
    from: '17:30',
    until: '20:30',
    leaveBy: '07:00',
    howToGetThere: 'Bus 21, stop Quarry',
    howToGetThereInSpanish: 'Autobús 21, parada Quarry',
    whatToBring: bring,
    whatToBringInSpanish: bringInSpanish,
    counted: 1,
    coc: 'MN-500',
    guests: 'men',
    rooms: [
      { name: 'First floor', bunks: 30, placement: 'men', ageFrom: 18 },
      { name: 'Second floor', bunks: 26, placement: 'men', ageFrom: 18 },
      { name: 'Corner room', singles: 8, placement: 'men', ageFrom: 18, accessible: true, power: true },
    ],
  },
  {
    key: 'kestrel',
    name: 'Kestrel Youth Night',
    organization: 'Kestrel Youth Services',
    phone: '(555) 014-0183',
    address: '640 River Street',
    city: 'Lakemoor',
    from: '19:00',
    until: '22:00',
    leaveBy: '09:30',
    howToGetThere: 'Bus 3, stop River and 6th',
    howToGetThereInSpanish: 'Autobús 3, parada River y 6th',
    whatToBring: bring,
    whatToBringInSpanish: bringInSpanish,
    counted: 2,
    coc: 'MN-500',
    guests: 'youth',
    rooms: [
      { name: 'Loft', bunks: 10, ageFrom: 18, ageTo: 24, children: 'without' },
      { name: 'Ground floor', singles: 8, ageFrom: 18, ageTo: 24, accessible: true, children: 'without' },
    ],
  },
  {
    key: 'ferry',
    name: 'Ferry Point Family Shelter',
    organization: 'Ferry Point Family Services',
    extendedStay: true,
    phone: '(555) 014-0128',
    address: '15 Ferry Landing',
    city: 'Lakemoor',
    from: '09:00',
    until: '18:00',
    howToGetThere: 'Bus 9, stop Landing',
    howToGetThereInSpanish: 'Autobús 9, parada Landing',
    whatToBring: 'Papers for the children if you have them',
    whatToBringInSpanish: 'Los papeles de los niños, si los tiene',
    counted: 3,
    coc: 'MN-500',
    guests: 'families',
    rooms: [
      {
        name: 'Harbor side',
        rooms: { count: 14, places: 4, kind: 'private_room', cribs: true },
        children: 'with',
      },
      {
        name: 'Garden side',
        rooms: { count: 10, places: 5, kind: 'private_room', cribs: true },
        children: 'with',
      },
    ],
  },
  {
    key: 'cedarmain',
    name: 'Cedar & Main Couples and Pets',
    organization: 'Cedar & Main',
    phone: '(555) 014-0137',
    address: '801 Main Street',
    city: 'Lakemoor',
    from: '18:00',
    until: '21:30',
    leaveBy: '08:30',
    howToGetThere: 'Any bus to Main and Cedar',
    howToGetThereInSpanish: 'Cualquier autobús a Main y Cedar',
    whatToBring: 'Leash, and food for your animal',
    whatToBringInSpanish: 'Correa y comida para su animal',
    petPlaces: 12,
    counted: 2,
    coc: 'MN-500',
    guests: 'couples',
    rooms: [
      { name: 'Cubicles', rooms: { count: 18, places: 2, kind: 'cubicle' }, children: 'without' },
      { name: 'Singles with pets', singles: 12, power: true, children: 'without' },
    ],
  },
  {
    key: 'granite',
    name: 'Granite Hill Recuperative Care',
    organization: 'Granite Hill Recuperative Care',
    extendedStay: true,
    phone: '(555) 014-0161',
    address: '2 Hospital Drive',
    city: 'Lakemoor',
    from: '08:00',
    until: '18:00',
    howToGetThere: 'Beside the county hospital',
    howToGetThereInSpanish: 'Al lado del hospital del condado',
    whatToBring: 'Medicine and discharge papers',
    whatToBringInSpanish: 'Medicinas y los papeles del alta del hospital',
    counted: 1,
    coc: 'MN-500',
    guests: 'any',
    rooms: [
      { name: 'Ward', singles: 36, accessible: true, power: true, nearStaff: true, children: 'without' },
    ],
  },
  {
    key: 'willow',
    name: 'Willow Path',
    organization: 'Willow Path',
    extendedStay: true,
    phone: '(555) 014-0166',
    address: 'not shown',
    city: 'Lakemoor',
    confidential: true,
    from: '08:00',
    until: '20:00',
    whatToBring: bring,
    whatToBringInSpanish: bringInSpanish,
    counted: 5,
    coc: 'MN-500',
    guests: 'women',
    rooms: [
      { name: 'Upstairs', singles: 12, placement: 'women', power: true, children: 'without' },
      {
        name: 'Family rooms',
        rooms: { count: 4, places: 4, kind: 'private_room', cribs: true },
        children: 'with',
      },
    ],
  },
  {
    key: 'alder',
    name: 'Alder House',
    organization: 'Quarry Road Shelter',
    extendedStay: true,
    phone: '(555) 014-0176',
    address: '70 Quarry Road',
    city: 'Lakemoor',
    from: '10:00',
    until: '17:00',
    whatToBring: bring,
    whatToBringInSpanish: bringInSpanish,
    counted: 14,
    coc: 'MN-500',
    guests: 'men',
    rooms: [
      { name: 'North', singles: 40, placement: 'men', ageFrom: 18 },
      { name: 'Veterans', singles: 16, placement: 'men', ageFrom: 18, veteransOnly: true },
    ],
  },
  {
    key: 'cedarriver',
    name: 'Cedar River Night Shelter',
    organization: 'Cedar River Shelter Partnership',
    phone: '(555) 014-0194',
    address: '11 Mill Street',
    city: 'Cedar Falls Junction',
    from: '17:00',
    until: '21:00',
    leaveBy: '08:00',
    howToGetThere: 'Behind the mill',
    howToGetThereInSpanish: 'Detrás del molino',
    whatToBring: bring,
    whatToBringInSpanish: bringInSpanish,
    counted: 2,
    coc: 'MN-502',
    guests: 'any',
    rooms: [
      { name: 'Men', bunks: 20, placement: 'men', children: 'without' },
      { name: 'Women', bunks: 12, placement: 'women', children: 'without' },
      { name: 'Low beds', singles: 10, accessible: true, children: 'without' },
    ],
  },
  {
    key: 'thirdstreet',
    name: 'Third Street Landing',
    organization: 'Cedar River Shelter Partnership',
    phone: '(555) 014-0195',
    address: '3 Third Street',
    city: 'Cedar Falls Junction',
    from: '18:30',
    until: '21:30',
    leaveBy: '08:00',
    whatToBring: bring,
    whatToBringInSpanish: bringInSpanish,
    counted: 13,
    coc: 'MN-502',
    guests: 'any',
    rooms: [{ name: 'Hall', bunks: 36, children: 'without' }],
  },
];
