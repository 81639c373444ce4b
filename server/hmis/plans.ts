import type { ReadFile } from './source.ts';

/** How one column is used. Everything not used is kept as it came. */
export interface Use {
  /** An error where it is empty; otherwise empty is "not known". */
  needed?: true;
  /** Also kept as it came, because something else will read it from there. */
  kept?: true;
}

/** What is taken out of a file. */
export interface Plan {
  file: Exclude<ReadFile, 'Export'>;
  /** HUD's key of a row. */
  key: string;
  used: Readonly<Record<string, Use>>;
}

const needed: Use = { needed: true };
const may: Use = {};
const keptToo: Use = { kept: true };

/** In the order of reading: parents first, so that what is wrong is said where it began. */
export const plans: readonly Plan[] = [
  {
    file: 'Organization',
    key: 'OrganizationID',
    used: { OrganizationName: needed, VictimServiceProvider: needed },
  },
  {
    file: 'Project',
    key: 'ProjectID',
    used: {
      OrganizationID: needed,
      ProjectName: needed,
      ProjectType: may,
      OperatingStartDate: may,
      OperatingEndDate: may,
      TargetPopulation: keptToo,
    },
  },
  {
    file: 'ProjectCoC',
    key: 'ProjectCoCID',
    used: {
      ProjectID: needed,
      CoCCode: { needed: true, kept: true },
      Address1: keptToo,
      Address2: keptToo,
      City: keptToo,
      State: keptToo,
      ZIP: keptToo,
    },
  },
  {
    file: 'Inventory',
    key: 'InventoryID',
    used: {
      ProjectID: needed,
      CoCCode: may,
      HouseholdType: needed,
      Availability: may,
      UnitInventory: may,
      BedInventory: needed,
      ESBedType: may,
      InventoryStartDate: needed,
      InventoryEndDate: may,
    },
  },
  {
    file: 'Client',
    key: 'PersonalID',
    used: {
      FirstName: may,
      MiddleName: may,
      LastName: may,
      NameSuffix: may,
      NameDataQuality: may,
      SSN: may,
      SSNDataQuality: may,
      DOB: may,
      DOBDataQuality: may,
      Sex: may,
      AmIndAKNative: may,
      Asian: may,
      BlackAfAmerican: may,
      HispanicLatinao: may,
      MidEastNAfrican: may,
      NativeHIPacific: may,
      White: may,
      RaceNone: may,
      AdditionalRaceEthnicity: may,
      VeteranStatus: may,
      DateCreated: keptToo,
    },
  },
  {
    file: 'Enrollment',
    key: 'EnrollmentID',
    used: {
      PersonalID: needed,
      ProjectID: needed,
      EntryDate: needed,
      HouseholdID: needed,
      RelationshipToHoH: may,
      EnrollmentCoC: may,
      LivingSituation: keptToo,
      RentalSubsidyType: keptToo,
      LengthOfStay: keptToo,
      DateToStreetESSH: keptToo,
      TimesHomelessPastThreeYears: keptToo,
      MonthsHomelessPastThreeYears: keptToo,
      DisablingCondition: keptToo,
    },
  },
  {
    file: 'Exit',
    key: 'ExitID',
    used: { EnrollmentID: needed, PersonalID: needed, ExitDate: needed, Destination: may },
  },
  {
    file: 'Services',
    key: 'ServicesID',
    used: {
      EnrollmentID: needed,
      PersonalID: needed,
      DateProvided: needed,
      RecordType: needed,
      TypeProvided: may,
    },
  },
];

/** 'AmIndAKNative' as a column of a staging table: 'am_ind_ak_native'. */
export const stagedName = (column: string): string =>
  column
    .replaceAll(/CoC|HoH/g, (word) => word[0] + word.slice(1).toLowerCase())
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();

export const stagedTable = (file: string): string => `stage_${stagedName(file)}`;
