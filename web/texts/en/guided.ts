/** Guided workflows: the Shelter Placement Assessment and Intake. */
export const guided = {
  steps: 'Steps',
  stepOf: (n: number, all: number) => `Step ${n} of ${all}`,
  showSteps: 'All steps',
  done: 'done',
  open: (n: number) => (n === 0 ? 'all answered' : `${n} open, may be skipped`),
  needed: (n: number) => `${n} needed`,
  openShort: (n: number) => `${n} open`,
  toCheck: (n: number) => `${n} to check`,
  back: 'Back',
  next: 'Next',
  finish: 'Finish',
  finishLater: 'Finish later',
  clear: 'Clear',
  clearAnswer: (title: string) => `Clear the answer to: ${title}`,
  chooseOne: 'Choose',
  required: 'needed',
  numberBetween: (low: number | undefined, high: number | undefined) =>
    low !== undefined && high !== undefined
      ? `${low} to ${high}`
      : low !== undefined
        ? `${low} or more`
        : `at most ${high}`,
  defaultLast: 'Default Last…',
  defaultLastNone: 'Nothing from last time for this step.',
  filled: (n: number) => `Default Last filled ${n} ${n === 1 ? 'answer' : 'answers'}.`,
  filledRead: (name: string, confirmed: number) =>
    confirmed === 0
      ? `Read each one to ${name}.`
      : `Read each one to ${name}; ${confirmed} ${confirmed === 1 ? 'is' : 'are'} confirmed.`,
  filledAll: 'Every one is confirmed.',
  undoFill: 'Undo fill',
  fromLast: 'From last time, check it',
  stillSo: 'Still so',
  confirmed: 'Confirmed now',
  changed: 'Changed now',
  before: (answer: string) => `before: ${answer}`,
  eachTime: 'Asked each time',
  eachTimeWhy: 'Never filled from before',
  confirmFirst: 'This one is needed: confirm the answer from last time, or change it.',
  fromIntake: 'intake',
  notConfirmed: (n: number) =>
    n === 1 ? '1 answer from last time is not confirmed' : `${n} answers from last time are not confirmed`,
  notConfirmedWhy: 'What nobody has confirmed is not saved.',
  goToFirst: 'Go to the first',
  finishWithout: (n: number): string => (n === 1 ? 'Finish without it' : 'Finish without them'),
  keys: {
    fill: 'Default Last: fill this step from last time',
    confirm: 'Still so: confirm the answer',
    digits: 'Choose the first answer; 2 the second, and so on',
  },
  draft: {
    saved: (time: string) => `Draft saved ${time}`,
    saving: 'Saving the draft …',
    waiting: 'Not saved yet; trying again …',
    opened: 'Nothing to save yet',
  },
};
