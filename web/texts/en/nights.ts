/** Texts of the morning, of who is late, and of leaving. */
export const nights = {
  morning: {
    title: 'Morning',
    of: (day: string) => `Morning, ${day}`,
    about: (n: number) => (n === 1 ? '1 slept here and is still here' : `${n} slept here and are still here`),
    door: 'Morning',
    done: (when: string, who: string | null) => (who ? `Confirmed ${when}, ${who}` : `Confirmed ${when}`),
    place: 'Place',
    who: 'Who',
    nights: 'Nights',
    choice: 'What happens now',
    slept: (n: number) => (n === 1 ? '1 night' : `${n} nights`),
    choices: { leaving: 'Leaving', returning: 'Returning tonight', moved_out: 'Moved out' },
    short: { leaving: 'leaving', returning: 'returning', moved_out: 'moved out' },
    kept: (day: string) => `Tonight is theirs already; leaves ${day}`,
    onLeaveFrom: (day: string) => `On leave from tonight, back ${day}`,
    awayList: 'Away last night, with leave',
    away: (day: string) => `back ${day}; nothing to ask`,
    backTonight: 'back tonight; nothing to ask',
    notChosen: (n: number) => `${n} not chosen`,
    allChosen: 'Everybody is asked',
    confirm: (n: number) => (n === 1 ? 'Confirm 1' : `Confirm ${n}`),
    same: 'Same as last time',
    keys: {
      move: 'Next or previous guest',
      next: 'Next choice',
      same: 'Same as last time, for who is not asked yet',
    },
    nightsToKeep: (name: string) => `Nights to keep for ${name}`,
    keepFor: (n: number) => (n === 1 ? '1 night' : `${n} nights`),
    destination: (name: string) => `Where ${name} goes`,
    nobody: 'Nobody to ask this morning',
    nobodyWhy: 'Whoever slept here last night has left or is expected again tonight.',
    toTonight: 'Tonight',
    notConfirmed: 'The morning is not confirmed',
    confirmed: (left: number, kept: number) =>
      `${left === 1 ? '1 checked out' : `${left} checked out`}, ${kept === 1 ? '1 has a place tonight' : `${kept} have a place tonight`}.`,
    otherBed: (n: number) =>
      n === 1 ? '1 gets another bed than last night.' : `${n} get another bed than last night.`,
    notKept: 'No place kept for tonight',
    notKeptWhy: 'They are checked out. Everybody else went through.',
    extend: 'Let them stay longer',
    extendUntil: 'Last night they may stay',
    extendReason: 'Why',
    extended_: (name: string) => `${name} may stay longer. Choose Returning tonight again.`,
  },
  destinations: {
    101: 'Another emergency shelter',
    116: 'A place not meant to live in: outside, a car, a station',
    118: 'Safe Haven',
    204: 'Psychiatric hospital',
    205: 'Substance use treatment or detox',
    206: 'Hospital, not psychiatric',
    207: 'Jail, prison or juvenile detention',
    215: 'Foster care',
    225: 'Long-term care or nursing home',
    302: 'Transitional housing',
    312: 'With family, for a while',
    313: 'With friends, for a while',
    314: 'Hotel or motel, no shelter voucher',
    329: 'Residential project or halfway house',
    332: 'Host home, no crisis',
    410: 'Rental, no subsidy',
    411: 'Own home, no subsidy',
    421: 'Own home, with a subsidy',
    422: 'With family, to stay',
    423: 'With friends, to stay',
    435: 'Rental with a subsidy',
    24: 'Died',
    17: 'Other',
    37: 'Staff could not tell',
    8: 'Doesn’t know',
    9: 'Prefers not to answer',
    30: 'Nobody could ask',
  } as Record<number, string>,
  ownWords: 'In their own words',
  late: {
    title: 'Who has not come',
    door: 'Who has not come',
    about: (cutOff: string) => `Check-in ends ${cutOff}`,
    noCutOff: 'This shelter has no hour at which check-in ends, so nobody is late by itself.',
    overdue: (n: number) => (n === 1 ? '1 is late' : `${n} are late`),
    ask: 'Say of each whether they still come. Who does not frees a place at once; a pending enrollment is voided and no night is left.',
    nobodyLate: 'Nobody is late',
    nobodyLateWhy: (n: number) =>
      n === 0 ? 'Everybody who is expected tonight is here.' : `${n} still expected in time.`,
    since: (when: string) => `late since ${when}`,
    partyOf: (n: number) => `of a party of ${n}`,
    stillExpected: 'Still expected',
    notHere: 'Not here',
    until: 'Until',
    reason: 'Reason',
    reasons: ['On the way', 'Work shift', 'No transport yet', 'At the hospital'],
    save: (n: number) => (n === 1 ? 'Save 1 answer' : `Save ${n} answers`),
    allNotHere: 'All not here',
    othersNotHere: 'The others are not here',
    saved: (released: number, later: number) =>
      [
        ...(released > 0
          ? [released === 1 ? '1 place is free again' : `${released} places are free again`]
          : []),
        ...(later > 0 ? [later === 1 ? '1 still expected' : `${later} still expected`] : []),
      ].join(', '),
    notSaved: 'The answers were not saved',
    chooseFirst: 'Choose an answer first.',
    expected: 'Still expected',
    from: (when: string) => `until ${when}`,
    released: 'Did not come',
    releasedWhy:
      'If they stand at the door after all, they get reservation and place again, until the morning is done.',
    releasedAt: (when: string, who: string | null) =>
      who ? `released ${when}, ${who}` : `released ${when} by itself`,
    back: 'Comes after all',
    backAbout: (name: string) => `${name} comes after all`,
    isBack: (name: string) => `${name} is expected again.`,
    isBackOther: (name: string) => `${name} is expected again, in another bed.`,
    undone: 'Expected again, as before.',
    notBack: 'Nothing was kept again',
  },
  attention: {
    more: (n: number) => `and ${n} more`,
    title: 'What needs somebody now',
    none: 'Nothing waits.',
    kinds: {
      overdue: (n: number) => (n === 1 ? '1 guest is late' : `${n} guests are late`),
      without_place: (n: number) => (n === 1 ? '1 guest lost their place' : `${n} guests lost their place`),
      still_in_house: (n: number) =>
        n === 1
          ? '1 guest of last night is not checked out'
          : `${n} guests of last night are not checked out`,
      exits_tomorrow: (n: number) =>
        n === 1 ? '1 enrollment ends tomorrow by itself' : `${n} enrollments end tomorrow by themselves`,
      count_is_stale: () => 'The count is old',
      left_open: (n: number) =>
        n === 1 ? '1 person is gone and enrolled still' : `${n} people are gone and enrolled still`,
      notices_due: (n: number) =>
        n === 1 ? '1 notice of a bar is not given' : `${n} notices of bars are not given`,
      bars_to_review: (n: number) => (n === 1 ? '1 bar is to be reviewed' : `${n} bars are to be reviewed`),
      appeals_to_decide: (n: number) =>
        n === 1 ? '1 appeal waits for your decision' : `${n} appeals wait for your decision`,
      appeals_to_hear: (n: number) =>
        n === 1 ? '1 appeal has no hearing or reviewer' : `${n} appeals have no hearing or reviewer`,
      guests_late: (n: number) => (n === 1 ? '1 guest of yours is late' : `${n} guests of yours are late`),
      guests_released: (n: number) =>
        n === 1 ? '1 did not come; the place is free again' : `${n} did not come; the places are free again`,
      guests_without_place: (n: number) =>
        n === 1 ? '1 guest of yours lost their place' : `${n} guests of yours lost their place`,
      guests_not_eligible: (n: number) =>
        n === 1
          ? '1 reservation can’t be kept: not eligible there'
          : `${n} reservations can’t be kept: not eligible there`,
      assessments_open: (n: number) =>
        n === 1 ? '1 assessment was begun and not finished' : `${n} assessments were begun and not finished`,
      counts_stale: (n: number) =>
        n === 1 ? '1 shelter has an old count' : `${n} shelters have an old count`,
      over_capacity: (n: number) =>
        n === 1
          ? '1 shelter has more people tonight than places'
          : `${n} shelters have more people tonight than places`,
    },
  },
  checkOut: {
    act: 'Check out',
    title: (name: string) => `${name} leaves`,
    slept: 'They came for this same night. Did they sleep here?',
    yes: 'Yes, they slept here',
    no: 'No. Then no night is recorded',
    where: 'Where they go',
    whereWhy: 'Leaving ends the enrollment.',
    movedOut: 'They moved out for good',
    note: 'Note',
    save: 'Check out',
    done: (name: string) => `${name} is checked out.`,
    undone: 'In house again, as before.',
    notUndone: 'Not taken back',
    notDone: 'Not checked out',
  },
};
