import { bornOn, type World } from './access-world.ts';

const settings = {
  name: 'Birchwater Commons',
  phone: null,
  address: null,
  city: null,
  confidential: false,
  timeZone: 'America/Chicago',
  cutOverHour: 4,
  checkInFrom: null,
  checkInUntil: null,
  leaveBy: null,
  howToGetThere: null,
  whatToBring: null,
  houseRules: null,
  sober: false,
  acceptsWalkIns: true,
  petPlaces: 0,
  headCountOnly: false,
  staleAfterHours: 12,
};

export interface Call {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/** A well-formed call of each endpoint about this world; permission is all that can be told apart. */
export const callOf: Record<string, (w: World, who: string) => Call> = {
  readSession: () => ({}),
  recordInput: () => ({}),
  searchClients: (w) => ({ query: { search: w.shares ? 'walker sharing' : 'walker private' } }),
  findLikelyDuplicates: (w) => ({
    body: { firstName: 'Walker', lastName: w.shares ? 'Sharing' : 'Private', dob: bornOn(w.shares) },
  }),
  createClient: () => ({
    body: { client: { firstName: 'New', lastName: 'Person', ageFrom: 30, ageTo: 40 }, ticket: 'none' },
  }),
  correctClient: (w) => ({
    params: { id: w.clientId },
    body: { client: { firstName: 'Walker' }, version: w.version },
  }),
  readClient: (w) => ({ params: { id: w.clientId } }),
  recordConsent: (w) => ({
    params: { id: w.bookableId },
    body: { shares: w.shares, method: 'verbal' },
  }),
  addCard: (w, who) => ({ params: { id: w.clientId }, body: { code: `CARD ${w.clientId} ${who}` } }),
  endCard: (w, who) => ({ params: { id: w.clientId, code: `CARD ${w.clientId} ${who}` } }),
  makeHousehold: (w) => ({ params: { id: w.clientId } }),
  addHouseholdMember: (w) => ({
    params: { id: w.householdId },
    body: { clientId: w.bookableId, relationshipToHoH: 4 },
  }),
  changeHead: (w) => ({
    params: { id: w.householdId },
    body: { clientId: w.clientId, formerHeadRelationship: 4 },
  }),
  leaveHousehold: (w) => ({ params: { id: w.householdId, clientId: w.clientId } }),
  readSsn: (w) => ({ params: { id: w.clientId }, body: { why: 'Walk' } }),
  readWhoHasSeen: (w) => ({ params: { id: w.clientId } }),
  openAssessment: (w) => ({ params: { id: w.clientId } }),
  readAssessment: (w) => ({ params: { id: w.assessmentId } }),
  saveDraft: (w) => ({ params: { id: w.assessmentId }, body: { answers: {}, step: 0, version: w.version } }),
  finishAssessment: (w) => ({ params: { id: w.assessmentId }, body: { answers: {}, version: w.version } }),
  openIntake: (w) => ({ params: { id: w.clientId }, query: { facilityId: w.facilityId } }),
  saveIntake: (w) => ({
    body: {
      facilityId: w.facilityId,
      members: [{ clientId: w.otherClientId, relationshipToHoH: 1, answers: {} }],
    },
  }),
  issueBar: (w) => ({
    body: {
      clientId: w.bookableId,
      facilityId: w.facilityId,
      beginDate: '2029-01-01',
      endDate: '2029-01-02',
      reviewOn: null,
      reasonCode: 'rules',
      narrative: 'CANARY walk',
    },
  }),
  liftBar: (w) => ({ params: { id: w.barId }, body: { reason: 'Walk' } }),
  listHousingFacilities: (w) => ({ query: { clientIds: w.clientId } }),
  checkReservation: (w) => ({ body: { facilityId: w.facilityId, guests: [{ clientId: w.clientId }] } }),
  saveReservation: (w) => ({ body: { facilityId: w.facilityId, guests: [{ clientId: w.clientId }] } }),
  readReservation: (w) => ({ params: { id: w.reservationId } }),
  cancelReservation: (w) => ({
    params: { id: w.reservationId },
    body: { reason: 'Walk', version: w.version },
  }),
  changeDates: (w) => ({
    params: { id: w.reservationId },
    body: { beginDate: '2026-11-24', version: w.version },
  }),
  moveReservation: (w) => ({
    params: { id: w.reservationId },
    body: { facilityId: w.facilityId, version: w.version },
  }),
  assignBeds: (w) => ({
    params: { id: w.reservationId },
    body: { version: w.version, beds: [{ guestId: w.guestId, bedId: w.bedId }] },
  }),
  readCurrentReservations: (w) => ({ params: { id: w.facilityId }, query: {} }),
  listPlacesForGuest: (w) => ({ params: { id: w.guestId } }),
  checkIn: (w) => ({ params: { id: w.guestId }, body: { version: w.version } }),
  findArrival: (w) => ({ params: { code: w.code } }),
  listTonight: () => ({}),
  confirmCount: (w) => ({ params: { id: w.facilityId } }),
  previewClosure: (w) => ({
    params: { id: w.facilityId },
    body: { bedIds: [w.bedId], reason: 'Walk', beginDate: '2029-01-01', endDate: '2029-01-02' },
  }),
  closeBeds: (w) => ({
    params: { id: w.facilityId },
    body: { bedIds: [w.bedId], reason: 'Walk', beginDate: '2029-01-01', endDate: '2029-01-02' },
  }),
  listClosures: (w) => ({ params: { id: w.facilityId } }),
  endClosure: (w) => ({ params: { id: w.closureId } }),
  listWithoutPlace: () => ({}),
  seatWithoutPlace: (w) => ({ params: { id: w.facilityId } }),
  previewRule: (w) => ({
    params: { id: w.facilityId },
    body: { roomIds: [w.roomId], beginDate: '2029-01-01', endDate: '2029-01-02' },
  }),
  setRule: (w) => ({
    params: { id: w.facilityId },
    body: { roomIds: [w.roomId], beginDate: '2029-01-01', endDate: '2029-01-02' },
  }),
  previewRuleEnding: (w) => ({ params: { id: w.ruleId }, body: {} }),
  endRule: (w) => ({ params: { id: w.ruleId }, body: { displacing: [999] } }),
  previewOverflowOpening: (w) => ({
    params: { id: w.facilityId },
    body: { reason: 'Walk', beginDate: '2029-01-01', endDate: '2029-01-02' },
  }),
  openOverflow: (w) => ({
    params: { id: w.facilityId },
    body: { reason: 'Walk', beginDate: '2029-01-01', endDate: '2029-01-02' },
  }),
  previewOverflowEnding: (w) => ({ params: { id: w.openingId }, body: {} }),
  endOverflow: (w) => ({ params: { id: w.openingId }, body: { displacing: [999] } }),
  previewBedEnding: (w) => ({
    params: { id: w.facilityId },
    body: { bedIds: [w.bedId], endDate: '2035-01-01' },
  }),
  endBeds: (w) => ({ params: { id: w.facilityId }, body: { bedIds: [w.bedId], endDate: '2035-01-01' } }),
  previewBedChange: (w) => ({ params: { id: w.facilityId }, body: { bedIds: [w.bedId], power: true } }),
  changeBeds: (w) => ({ params: { id: w.facilityId }, body: { bedIds: [w.bedId], power: true } }),
  listPeople: () => ({}),
  createPerson: (w) => ({ body: { name: 'Somebody', email: `somebody-${w.clientId}@example.org` } }),
  correctPerson: (w) => ({
    params: { id: w.personId },
    body: { name: 'Somebody', email: `else-${w.clientId}@example.org` },
  }),
  makePasswordLink: (w) => ({ params: { id: w.personId } }),
  addMembership: (w) => ({
    params: { id: w.personId },
    body: { organizationId: w.organizationId, workgroup: 'emergency_shelter_staff' },
  }),
  changeMembership: (w) => ({
    params: { id: w.membershipId },
    body: { supervisor: false, reportsTo: null, endsOn: null },
  }),
  endMembership: (w) => ({ params: { id: w.membershipId } }),
  closeAccount: (w) => ({ params: { id: w.personId } }),
  reopenAccount: (w) => ({ params: { id: w.personId } }),
  choosePassword: () => ({ body: { token: 'none', password: 'a long enough password' } }),
  makeFirstAdministrator: () => ({
    body: {
      token: 'none',
      name: 'A',
      email: 'a@example.org',
      password: 'a long enough password',
      organizationName: 'O',
    },
  }),
  listOrganizations: () => ({}),
  createOrganization: (w) => ({ body: { name: `Another ${w.clientId}`, kind: 'shelter' } }),
  correctOrganization: (w) => ({
    params: { id: w.organizationId },
    body: { name: `Corrected ${w.clientId}`, victimServiceProvider: false, phone: null },
  }),
  closeOrganization: (w) => ({ params: { id: w.organizationId } }),
  reopenOrganization: (w) => ({ params: { id: w.organizationId } }),
  readTeamSettings: (w) => ({ params: { id: w.teamId } }),
  saveTeamSettings: (w) => ({
    params: { id: w.teamId },
    body: {
      opensFirst: 'assessment',
      assessmentValidDays: 14,
      timeZone: 'America/Chicago',
      linePhone: null,
      lineHours: null,
    },
  }),
  listAgreements: () => ({}),
  makeAgreement: (w) => ({ body: { teamId: w.teamId, shelterId: w.organizationId } }),
  endAgreement: (w) => ({ params: { id: w.agreementId }, body: {} }),
  listForms: (w) => ({ params: { id: w.teamId } }),
  readForm: (w) => ({ params: { id: w.formId } }),
  publishForm: (w) => ({ params: { id: w.teamId }, body: { title: 'Form', definition: {}, basedOn: 999 } }),
  checkFormDefinition: () => ({ body: { definition: {} } }),
  readStandardForm: () => ({ params: { kind: 'single_adults' } }),
  listProjects: () => ({}),
  createProject: (w) => ({
    body: {
      organizationId: w.organizationId,
      name: `Project ${w.clientId}`,
      kind: 'night_by_night',
      cocCode: 'MN-500',
    },
  }),
  correctProject: (w) => ({
    params: { id: w.projectId },
    body: {
      name: 'Corrected',
      cocCode: 'MN-500',
      operatingStartDate: null,
      operatingEndDate: null,
      autoExitNights: 90,
    },
  }),
  listAdministeredFacilities: () => ({}),
  createFacility: (w) => ({ body: { name: `Facility ${w.clientId}`, projectId: w.projectId } }),
  readFacilityAdministration: (w) => ({ params: { id: w.facilityId } }),
  saveFacilitySettings: (w) => ({ params: { id: w.facilityId }, body: settings }),
  previewPlaces: (w) => ({ params: { id: w.facilityId }, body: { roomName: 'Attic', singles: 2 } }),
  addPlaces: (w) => ({
    params: { id: w.spareFacilityId },
    body: { roomName: `Attic ${w.clientId}`, singles: 2 },
  }),
  renameRoom: (w) => ({ params: { id: w.roomId }, body: { name: 'Room A' } }),
  changeProject: (w) => ({ params: { id: w.spareFacilityId }, body: { projectId: w.projectId } }),
  closeFacility: (w) => ({ params: { id: w.spareFacilityId } }),
  reopenFacility: (w) => ({ params: { id: w.spareFacilityId } }),
  listImports: () => ({}),
  startImport: () => ({ query: { name: 'export.zip' } }),
  readImport: (w) => ({ params: { id: w.importId } }),
  readRejects: (w) => ({ params: { id: w.importId } }),
};
