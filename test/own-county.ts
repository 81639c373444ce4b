import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asFiles, makeExport, zipExport } from './hmis-export.ts';

/** An export of a county with 'Safe Spaces' and its two shelters, where 'Crayon Garland' has no place tonight. */
export interface CountyExport {
  zip: Uint8Array;
  /** Who stays at 'Safe Entry-Exit Shelter': how many, and one of them who is there alone. */
  residents: { count: number; one: string };
}

const sample = join(import.meta.dirname, '..', '..', 'shared', 'samples', 'hmis-csv-fy2026');

/** HUD's sample, where it lies beside the checkout; else a small export with the same shelters. */
export const countyExport = async (): Promise<CountyExport> => {
  if (!existsSync(sample)) return smallExport();
  const names = (await readdir(sample)).filter((name) => name.endsWith('.csv'));
  const files = await Promise.all(
    names.map(async (name): Promise<[string, Uint8Array]> => [name, await readFile(join(sample, name))]),
  );
  return { zip: zipExport(new Map(files)), residents: { count: 11, one: 'Lamp Cloth' } };
};

const residents = [
  ['R1', 'Juniper', 'Ledger'],
  ['R2', 'Marble', 'Kettle'],
  ['R3', 'Velvet', 'Anchor'],
] as const;

const smallExport = (): CountyExport => {
  const exported = makeExport({
    Export: [{}],
    User: [{ UserID: 'U1' }],
    Organization: [{ OrganizationID: 'SAFE', OrganizationName: 'Safe Spaces' }],
    Project: [
      { ProjectID: 'NIGHT', ProjectName: 'Safe Night-by-Night Shelter', ProjectType: '1' },
      { ProjectID: 'STAY', ProjectName: 'Safe Entry-Exit Shelter', ProjectType: '0' },
    ].map((project) => ({ OrganizationID: 'SAFE', ...project })),
    ProjectCoC: [
      { ProjectCoCID: 'C1', ProjectID: 'NIGHT' },
      { ProjectCoCID: 'C2', ProjectID: 'STAY' },
    ],
    Inventory: [
      { InventoryID: 'I1', ProjectID: 'NIGHT', BedInventory: '6' },
      { InventoryID: 'I2', ProjectID: 'STAY', BedInventory: '4' },
    ],
    Client: [['G', 'Crayon', 'Garland'] as const, ...residents].map(([PersonalID, FirstName, LastName]) => ({
      PersonalID,
      FirstName,
      LastName,
    })),
    Enrollment: [
      { EnrollmentID: 'EG', PersonalID: 'G', ProjectID: 'NIGHT', EntryDate: '2026-02-01', HouseholdID: 'HG' },
      ...residents.map(([id]) => ({
        EnrollmentID: `E${id}`,
        PersonalID: id,
        ProjectID: 'STAY',
        EntryDate: '2026-06-01',
        HouseholdID: `H${id}`,
      })),
    ],
    Exit: [{ ExitID: 'XG', EnrollmentID: 'EG', PersonalID: 'G', ExitDate: '2026-02-09' }],
    Services: [{ ServicesID: 'S1', EnrollmentID: 'EG', PersonalID: 'G', DateProvided: '2026-02-01' }],
  });
  return { zip: zipExport(asFiles(exported)), residents: { count: residents.length, one: 'Marble Kettle' } };
};
