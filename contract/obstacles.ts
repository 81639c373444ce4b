import { z } from 'zod';

/** Every reason there is, by its stable name. Each has a sentence in every language of the web app. */
export const obstacleCodes = [
  // places and seating
  'closed',
  'overflow_closed',
  'door_closed',
  'placement_mismatch',
  'age_mismatch',
  'age_unknown',
  'families_only',
  'adults_only',
  'veterans_only',
  'no_lower_bunk',
  'no_upper_under_six',
  'no_accessible_place',
  'no_power',
  'no_place_near_staff',
  'no_crib',
  'crib_only',
  'full',
  'party_too_large',
  'no_fitting_place',
  'no_place_throughout',
  'taken',
  'unit_taken',
  'no_pets',
  'no_pet_place',
  'no_such_place',
  'same_person_twice',
  'already_placed',
  'shares_with_nobody',
  // a stay
  'not_eligible',
  'victim_service_provider',
  'no_walk_ins',
  'night_is_over',
  'too_far_ahead',
  'too_many_nights',
  'already_reserved_here',
  'already_has_place',
  'already_staying_here',
  'enrollment_does_not_match',
  'no_enrollment',
  'no_assessment',
  'assessment_too_old',
  'age_not_known',
  'consent_not_asked',
  // intake
  'many_heads',
  'no_head',
  'start_is_over',
  'start_too_far',
  'answer',
  // the shelter's desk
  'no_place_to_give',
  'no_such_bed',
  'needs_override',
  'displaces',
  'displaced',
  'place_lost',
  'barred_here',
  'checked_in',
  'cancelled_already',
  'too_early',
  'held',
  'in_house',
  // evening and morning
  'say_whether_slept',
  'say_destination',
  'place_ahead',
  'exit_date',
  'not_in_house',
  'exited_already',
  'never_began',
  'no_end_by_itself',
  'came_since',
  'stayed_longest',
  'no_rebooking',
  'too_many_nights_ahead',
  'morning_is_over',
  'night_not_over',
  'no_morning',
  'nights_left',
  'not_this_night',
  // counts and nights put right
  'not_this_way',
  'settled_already',
  'no_bed_nights',
  'night_ahead',
  'night_closed',
  'before_entry',
  'after_exit',
  'entry_night_stays',
  'imported_stays',
  'still_in_house',
  'arrived_ahead',
  'arrived_other_night',
  'left_already',
  'not_expected',
  'no_room_with_party',
  'leave_beyond_stay',
  'leave_before_first_night',
  'leave_is_over',
  // undo
  'ended_elsewhere',
  'done_by_somebody_else',
  'too_late_to_undo',
  'agreement_ended',
  'checked_in_since',
  'left_since',
  'exited_since',
  'enrolled_since',
  // rooms, beds, facilities
  'closed_already',
  'nothing_chosen',
  'ages_crossed',
  'no_such_weekday',
  'release_needs_hours',
  'most_nights_crossed',
  'pets_promised',
  'night_would_change',
  'one_label_for_many',
  'has_stays',
  'other_organization',
  'ends_before_begin',
  'no_places',
  'too_many_places',
  'unit_in_unit',
  'unnamed_is_plain',
  'room_is_there',
  // clients
  'born_later',
  'dob_quality',
  'ssn_quality',
  'no_ssn',
  'race_none',
  'name_missing',
  'does_not_share',
  'head_leaves',
  'in_household',
  'age_missing',
  'adult_answers',
  'head_answers',
  'search_first',
  'likely_duplicate',
  // bars, forms, imports
  'needs_review_date',
  'needs_supervisor',
  'incident_ahead',
  'warning_first',
  'threat_never_rests',
  'bar_is_over',
  'not_shorter',
  'review_not_asked',
  'appeal_before_bar',
  'not_the_reviewer',
  'reviewer_not_neutral',
  'decided_already',
  'needs_end',
  'not_covered',
  'nights_over',
  'override_over',
  'whole_months',
  'unreadable_form',
  'no_form',
  'finished_already',
  'import_running',
  // people and organizations
  'not_a_team',
  'not_a_shelter',
  'organization_closed',
  'account_closed',
  'other_workgroup',
  'over',
  'in_the_past',
  'reports_to_self',
  'reports_to_closed',
  'last_administrator',
  'dead_link',
  'has_people',
  'has_facilities',
  'has_agreements',
  // every act
  'changed_meanwhile',
  // what the database's named constraints say
  'bed_promised_once',
  'client_promised_once',
  'one_open_appeal',
  'override_once',
  'unit_one_party',
  'one_pending_enrollment',
  'one_open_enrollment',
  'guest_enrollment_agrees',
  'guest_once_per_reservation',
  'household_one_head',
  'household_member_pkey',
  'client_card_pkey',
  'alias_once',
  'one_draft_per_client_and_team',
  'rule_once_per_room',
  'rule_once_per_bed',
  'overflow_once',
  'room_name_once',
  'unit_name_once',
  'bed_label_once',
  'user_email_once',
  'membership_once',
  'agreement_once',
  'form_version_once',
  'one_hold_per_desk',
  'bed_night_once',
  'one_leave_at_a_time',
] as const;
export type ObstacleCode = (typeof obstacleCodes)[number];

/** Names of a whole reply that says no, beside those of single reasons. */
export type RefusalCode =
  | ObstacleCode
  | 'obstacles'
  | 'shape'
  | 'not_found'
  | 'not_allowed'
  | 'busy'
  | 'key_used'
  | 'unexpected'
  | 'other_origin'
  | 'signed_out'
  | 'signed_out_idle'
  | 'combination_not_held'
  | 'wait'
  | 'too_many_searches'
  | 'too_large'
  | 'answers'
  | 'arrived_already'
  | 'consent'
  | 'ended_already'
  | 'facility_closed'
  | 'made_meanwhile'
  | 'moved_already'
  | 'needs_review'
  | 'not_an_export'
  | 'not_corrected'
  | 'not_enrolled'
  | 'not_made'
  | 'nothing_to_undo'
  | 'open_already'
  | 'same_facility'
  | 'displaces_others';

/** One reason why something cannot be done, in words a caller can be told, with the next step where there is one. */
export const Obstacle = z.object({
  code: z.enum(obstacleCodes).describe('Stable name of the reason, for translation and tests'),
  message: z.string().describe('One plain sentence: the fact, then the date'),
  facts: z
    .record(z.string(), z.union([z.string(), z.number(), z.null()]))
    .optional()
    .describe('What the sentence is made of: night, nights, phone, client, reservation …'),
  until: z.string().optional().describe('First night, YYYY-MM-DD, on which this reason no longer holds'),
  next: z
    .object({ label: z.string(), act: z.string() })
    .optional()
    .describe('The next step: a label for the button and a stable name for the act'),
});
export type Obstacle = z.infer<typeof Obstacle>;

/** The reply to every expected "no". Nothing was saved. */
export const RefusalReply = z.object({
  status: z.number(),
  code: z.string(),
  title: z.string(),
  obstacles: z.array(Obstacle),
  fields: z.record(z.string(), z.string()).optional().describe('Shape errors, by the path of the field'),
  requestId: z.string().optional(),
});
export type RefusalReply = z.infer<typeof RefusalReply>;
