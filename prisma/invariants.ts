import { broadcastChecks, broadcastIndexes } from './broadcast-invariants.ts';

/**
 * Every invariant that a database can hold and Prisma's schema cannot say, once for both engines. The migration script
 * writes them into the SQL; a test compares both databases with this list.
 */

/** A condition on each row. */
export const checks: readonly { table: string; name: string; condition: string }[] = [
  { table: 'Slot', name: 'slot_taken_within_capacity', condition: '"taken" >= 0 AND "taken" <= "capacity"' },
  { table: 'ClinicSession', name: 'session_taken_within_places', condition: '"taken" >= 0 AND "taken" <= "places"' },
  {
    table: 'ClinicSession',
    name: 'session_reserved_within_places',
    condition: '"reserved" >= 0 AND "reserved" <= "places"',
  },
  { table: 'Staff', name: 'staff_contracts_not_negative', condition: '"contractsHeld" >= 0' },
  { table: 'Contact', name: 'contact_window_not_negative', condition: '"windowRemaining" >= 0' },
  { table: 'VerificationCode', name: 'code_tries_at_most_five', condition: '"attempts" >= 0 AND "attempts" <= 5' },
  {
    table: 'Contract',
    name: 'contract_active_has_term',
    condition: `"status" <> 'active' OR ("startsOn" IS NOT NULL AND "endsOn" IS NOT NULL)`,
  },
  {
    table: 'Contract',
    name: 'contract_sent_has_evidence',
    condition: `"status" NOT IN ('submitted', 'active') OR "evidenceHash" IS NOT NULL`,
  },
  {
    table: 'Delivery',
    name: 'delivery_has_recipient',
    condition: '"recipientId" IS NOT NULL OR "phoneSealed" IS NOT NULL',
  },
  { table: 'Delegation', name: 'delegation_not_to_self', condition: '"actorId" <> "subjectId"' },
  { table: 'Gathering', name: 'gathering_taken_within_capacity', condition: '"taken" >= 0 AND "taken" <= "capacity"' },
  { table: 'SignUp', name: 'sign_up_of_one_person', condition: '("residentId" IS NULL) <> ("staffId" IS NULL)' },
  { table: 'Rating', name: 'rating_one_to_five', condition: '"score" IS NULL OR ("score" >= 1 AND "score" <= 5)' },
  { table: 'MedicineSupply', name: 'supply_days_positive', condition: '"days" > 0' },
  {
    table: 'MedicineSupply',
    name: 'supply_collected_runs_out',
    condition: `"status" <> 'collected' OR ("collectedAt" IS NOT NULL AND "runsOutOn" IS NOT NULL)`,
  },
  {
    table: 'Medicine',
    name: 'medicine_listed_is_approved',
    condition: `"status" IN ('proposed', 'withdrawn') OR "approvedById" IS NOT NULL`,
  },
  {
    table: 'RecordCorrection',
    name: 'correction_decided_is_answered',
    condition: `"status" = 'open' OR ("answeredAt" IS NOT NULL AND "answerSealed" IS NOT NULL)`,
  },
  { table: 'CareTask', name: 'care_task_window', condition: '"dueFrom" <= "dueOn" AND "dueOn" <= "dueTo"' },
  {
    table: 'CareTask',
    name: 'care_task_closed_has_no_step',
    condition: `"status" = 'open' OR ("nextStepAt" IS NULL AND "closedAt" IS NOT NULL)`,
  },
  {
    table: 'CarePlan',
    name: 'care_plan_closed_has_reason',
    condition: `"status" = 'active' OR "closeReason" IS NOT NULL`,
  },
  {
    table: 'Referral',
    name: 'referral_sent_has_recipient',
    condition: `"status" NOT IN ('sent', 'accepted', 'attended', 'returned', 'forwarded') OR "toOrganisationId" IS NOT NULL`,
  },
  {
    table: 'Referral',
    name: 'referral_sent_has_consent',
    // Who is in danger is not kept waiting for a consent (个人信息保护法 第13条第4项).
    condition: `"urgency" = 'emergency' OR "status" NOT IN ('sent', 'accepted', 'attended', 'returned', 'forwarded') OR "consentId" IS NOT NULL`,
  },
  {
    table: 'Referral',
    name: 'referral_accepted_has_appointment',
    condition: `"status" <> 'accepted' OR ("appointmentAt" IS NOT NULL AND "validUntil" IS NOT NULL)`,
  },
  {
    table: 'StaffTask',
    name: 'staff_task_closed_has_reason',
    condition: `"status" = 'open' OR "closeReason" IS NOT NULL`,
  },
  {
    table: 'Complaint',
    name: 'complaint_not_decided_by_its_subject',
    condition: '"aboutStaffId" IS NULL OR "aboutStaffId" <> "ownerId"',
  },
  {
    table: 'ServiceSpell',
    name: 'service_spell_not_backwards',
    condition: '"toDate" IS NULL OR "fromDate" <= "toDate"',
  },
  { table: 'ServiceSpell', name: 'service_loan_has_end', condition: `"kind" <> 'loan' OR "toDate" IS NOT NULL` },
  ...broadcastChecks,
  { table: 'Absence', name: 'absence_not_backwards', condition: '"fromDate" <= "toDate"' },
  { table: 'Absence', name: 'absence_not_covered_by_self', condition: '"coverId" IS NULL OR "coverId" <> "staffId"' },
];

/** Indexes over part of a table: what may exist once at a time, and what sweeps look for. */
export const partialIndexes: readonly { table: string; name: string; columns: string; where: string; unique?: true }[] =
  [
    {
      table: 'Resident',
      name: 'resident_document_once',
      columns: '"documentKind", "documentIndex"',
      where: `"identityLevel" = 'verified'`,
      unique: true,
    },
    {
      table: 'Binding',
      name: 'binding_active_once_per_contact',
      columns: '"contactId"',
      where: `"status" = 'active'`,
      unique: true,
    },
    {
      table: 'Binding',
      name: 'binding_active_once_per_resident',
      columns: '"residentId", "channel"',
      where: `"status" = 'active'`,
      unique: true,
    },
    {
      table: 'Delegation',
      name: 'delegation_open_once',
      columns: '"actorId", "subjectId"',
      where: `"status" IN ('pending', 'active')`,
      unique: true,
    },
    {
      table: 'Consent',
      name: 'consent_given_once',
      columns: '"residentId", "subject", "version"',
      where: '"withdrawnAt" IS NULL',
      unique: true,
    },
    {
      table: 'Contract',
      name: 'contract_active_once',
      columns: '"residentId"',
      where: `"status" = 'active'`,
      unique: true,
    },
    {
      table: 'Contract',
      name: 'contract_submitted_once',
      columns: '"residentId"',
      where: `"status" = 'submitted'`,
      unique: true,
    },
    {
      table: 'Appointment',
      name: 'appointment_open_once_per_session',
      columns: '"sessionId", "residentId"',
      where: `"status" IN ('booked', 'arrived', 'called')`,
      unique: true,
    },
    { table: 'Appointment', name: 'appointment_booked_by_start', columns: '"startsAt"', where: `"status" = 'booked'` },
    {
      table: 'WaitlistEntry',
      name: 'waitlist_open_once_per_session',
      columns: '"sessionId", "residentId"',
      where: `"status" IN ('waiting', 'offered')`,
      unique: true,
    },
    {
      table: 'Dialogue',
      name: 'dialogue_open_once_per_contact',
      columns: '"contactId"',
      where: `"status" = 'open'`,
      unique: true,
    },
    {
      table: 'Dialogue',
      name: 'dialogue_by_expiry',
      columns: '"expiresAt"',
      where: `"status" IN ('open', 'suspended')`,
    },
    { table: 'InboundMessage', name: 'inbound_failed_by_due', columns: '"dueAt"', where: `"status" = 'failed'` },
    {
      table: 'InboundMessage',
      name: 'inbound_unanswered',
      columns: '"receivedAt"',
      where: `"status" = 'answered' AND "answeredAt" IS NULL`,
    },
    { table: 'Job', name: 'job_pending_by_due', columns: '"priority", "dueAt"', where: `"status" = 'pending'` },
    {
      table: 'Delivery',
      name: 'delivery_pending_by_due',
      columns: '"priority", "dueAt"',
      where: `"status" = 'pending'`,
    },
    ...broadcastIndexes,
    {
      table: 'Diagnosis',
      name: 'diagnosis_present_once',
      columns: '"residentId", "code"',
      where: '"endedOn" IS NULL',
      unique: true,
    },
    {
      table: 'CarePlan',
      name: 'care_plan_active_once',
      columns: '"residentId", "kind", "causeId"',
      where: `"status" = 'active'`,
      unique: true,
    },
    {
      table: 'CareTask',
      name: 'care_task_open_once',
      columns: '"planId", "milestone", "dueOn"',
      where: `"status" = 'open'`,
      unique: true,
    },
    { table: 'CareTask', name: 'care_task_by_next_step', columns: '"nextStepAt"', where: `"status" = 'open'` },
    { table: 'Alert', name: 'alert_open_by_due', columns: '"dueAt"', where: `"status" = 'open'` },
    { table: 'StaffTask', name: 'staff_task_open_by_due', columns: '"dueAt"', where: `"status" = 'open'` },
    {
      table: 'Referral',
      name: 'referral_under_review_once',
      columns: '"residentId", "direction", "category"',
      where: `"status" IN ('requested', 'reviewing')`,
      unique: true,
    },
    {
      table: 'RecordCorrection',
      name: 'correction_open_by_due',
      columns: '"dueAt"',
      where: `"status" = 'open'`,
    },
    {
      table: 'SignUp',
      name: 'sign_up_open_once_per_resident',
      columns: '"gatheringId", "residentId"',
      where: `"status" = 'signed_up' AND "residentId" IS NOT NULL`,
      unique: true,
    },
    {
      table: 'SignUp',
      name: 'sign_up_open_once_per_staff',
      columns: '"gatheringId", "staffId"',
      where: `"status" = 'signed_up' AND "staffId" IS NOT NULL`,
      unique: true,
    },
    {
      table: 'ServiceSpell',
      name: 'service_spell_running_once',
      columns: '"staffId"',
      where: '"toDate" IS NULL AND "withdrawnAt" IS NULL',
      unique: true,
    },
    {
      table: 'Medicine',
      name: 'medicine_listed_once',
      columns: '"organisationId", "name", "strength"',
      where: `"status" <> 'withdrawn'`,
      unique: true,
    },
    {
      table: 'MedicineSupply',
      name: 'supply_open_once_per_medicine',
      columns: '"residentId", "medicineId"',
      where: `"status" IN ('requested', 'preparing', 'ready')`,
      unique: true,
    },
    {
      table: 'Consultation',
      name: 'consultation_running_once',
      columns: '"residentId", "contactId"',
      where: `"status" IN ('open', 'answered')`,
      unique: true,
    },
    {
      table: 'HomeVisit',
      name: 'home_visit_open_once',
      columns: '"residentId"',
      where: `"status" IN ('requested', 'planned')`,
      unique: true,
    },
  ];
