type Part = { title: string; lines: string[] };

/** The short guide of each role, and whom to ask. */
export const help = {
  title: 'Help',
  about: (workgroup: string) => `For the workgroup ${workgroup}`,
  ask: 'Ask somebody',
  askWhy:
    'If something does not work, or you are not sure: ask. Tell them what you wanted to do and what the screen said.',
  noDesk: 'No helpdesk is set up here. Ask your supervisor.',
  keys: 'Every shortcut that works on a screen is listed under ?.',
  guides: {
    shelter_reservation_team: [
      {
        title: 'A call',
        lines: [
          'Begin with the person: search by name, birth date, card or HMIS number. Make a new record only when nobody fits.',
          'Ask about sharing. Either answer is fine, and nobody is refused for it.',
          'Do the Shelter Placement Assessment. Only a finished one counts. Default Last… fills in earlier answers; read each one aloud.',
        ],
      },
      {
        title: 'A place',
        lines: [
          'Housing Facilities shows every shelter you may book, with how many more parties like this one it can take, or every reason why not.',
          'Intake makes a pending enrollment. It begins when the person checks in, not before.',
          'Save the reservation, then read the confirmation aloud: where, from when until when, what to bring.',
          'The shelter gives the bed. You never choose it.',
        ],
      },
      {
        title: 'When it changes',
        lines: [
          'On the reservation you change dates, move to another shelter, or cancel with a reason.',
          '“At risk” means that a promise cannot be kept as it is, such as a bed that was closed. Call the shelter, or move the person.',
          '“Not eligible here” is all that you and the person are told. The shelter keeps its reasons and can be asked to review.',
        ],
      },
    ],
    emergency_shelter_staff: [
      {
        title: 'The evening',
        lines: [
          'Current Reservations lists who is expected, with a proposed bed. Enter checks the chosen guest in.',
          'Another place: M. Places that do not fit say why; a supervisor may give one all the same, with a reason.',
          'Scan the slip or the card in the field at the top; the arrival opens by itself.',
        ],
      },
      {
        title: 'The count',
        lines: [
          'Confirm the count each evening. An old count is shown to the team as “said”, and they are asked to call you.',
          'What you find at the door or in a bed can always be written down, also when it contradicts a reservation.',
        ],
      },
      {
        title: 'Beds, as a supervisor',
        lines: [
          'Administration, Facilities: close beds with a reason, open overflow, set rules. First you are shown whom it would move or displace.',
          'Nobody in house is displaced: give them another bed first.',
          'Who loses a place keeps the reservation and is shown at risk, to you and to the team. When a bed comes back, they are seated first.',
        ],
      },
    ],
    system_administrators: [
      {
        title: 'Setting up a county',
        lines: [
          'Organizations first: shelters, the reservation team. A shelter needs a project, and the project a facility.',
          'Rooms and beds are made in bulk and previewed: “12 rooms × 4 bunks”, “30 unnamed mats”.',
          'People: make an account, give it a combination, hand over the link to choose a password. It is shown once.',
          'A booking agreement lets a team book at a shelter. Ending it takes effect at once.',
          'A team needs an assessment form: begin with a standard one and publish it.',
        ],
      },
      {
        title: 'Keeping it',
        lines: [
          'Nothing is deleted: accounts are closed, beds taken out of service, agreements ended, each on a day.',
          'When somebody leaves, close the account the same day. Their sessions end at once.',
          'The last administrator cannot be removed. Make another one first.',
          'Every act is written into the audit with who, when and on whose behalf.',
        ],
      },
    ],
  } as Record<'shelter_reservation_team' | 'emergency_shelter_staff' | 'system_administrators', Part[]>,
};
