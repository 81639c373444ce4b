import { type HmisExport, makeExport, nightsOf } from './hmis-export.ts';

/*
 * An export of a fictional county, small enough to be known by heart. Two organizations with four projects:
 *
 *   NIGHT   Harbor Night Shelter, night-by-night, 8 places and 3 for overflow
 *   FAMILY  Harbor Family Shelter, extended-stay, in two Continuums of Care, 4 places for families in each
 *   HOUSE   Northway House, extended-stay, 2 places and 3 people who stay there
 *   RRH     Northway Rapid Re-Housing
 */
const people: [id: string, first: string, last: string, more?: Record<string, string>][] = [
  [
    'P1',
    'Maeve',
    "O'Brien-Núñez",
    { SSN: '123456780', SSNDataQuality: '1', DOB: '1984-03-05', VeteranStatus: '1' },
  ],
  ['P2', 'Linh', 'Nguyễn', { DOB: '1999-11-30', SSN: 'xxxxx4410', SSNDataQuality: '2' }],
  ['P3', 'Abdi', 'Warsame', { DOB: '1971-01-01', DOBDataQuality: '2' }],
  ['P4', 'ليلى', 'حداد', { DOB: '1990-07-19' }],
  ['P5', 'Jože', 'Štrukelj', { SSN: '000000000', SSNDataQuality: '99' }],
  ['P6', '', '', { NameDataQuality: '9', DOB: '', DOBDataQuality: '9' }],
  ['P7', 'Dolores', 'Quispe', { DOB: '1962-09-09', Sex: '0' }],
  ['P8', 'Ray', 'Two Elk', { DOB: '1958-12-24', AmIndAKNative: '1', RaceNone: '' }],
  ['P9', 'Ray', 'Two Elk', { DOB: '1988-12-24', AmIndAKNative: '1', RaceNone: '' }],
  ['P10', 'Old', 'Mistake', { DateDeleted: '2026-02-02 12:00:00' }],
  // A mother with two children, and a couple, in the family shelter.
  ['P11', 'Amina', 'Yusuf', { DOB: '1992-04-04' }],
  ['P12', 'Hodan', 'Yusuf', { DOB: '2018-06-01' }],
  ['P13', 'Ilyas', 'Yusuf', { DOB: '2024-08-15' }],
  ['P14', 'Tomás', 'Ibarra', { DOB: '1986-02-11' }],
  ['P15', 'Rosa', 'Ibarra', { DOB: '1987-10-02' }],
  // Three who stay in a house of two.
  ['P16', 'Wendell', 'Okafor', { DOB: '1949-05-05' }],
  ['P17', 'Sunniva', 'Dahl', { DOB: '1977-07-07' }],
  ['P18', 'Beau', 'Thibodeaux', { DOB: '2001-03-30' }],
  ['P19', 'Former', 'Resident', { DOB: '1980-01-31' }],
  ['P20', 'Housed', 'Person', { DOB: '1980-02-01' }],
  // A baby whose stay is said to have begun before the birth.
  ['P21', 'Early', 'Bird', { DOB: '2026-04-01' }],
  ...Array.from({ length: 9 }, (_, i): [string, string, string, Record<string, string>] => [
    `P${22 + i}`,
    'Guest',
    ['Alder', 'Birch', 'Cedar', 'Elder', 'Hazel', 'Juniper', 'Linden', 'Maple', 'Rowan'][i]!,
    { DOB: `19${60 + i}-0${i + 1}-1${i}` },
  ]),
];

const enrollment = (
  id: string,
  person: string,
  project: string,
  entry: string,
  more: Record<string, string> = {},
) => ({
  EnrollmentID: id,
  PersonalID: person,
  ProjectID: project,
  EntryDate: entry,
  HouseholdID: `H-${id}`,
  ...more,
});

const exit = (id: string, person: string, on: string, more: Record<string, string> = {}) => ({
  ExitID: `X-${id}`,
  EnrollmentID: id,
  PersonalID: person,
  ExitDate: on,
  ...more,
});

/** The county's export, with a fresh copy of every row. */
export const smallCounty = (): HmisExport =>
  makeExport({
    Export: [{}],
    Organization: [
      { OrganizationID: 'O1', OrganizationName: 'Harbor House' },
      { OrganizationID: 'O2', OrganizationName: 'Northway' },
    ],
    User: [{ UserID: 'U1' }],
    Project: [
      { ProjectID: 'NIGHT', OrganizationID: 'O1', ProjectName: 'Harbor Night Shelter', ProjectType: '1' },
      { ProjectID: 'FAMILY', OrganizationID: 'O1', ProjectName: 'Harbor Family Shelter' },
      { ProjectID: 'HOUSE', OrganizationID: 'O2', ProjectName: 'Northway House' },
      { ProjectID: 'RRH', OrganizationID: 'O2', ProjectName: 'Northway Rapid Re-Housing', ProjectType: '13' },
    ],
    ProjectCoC: [
      { ProjectCoCID: 'C1', ProjectID: 'NIGHT', Address1: '12 Pier Street' },
      { ProjectCoCID: 'C2', ProjectID: 'FAMILY' },
      { ProjectCoCID: 'C3', ProjectID: 'FAMILY', CoCCode: 'MN-501', City: 'Upland' },
      { ProjectCoCID: 'C4', ProjectID: 'HOUSE' },
      { ProjectCoCID: 'C5', ProjectID: 'RRH' },
    ],
    Inventory: [
      { InventoryID: 'I1', ProjectID: 'NIGHT', BedInventory: '8' },
      { InventoryID: 'I2', ProjectID: 'NIGHT', BedInventory: '3', Availability: '3' },
      { InventoryID: 'I3', ProjectID: 'FAMILY', HouseholdType: '3', BedInventory: '4', UnitInventory: '2' },
      { InventoryID: 'I4', ProjectID: 'FAMILY', HouseholdType: '3', BedInventory: '4', CoCCode: 'MN-501' },
      { InventoryID: 'I5', ProjectID: 'HOUSE', BedInventory: '3', InventoryEndDate: '2025-12-31' },
      { InventoryID: 'I6', ProjectID: 'HOUSE', BedInventory: '2', InventoryStartDate: '2026-01-01' },
    ],
    Client: people.map(([PersonalID, FirstName, LastName, more]) => ({
      PersonalID,
      FirstName,
      LastName,
      ...more,
    })),
    Enrollment: [
      enrollment('E1', 'P1', 'NIGHT', '2026-11-01'),
      enrollment('E2', 'P2', 'NIGHT', '2026-10-10'),
      enrollment('E3', 'P3', 'NIGHT', '2026-09-01'),
      enrollment('E4', 'P4', 'NIGHT', '2026-03-01'),
      enrollment('E5', 'P5', 'NIGHT', '2026-03-01'),
      enrollment('E6', 'P6', 'NIGHT', '2026-11-18'),
      enrollment('E7', 'P7', 'NIGHT', '2026-06-01', { DateDeleted: '2026-06-02 09:00:00' }),
      enrollment('E8', 'P8', 'NIGHT', '2026-01-10'),
      enrollment('E9', 'P9', 'NIGHT', '2026-01-10'),
      enrollment('E11', 'P11', 'FAMILY', '2026-08-03', { HouseholdID: 'H-YUSUF' }),
      enrollment('E12', 'P12', 'FAMILY', '2026-08-03', {
        HouseholdID: 'H-YUSUF',
        RelationshipToHoH: '2',
        EnrollmentCoC: '',
      }),
      enrollment('E13', 'P13', 'FAMILY', '2026-08-03', {
        HouseholdID: 'H-YUSUF',
        RelationshipToHoH: '2',
        EnrollmentCoC: '',
      }),
      // A couple without children, in a shelter that has places for families only.
      enrollment('E14', 'P14', 'FAMILY', '2026-09-20', { HouseholdID: 'H-IBARRA', EnrollmentCoC: 'MN-501' }),
      enrollment('E15', 'P15', 'FAMILY', '2026-09-20', {
        HouseholdID: 'H-IBARRA',
        RelationshipToHoH: '3',
        EnrollmentCoC: '',
      }),
      enrollment('E16', 'P16', 'HOUSE', '2025-12-01'),
      enrollment('E17', 'P17', 'HOUSE', '2026-01-15'),
      enrollment('E18', 'P18', 'HOUSE', '2026-05-05'),
      enrollment('E19', 'P19', 'HOUSE', '2026-02-02'),
      enrollment('E20', 'P20', 'RRH', '2026-04-04'),
      enrollment('E21', 'P21', 'FAMILY', '2026-03-01'),
      // Two stays of one person in one project that overlap.
      enrollment('E22', 'P22', 'NIGHT', '2026-04-01'),
      enrollment('E22b', 'P22', 'NIGHT', '2026-04-05'),
      ...Array.from({ length: 8 }, (_, i) => enrollment(`E${23 + i}`, `P${23 + i}`, 'NIGHT', '2026-05-01')),
    ],
    Exit: [
      exit('E4', 'P4', '2026-03-05'),
      exit('E5', 'P5', '2026-03-02', { Destination: '99' }),
      exit('E8', 'P8', '2026-01-09'),
      exit('E9', 'P9', '2026-01-10'),
      exit('E19', 'P19', '2026-05-01'),
      exit('E21', 'P21', '2026-03-08'),
      exit('E22', 'P22', '2026-04-10'),
      exit('E22b', 'P22', '2026-04-12'),
      ...Array.from({ length: 8 }, (_, i) => exit(`E${23 + i}`, `P${23 + i}`, '2026-05-06')),
    ],
    Services: [
      ...nightsOf('E1', 'P1', '2026-11-01', 20),
      ...nightsOf('E2', 'P2', '2026-10-10', 30),
      ...nightsOf('E3', 'P3', '2026-09-01', 5),
      // The last of these is dated on the exit date.
      ...nightsOf('E4', 'P4', '2026-03-01', 5),
      ...nightsOf('E5', 'P5', '2026-03-01', 1),
      // The same night once more, and one that was taken back.
      { ServicesID: 'TWICE', EnrollmentID: 'E5', PersonalID: 'P5', DateProvided: '2026-03-01' },
      {
        ServicesID: 'BACK',
        EnrollmentID: 'E3',
        PersonalID: 'P3',
        DateProvided: '2026-09-30',
        DateDeleted: '2026-10-01 08:00:00',
      },
      ...nightsOf('E6', 'P6', '2026-11-18', 3),
      ...nightsOf('E22', 'P22', '2026-04-01', 9),
      ...Array.from({ length: 8 }, (_, i) => nightsOf(`E${23 + i}`, `P${23 + i}`, '2026-05-01', 5)).flat(),
      {
        ServicesID: 'OTHER',
        EnrollmentID: 'E20',
        PersonalID: 'P20',
        DateProvided: '2026-04-05',
        RecordType: '300',
        TypeProvided: '1',
      },
    ],
    Funder: [{ FunderID: 'F1', ProjectID: 'NIGHT', Funder: '8', StartDate: '2020-01-01' }],
  });

const keys: Record<string, string> = {
  Export: 'ExportID',
  Organization: 'OrganizationID',
  Project: 'ProjectID',
  ProjectCoC: 'ProjectCoCID',
  Inventory: 'InventoryID',
  Client: 'PersonalID',
  Enrollment: 'EnrollmentID',
  Exit: 'ExitID',
  Services: 'ServicesID',
};

/** The row of a file by its key, to change it. */
export const rowOf = (exported: HmisExport, file: string, key: string): Record<string, string> => {
  const row = exported[file]!.find((one) => one[keys[file]!] === key);
  if (!row) throw new Error(`${file} has no ${key}`);
  return row;
};
