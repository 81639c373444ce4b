/** What a reply may hold, in named parts, and which parts are filled for whom. */
interface FieldsRow {
  parts: Record<string, string>;
  sharing: Record<string, readonly string[]>;
  private: Record<string, readonly string[]>;
}

/**
 * Which fields of a person are filled in a reply, for whom, of one who shares and of one who doesn't. Whoever is not
 * named is refused. A reply that holds a field more, or one less, fails the walk.
 */
export const fieldsTable: Record<string, FieldsRow> = {
  searchClients: {
    parts: {
      age: 'hits[].age',
      basic: `
        hits[].birthYear hits[].codeName hits[].goesBy hits[].id hits[].name hits[].sayIt hits[].why
        tooShort`,
    },
    sharing: {
      'team switched agreed ended other lead leadSwitched leadAgreed leadEnded leadOther staff unrelated supervisor unrelatedSupervisor':
        ['age', 'basic'],
    },
    private: {
      'team switched lead leadSwitched staff supervisor': ['age', 'basic'],
      'agreed ended other leadAgreed leadEnded leadOther unrelated unrelatedSupervisor': ['basic'],
    },
  },
  findLikelyDuplicates: {
    parts: {
      age: 'likely[].age',
      basic: `
        likely[].birthYear likely[].codeName likely[].goesBy likely[].id likely[].name likely[].reasons[]
        likely[].sayIt likely[].why ticket`,
    },
    sharing: {
      'team switched agreed ended other lead leadSwitched leadAgreed leadEnded leadOther staff unrelated supervisor unrelatedSupervisor':
        ['age', 'basic'],
    },
    private: {
      'team switched lead leadSwitched staff supervisor': ['age', 'basic'],
      'agreed ended other leadAgreed leadEnded leadOther unrelated unrelatedSupervisor': ['basic'],
    },
  },
  readClient: {
    parts: {
      assessments: `
        assessments[].finishedAt assessments[].id assessments[].mine assessments[].organizationName
        assessments[].startedAt assessments[].title assessments[].valid assessments[].validUntil
        assessments[].version`,
      bars: 'bars[].facilityName bars[].mayStayAgainFrom bars[].message bars[].organizationName',
      wholeBar: `
        bars[].own.beginDate bars[].own.id bars[].own.issuedAt bars[].own.narrative bars[].own.reasonCode
        bars[].own.state`,
      phoneAboutBar: 'bars[].phone',
      whole: `
        cards[].code cards[].since client.additionalRaceEthnicity client.age client.aliases[]
        client.amIndAkNative client.asian client.blackAfAmerican client.dob client.dobDataQuality
        client.hispanicLatinao client.midEastNAfrican client.nameDataQuality client.nativeHiPacific
        client.phone client.sex client.ssnDataQuality client.ssnLast4 client.textIsSafe client.veteranStatus
        client.voicemailIsSafe client.white enrollments[].id enrollments[].kind enrollments[].organizationId
        enrollments[].plannedDate enrollments[].projectId enrollments[].projectName
        enrollments[].relationshipToHoH enrollments[].state enrollments[].toAskAtTheDoor
        reservations[].beginDate reservations[].endDate reservations[].state`,
      basic: `
        client.basicOnly client.birthYear client.codeName client.consentMethod client.consentSince
        client.firstName client.goesBy client.id client.interpreter client.language client.lastName
        client.middleName client.name client.nameSuffix client.sayIt client.shares client.version
        othersHidden tonight`,
      householdAndNeeds: `
        household[].age household[].codeName household[].goesBy household[].householdId household[].id
        household[].name household[].relationshipToHoH household[].sayIt needs.accessible needs.lowerBunk
        needs.nearStaff needs.pets needs.placement needs.power`,
      where: `
        reservations[].createdAt reservations[].createdBy reservations[].facilityId
        reservations[].facilityName reservations[].id reservations[].kind reservations[].partySize`,
    },
    sharing: {
      'team switched agreed lead leadSwitched leadAgreed': [
        'assessments',
        'bars',
        'phoneAboutBar',
        'whole',
        'basic',
        'householdAndNeeds',
        'where',
      ],
      'ended other leadEnded leadOther administrator': ['assessments', 'whole', 'basic', 'householdAndNeeds'],
      'staff supervisor': ['bars', 'wholeBar', 'whole', 'basic', 'householdAndNeeds', 'where'],
      'unrelated unrelatedSupervisor': ['whole', 'basic', 'householdAndNeeds'],
    },
    private: {
      'team switched lead leadSwitched': [
        'assessments',
        'bars',
        'phoneAboutBar',
        'whole',
        'basic',
        'householdAndNeeds',
        'where',
      ],
      'agreed leadAgreed': ['bars', 'phoneAboutBar', 'basic'],
      'ended other leadEnded leadOther unrelated unrelatedSupervisor administrator': ['basic'],
      'staff supervisor': ['bars', 'wholeBar', 'whole', 'basic', 'where'],
    },
  },
  readSsn: {
    parts: {
      number: 'ssn',
    },
    sharing: {
      'team switched agreed ended other lead leadSwitched leadAgreed leadEnded leadOther staff unrelated supervisor unrelatedSupervisor':
        ['number'],
    },
    private: {
      'team switched lead leadSwitched staff supervisor': ['number'],
    },
  },
  readWhoHasSeen: {
    parts: {
      entries:
        'timeZone entries[].act entries[].at entries[].id entries[].organization entries[].userName entries[].who',
    },
    sharing: {
      'team switched agreed ended other lead leadSwitched leadAgreed leadEnded leadOther staff unrelated supervisor unrelatedSupervisor administrator':
        ['entries'],
    },
    private: {
      'team switched agreed ended other lead leadSwitched leadAgreed leadEnded leadOther staff supervisor administrator':
        ['entries'],
    },
  },
  listWithoutPlace: {
    parts: {
      guests: `
        guests[].beginDate guests[].clientId guests[].endDate guests[].facilityId guests[].facilityName
        guests[].facilityPhone guests[].guestId guests[].inHouse guests[].madeBy guests[].name
        guests[].reservationId`,
    },
    sharing: {
      'team switched agreed lead leadSwitched leadAgreed staff supervisor': ['guests'],
      'ended other leadEnded leadOther unrelated unrelatedSupervisor': [],
    },
    private: {
      'team switched lead leadSwitched staff supervisor': ['guests'],
      'agreed ended other leadAgreed leadEnded leadOther unrelated unrelatedSupervisor': [],
    },
  },
  listBars: {
    parts: {
      all: `
        bars[].beginDate bars[].client.goesBy bars[].client.id bars[].client.name bars[].endDate
        bars[].id bars[].noticeDue bars[].reasonCode bars[].state
        bars[].facilityName tonight weather[].beginDate weather[].declaredBy weather[].endDate weather[].id
        weather[].reason`,
      night: 'tonight',
    },
    sharing: { 'staff supervisor': ['all'], 'unrelated unrelatedSupervisor': ['night'] },
    private: { 'staff supervisor': ['all'], 'unrelated unrelatedSupervisor': ['night'] },
  },
  openIntake: {
    parts: {
      form: `
        definition facility.id facility.kind facility.name facility.projectId facility.projectName
        members[].adult members[].age members[].clientId members[].name members[].relationshipToHoH tonight`,
      enrollment: `
        members[].answers.HIVAIDS members[].enrollment.id members[].enrollment.kind
        members[].enrollment.organizationId members[].enrollment.plannedDate members[].enrollment.projectId
        members[].enrollment.projectName members[].enrollment.relationshipToHoH members[].enrollment.state
        members[].enrollment.toAskAtTheDoor members[].lastAnswers.HIVAIDS.date
        members[].lastAnswers.HIVAIDS.from members[].lastAnswers.HIVAIDS.organizationName
        members[].lastAnswers.HIVAIDS.value`,
      toldTheTeam: `
        members[].lastAnswers.DisablingCondition.date members[].lastAnswers.DisablingCondition.from
        members[].lastAnswers.DisablingCondition.organizationName
        members[].lastAnswers.DisablingCondition.value`,
    },
    sharing: {
      'team switched agreed lead leadSwitched leadAgreed staff supervisor': [
        'form',
        'enrollment',
        'toldTheTeam',
      ],
    },
    private: {
      'team switched lead leadSwitched': ['form', 'enrollment', 'toldTheTeam'],
      'agreed leadAgreed': ['form'],
      'staff supervisor': ['form', 'enrollment'],
    },
  },
  openAssessment: {
    parts: {
      all: 'clientId definition formVersion id savedAt step title version',
    },
    sharing: {
      'team switched lead leadSwitched': ['all'],
    },
    private: {
      'team switched lead leadSwitched': ['all'],
    },
  },
  readAssessment: {
    parts: {
      all: `
        answers.DisablingCondition clientId definition finishedAt formVersion id savedAt step title version`,
    },
    sharing: {
      'team switched lead leadSwitched': ['all'],
    },
    private: {
      'team switched lead leadSwitched': ['all'],
    },
  },
  checkReservation: {
    parts: {
      all: `
        beginDate endDate facility.address facility.checkInFrom facility.checkInUntil facility.confidential
        facility.countConfirmedAt facility.countIsStale facility.headCountOnly facility.id facility.kind
        facility.leaveBy facility.name facility.nightUntil facility.organizationId facility.organizationName
        facility.phone facility.projectId facility.sober facility.timeZone facility.tonight
        guests[].clientId guests[].enrollmentId guests[].enrollments[].date guests[].enrollments[].id
        guests[].enrollments[].projectName guests[].enrollments[].state
        guests[].goesBy guests[].name guests[].needs.accessible guests[].needs.confidentialSite guests[].needs.crib
        guests[].needs.lowerBunk guests[].needs.nearStaff guests[].needs.pets guests[].needs.placement
        guests[].needs.power guests[].sayIt more obstacles[].code obstacles[].facts.begin
        obstacles[].facts.client obstacles[].facts.end obstacles[].facts.name
        obstacles[].message obstacles[].next.act obstacles[].next.label`,
      dayOfNeeds: 'guests[].needsFrom',
      whoIsToBeAssessed: 'obstacles[].facts.names',
      whichReservation: 'obstacles[].facts.reservation',
    },
    sharing: {
      'team switched lead leadSwitched staff supervisor': ['all', 'dayOfNeeds', 'whichReservation'],
      'agreed leadAgreed': ['all', 'whichReservation', 'whoIsToBeAssessed'],
    },
    private: {
      'team switched lead leadSwitched staff supervisor': ['all', 'dayOfNeeds', 'whichReservation'],
      'agreed leadAgreed': ['all', 'whoIsToBeAssessed'],
    },
  },
  readReservation: {
    parts: {
      all: `
        beginDate code createdAt endDate facility.address facility.checkInFrom facility.checkInUntil
        facility.confidential facility.countConfirmedAt facility.countIsStale facility.headCountOnly
        facility.id facility.kind facility.leaveBy facility.name facility.nightUntil facility.organizationId
        facility.organizationName facility.phone facility.projectId facility.sober facility.timeZone
        facility.tonight guests[].clientId guests[].goesBy guests[].guestId guests[].name guests[].pets id
        state teamName version`,
    },
    sharing: {
      'team switched agreed lead leadSwitched leadAgreed staff supervisor': ['all'],
    },
    private: {
      'team switched lead leadSwitched staff supervisor': ['all'],
    },
  },
  openExit: {
    parts: {
      all: `
        stays[].definition stays[].facilityId stays[].kind stays[].name stays[].projectId
        stays[].members[].adult stays[].members[].cameTonight stays[].members[].clientId
        stays[].members[].earliestExit stays[].members[].enrollmentId stays[].members[].entryDate
        stays[].members[].exitDate stays[].members[].inHouse stays[].members[].lastNight
        stays[].members[].latestExit stays[].members[].name stays[].members[].relationshipToHoH`,
    },
    sharing: { 'staff supervisor': ['all'], 'unrelated unrelatedSupervisor': [] },
    private: { 'staff supervisor': ['all'], 'unrelated unrelatedSupervisor': [] },
  },
  listAttention: {
    parts: {
      counts: 'items[].count items[].kind',
      facilities: 'items[].facilityId items[].facilityName',
      people: 'items[].people[].clientId items[].people[].name items[].people[].reservationId',
    },
    sharing: {
      // Only the team that booked them: its list is of its own bookings.
      'team switched lead leadSwitched': ['counts', 'people'],
      'agreed ended other leadAgreed leadEnded leadOther unrelated unrelatedSupervisor': [],
      'staff supervisor': ['counts', 'facilities'],
      administrator: ['counts'],
    },
    private: {
      'team switched lead leadSwitched': ['counts', 'people'],
      // Lines about others, without a name of this person.
      administrator: ['counts'],
      'agreed ended other leadAgreed leadEnded leadOther unrelated unrelatedSupervisor': [],
      'staff supervisor': ['counts', 'facilities'],
    },
  },
};

/** They answer a write with what its writer wrote, in the shape of a read that has a row. */
export const repliesToOwnWrite = [
  'saveIntake',
  'saveReservation',
  'cancelReservation',
  'changeDates',
  'moveReservation',
  'undoCancellation',
  'undoMove',
];
