-- AlterTable
ALTER TABLE "Organisation" ADD COLUMN "level" INTEGER;
ALTER TABLE "Organisation" ADD COLUMN "packId" TEXT;

-- CreateTable
CREATE TABLE "Diagnosis" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "residentId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "diagnosedOn" TEXT NOT NULL,
    "recordedById" TEXT,
    "recordedAt" DATETIME NOT NULL,
    "endedOn" TEXT,
    "endReason" TEXT,
    CONSTRAINT "Diagnosis_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Diagnosis_recordedById_fkey" FOREIGN KEY ("recordedById") REFERENCES "Staff" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RecordEntry" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "residentId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "part" TEXT NOT NULL DEFAULT '',
    "textSealed" TEXT NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    "recordedById" TEXT,
    "supersededById" TEXT,
    CONSTRAINT "RecordEntry_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "RecordEntry_recordedById_fkey" FOREIGN KEY ("recordedById") REFERENCES "Staff" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "RecordEntry_supersededById_fkey" FOREIGN KEY ("supersededById") REFERENCES "RecordEntry" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RecordCorrection" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "askedById" TEXT NOT NULL,
    "textSealed" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "rulePack" TEXT NOT NULL,
    "askedAt" DATETIME NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "escalations" INTEGER NOT NULL DEFAULT 0,
    "answeredAt" DATETIME,
    "answerSealed" TEXT,
    CONSTRAINT "RecordCorrection_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "RecordCorrection_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "RecordCorrection_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "correction_decided_is_answered" CHECK ("status" = 'open' OR ("answeredAt" IS NOT NULL AND "answerSealed" IS NOT NULL))
);

-- CreateTable
CREATE TABLE "Reading" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "residentId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "valueSealed" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "rulePack" TEXT NOT NULL,
    "measuredAt" DATETIME NOT NULL,
    "source" TEXT NOT NULL,
    "contactId" TEXT,
    "encounterId" TEXT,
    "recordedAt" DATETIME NOT NULL,
    "retractedAt" DATETIME,
    CONSTRAINT "Reading_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Reading_encounterId_fkey" FOREIGN KEY ("encounterId") REFERENCES "Encounter" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Alert" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "residentId" TEXT NOT NULL,
    "readingId" TEXT,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "raisedAt" DATETIME NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "escalations" INTEGER NOT NULL DEFAULT 0,
    "answeredAt" DATETIME,
    "answeredById" TEXT,
    "outcome" TEXT,
    CONSTRAINT "Alert_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Alert_readingId_fkey" FOREIGN KEY ("readingId") REFERENCES "Reading" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Alert_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Alert_answeredById_fkey" FOREIGN KEY ("answeredById") REFERENCES "Staff" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CarePlan" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "residentId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "rulePack" TEXT NOT NULL,
    "causeId" TEXT NOT NULL DEFAULT '',
    "anchorOn" TEXT NOT NULL,
    "doctorId" TEXT NOT NULL,
    "openedAt" DATETIME NOT NULL,
    "openedById" TEXT,
    "closedAt" DATETIME,
    "closeReason" TEXT,
    CONSTRAINT "CarePlan_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "CarePlan_doctorId_fkey" FOREIGN KEY ("doctorId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "care_plan_closed_has_reason" CHECK ("status" = 'active' OR "closeReason" IS NOT NULL)
);

-- CreateTable
CREATE TABLE "CareTask" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "planId" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "milestone" TEXT NOT NULL,
    "dueFrom" TEXT NOT NULL,
    "dueOn" TEXT NOT NULL,
    "dueTo" TEXT NOT NULL,
    "rulePack" TEXT NOT NULL,
    "way" TEXT NOT NULL DEFAULT 'chat',
    "status" TEXT NOT NULL,
    "doctorId" TEXT NOT NULL,
    "agreedOn" TEXT,
    "broughtForwardFrom" TEXT,
    "saidDoneOn" TEXT,
    "nextStep" TEXT,
    "nextStepAt" DATETIME,
    "escalatedAt" DATETIME,
    "closedAt" DATETIME,
    "closeReason" TEXT,
    "encounterId" TEXT,
    "class" TEXT,
    "nextDueOn" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "CareTask_planId_fkey" FOREIGN KEY ("planId") REFERENCES "CarePlan" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "CareTask_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "CareTask_doctorId_fkey" FOREIGN KEY ("doctorId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "CareTask_encounterId_fkey" FOREIGN KEY ("encounterId") REFERENCES "Encounter" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "care_task_window" CHECK ("dueFrom" <= "dueOn" AND "dueOn" <= "dueTo"),
    CONSTRAINT "care_task_closed_has_no_step" CHECK ("status" = 'open' OR ("nextStepAt" IS NULL AND "closedAt" IS NOT NULL))
);

-- CreateTable
CREATE TABLE "Encounter" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "residentId" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "heldAt" DATETIME NOT NULL,
    "noteSealed" TEXT,
    "rulePack" TEXT NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    CONSTRAINT "Encounter_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Encounter_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "StaffTask" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "rulePack" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "escalations" INTEGER NOT NULL DEFAULT 0,
    "closedAt" DATETIME,
    "closeReason" TEXT,
    CONSTRAINT "StaffTask_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "StaffTask_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "staff_task_closed_has_reason" CHECK ("status" = 'open' OR "closeReason" IS NOT NULL)
);

-- CreateTable
CREATE TABLE "StaffTaskAttempt" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "taskId" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "outcome" TEXT NOT NULL,
    CONSTRAINT "StaffTaskAttempt_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "StaffTask" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "StaffTaskAttempt_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Referral" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "rulePack" TEXT NOT NULL,
    "category" TEXT NOT NULL DEFAULT '',
    "catalogueEntry" TEXT,
    "fromOrganisationId" TEXT NOT NULL,
    "toOrganisationId" TEXT,
    "department" TEXT NOT NULL DEFAULT '',
    "skipReason" TEXT,
    "otherReason" TEXT,
    "packetSealed" TEXT NOT NULL,
    "insurance" TEXT,
    "insuranceFiling" TEXT,
    "consentId" TEXT,
    "doctorId" TEXT NOT NULL,
    "askedById" TEXT,
    "ownerId" TEXT,
    "dueAt" DATETIME,
    "escalations" INTEGER NOT NULL DEFAULT 0,
    "answerSealed" TEXT,
    "appointmentAt" DATETIME,
    "validUntil" TEXT,
    "outcomeSealed" TEXT,
    "endReason" TEXT,
    "previousId" TEXT,
    "createdAt" DATETIME NOT NULL,
    "sentAt" DATETIME,
    "answeredAt" DATETIME,
    "endedAt" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Referral_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Referral_fromOrganisationId_fkey" FOREIGN KEY ("fromOrganisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Referral_toOrganisationId_fkey" FOREIGN KEY ("toOrganisationId") REFERENCES "Organisation" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Referral_doctorId_fkey" FOREIGN KEY ("doctorId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Referral_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Staff" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Referral_consentId_fkey" FOREIGN KEY ("consentId") REFERENCES "Consent" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Referral_previousId_fkey" FOREIGN KEY ("previousId") REFERENCES "Referral" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "referral_sent_has_recipient" CHECK ("status" NOT IN ('sent', 'accepted', 'attended', 'returned', 'forwarded') OR "toOrganisationId" IS NOT NULL),
    CONSTRAINT "referral_sent_has_consent" CHECK ("urgency" = 'emergency' OR "status" NOT IN ('sent', 'accepted', 'attended', 'returned', 'forwarded') OR "consentId" IS NOT NULL),
    CONSTRAINT "referral_accepted_has_appointment" CHECK ("status" <> 'accepted' OR ("appointmentAt" IS NOT NULL AND "validUntil" IS NOT NULL))
);

-- CreateTable
CREATE TABLE "ReferralStep" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "referralId" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "reason" TEXT,
    CONSTRAINT "ReferralStep_referralId_fkey" FOREIGN KEY ("referralId") REFERENCES "Referral" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Consultation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "doctorId" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "rulePack" TEXT NOT NULL,
    "askedAt" DATETIME NOT NULL,
    "dueAt" DATETIME,
    "escalations" INTEGER NOT NULL DEFAULT 0,
    "answeredAt" DATETIME,
    "closedAt" DATETIME,
    CONSTRAINT "Consultation_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Consultation_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Consultation_doctorId_fkey" FOREIGN KEY ("doctorId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Consultation_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ConsultationLine" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "consultationId" TEXT NOT NULL,
    "staffId" TEXT,
    "textSealed" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "ConsultationLine_consultationId_fkey" FOREIGN KEY ("consultationId") REFERENCES "Consultation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ConsultationLine_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Report" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "residentId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "part" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL,
    "contentSealed" TEXT NOT NULL,
    "issuedAt" DATETIME NOT NULL,
    "receivedAt" DATETIME NOT NULL,
    "externalId" TEXT,
    "referralId" TEXT,
    "recordedById" TEXT,
    "firstReadAt" DATETIME,
    CONSTRAINT "Report_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Report_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Report_referralId_fkey" FOREIGN KEY ("referralId") REFERENCES "Referral" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Report_recordedById_fkey" FOREIGN KEY ("recordedById") REFERENCES "Staff" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Medicine" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "organisationId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "strength" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "essential" BOOLEAN NOT NULL,
    "longTerm" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL,
    "supplierId" TEXT,
    "substituteId" TEXT,
    "proposedById" TEXT NOT NULL,
    "approvedById" TEXT,
    "changedAt" DATETIME NOT NULL,
    CONSTRAINT "Medicine_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Medicine_supplierId_fkey" FOREIGN KEY ("supplierId") REFERENCES "Organisation" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Medicine_substituteId_fkey" FOREIGN KEY ("substituteId") REFERENCES "Medicine" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Medicine_proposedById_fkey" FOREIGN KEY ("proposedById") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Medicine_approvedById_fkey" FOREIGN KEY ("approvedById") REFERENCES "Staff" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "medicine_listed_is_approved" CHECK ("status" IN ('proposed', 'withdrawn') OR "approvedById" IS NOT NULL)
);

-- CreateTable
CREATE TABLE "MedicineSupply" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "medicineId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "rulePack" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "longTerm" BOOLEAN NOT NULL DEFAULT false,
    "contactId" TEXT,
    "requestedAt" DATETIME NOT NULL,
    "dueAt" DATETIME,
    "escalations" INTEGER NOT NULL DEFAULT 0,
    "readyAt" DATETIME,
    "collectedAt" DATETIME,
    "runsOutOn" TEXT,
    "refusal" TEXT,
    "adherence" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "MedicineSupply_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "MedicineSupply_medicineId_fkey" FOREIGN KEY ("medicineId") REFERENCES "Medicine" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "MedicineSupply_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "supply_days_positive" CHECK ("days" > 0),
    CONSTRAINT "supply_collected_runs_out" CHECK ("status" <> 'collected' OR ("collectedAt" IS NOT NULL AND "runsOutOn" IS NOT NULL))
);

-- CreateTable
CREATE TABLE "HomeVisit" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "contactId" TEXT,
    "reason" TEXT NOT NULL,
    "textSealed" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "rulePack" TEXT NOT NULL,
    "wishedOn" TEXT,
    "wishedPart" TEXT,
    "plannedAt" DATETIME,
    "askedAt" DATETIME NOT NULL,
    "dueAt" DATETIME,
    "escalations" INTEGER NOT NULL DEFAULT 0,
    "endedAt" DATETIME,
    "endReason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "HomeVisit_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "HomeVisit_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Complaint" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "residentId" TEXT,
    "organisationId" TEXT NOT NULL,
    "aboutStaffId" TEXT,
    "textSealed" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "rulePack" TEXT NOT NULL,
    "filedAt" DATETIME NOT NULL,
    "dueAt" DATETIME,
    "escalations" INTEGER NOT NULL DEFAULT 0,
    "answerSealed" TEXT,
    "answeredAt" DATETIME,
    "closedAt" DATETIME,
    CONSTRAINT "Complaint_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Complaint_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Complaint_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Complaint_aboutStaffId_fkey" FOREIGN KEY ("aboutStaffId") REFERENCES "Staff" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Complaint_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "complaint_not_decided_by_its_subject" CHECK ("aboutStaffId" IS NULL OR "aboutStaffId" <> "ownerId")
);

-- CreateTable
CREATE TABLE "Rating" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "residentId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "staffId" TEXT,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "askedAt" DATETIME NOT NULL,
    "remindedAt" DATETIME,
    "score" INTEGER,
    "wordSealed" TEXT,
    "answeredAt" DATETIME,
    CONSTRAINT "Rating_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Rating_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Rating_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "rating_one_to_five" CHECK ("score" IS NULL OR ("score" >= 1 AND "score" <= 5))
);

-- CreateTable
CREATE TABLE "Gathering" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "organisationId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "startsAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "capacity" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Gathering_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Gathering_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "gathering_taken_within_capacity" CHECK ("taken" >= 0 AND "taken" <= "capacity")
);

-- CreateTable
CREATE TABLE "SignUp" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "gatheringId" TEXT NOT NULL,
    "residentId" TEXT,
    "staffId" TEXT,
    "contactId" TEXT,
    "status" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "endedAt" DATETIME,
    CONSTRAINT "SignUp_gatheringId_fkey" FOREIGN KEY ("gatheringId") REFERENCES "Gathering" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "SignUp_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "SignUp_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "sign_up_of_one_person" CHECK (("residentId" IS NULL) <> ("staffId" IS NULL))
);

-- CreateTable
CREATE TABLE "SitIn" (
    "sessionId" TEXT NOT NULL PRIMARY KEY,
    "staffId" TEXT NOT NULL,
    "arrivedAt" DATETIME NOT NULL,
    "leftAt" DATETIME,
    CONSTRAINT "SitIn_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "ClinicSession" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "SitIn_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ServiceSpell" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "fromDate" TEXT NOT NULL,
    "toDate" TEXT,
    "recordedById" TEXT NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    "withdrawnAt" DATETIME,
    CONSTRAINT "ServiceSpell_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ServiceSpell_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ServiceSpell_recordedById_fkey" FOREIGN KEY ("recordedById") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "service_spell_not_backwards" CHECK ("toDate" IS NULL OR "fromDate" <= "toDate"),
    CONSTRAINT "service_loan_has_end" CHECK ("kind" <> 'loan' OR "toDate" IS NOT NULL)
);

-- CreateTable
CREATE TABLE "Absence" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "staffId" TEXT NOT NULL,
    "coverId" TEXT,
    "fromDate" TEXT NOT NULL,
    "toDate" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "recordedById" TEXT NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    CONSTRAINT "Absence_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Absence_coverId_fkey" FOREIGN KEY ("coverId") REFERENCES "Staff" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Absence_recordedById_fkey" FOREIGN KEY ("recordedById") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "absence_not_backwards" CHECK ("fromDate" <= "toDate"),
    CONSTRAINT "absence_not_covered_by_self" CHECK ("coverId" IS NULL OR "coverId" <> "staffId")
);

-- CreateTable
CREATE TABLE "Duty" (
    "organisationId" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,

    PRIMARY KEY ("organisationId", "date"),
    CONSTRAINT "Duty_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Duty_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Diagnosis_residentId_idx" ON "Diagnosis"("residentId");

-- CreateIndex
CREATE UNIQUE INDEX "RecordEntry_supersededById_key" ON "RecordEntry"("supersededById");

-- CreateIndex
CREATE INDEX "RecordEntry_residentId_kind_idx" ON "RecordEntry"("residentId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "RecordCorrection_number_key" ON "RecordCorrection"("number");

-- CreateIndex
CREATE INDEX "RecordCorrection_ownerId_status_idx" ON "RecordCorrection"("ownerId", "status");

-- CreateIndex
CREATE INDEX "RecordCorrection_residentId_askedAt_idx" ON "RecordCorrection"("residentId", "askedAt");

-- CreateIndex
CREATE INDEX "Reading_residentId_kind_measuredAt_idx" ON "Reading"("residentId", "kind", "measuredAt");

-- CreateIndex
CREATE INDEX "Alert_ownerId_status_idx" ON "Alert"("ownerId", "status");

-- CreateIndex
CREATE INDEX "Alert_residentId_raisedAt_idx" ON "Alert"("residentId", "raisedAt");

-- CreateIndex
CREATE INDEX "CarePlan_residentId_status_idx" ON "CarePlan"("residentId", "status");

-- CreateIndex
CREATE INDEX "CarePlan_doctorId_status_idx" ON "CarePlan"("doctorId", "status");

-- CreateIndex
CREATE INDEX "CareTask_planId_status_idx" ON "CareTask"("planId", "status");

-- CreateIndex
CREATE INDEX "CareTask_doctorId_status_dueOn_idx" ON "CareTask"("doctorId", "status", "dueOn");

-- CreateIndex
CREATE INDEX "CareTask_residentId_status_idx" ON "CareTask"("residentId", "status");

-- CreateIndex
CREATE INDEX "CareTask_encounterId_idx" ON "CareTask"("encounterId");

-- CreateIndex
CREATE INDEX "Encounter_residentId_heldAt_idx" ON "Encounter"("residentId", "heldAt");

-- CreateIndex
CREATE INDEX "Encounter_staffId_heldAt_idx" ON "Encounter"("staffId", "heldAt");

-- CreateIndex
CREATE UNIQUE INDEX "StaffTask_key_key" ON "StaffTask"("key");

-- CreateIndex
CREATE INDEX "StaffTask_ownerId_status_dueAt_idx" ON "StaffTask"("ownerId", "status", "dueAt");

-- CreateIndex
CREATE INDEX "StaffTask_subjectKind_subjectId_idx" ON "StaffTask"("subjectKind", "subjectId");

-- CreateIndex
CREATE INDEX "StaffTask_residentId_idx" ON "StaffTask"("residentId");

-- CreateIndex
CREATE INDEX "StaffTaskAttempt_taskId_at_idx" ON "StaffTaskAttempt"("taskId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Referral_number_key" ON "Referral"("number");

-- CreateIndex
CREATE INDEX "Referral_residentId_createdAt_idx" ON "Referral"("residentId", "createdAt");

-- CreateIndex
CREATE INDEX "Referral_toOrganisationId_status_idx" ON "Referral"("toOrganisationId", "status");

-- CreateIndex
CREATE INDEX "Referral_doctorId_status_idx" ON "Referral"("doctorId", "status");

-- CreateIndex
CREATE INDEX "Referral_ownerId_status_idx" ON "Referral"("ownerId", "status");

-- CreateIndex
CREATE INDEX "ReferralStep_referralId_at_idx" ON "ReferralStep"("referralId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Consultation_number_key" ON "Consultation"("number");

-- CreateIndex
CREATE INDEX "Consultation_ownerId_status_idx" ON "Consultation"("ownerId", "status");

-- CreateIndex
CREATE INDEX "Consultation_residentId_askedAt_idx" ON "Consultation"("residentId", "askedAt");

-- CreateIndex
CREATE INDEX "ConsultationLine_consultationId_at_idx" ON "ConsultationLine"("consultationId", "at");

-- CreateIndex
CREATE INDEX "Report_residentId_issuedAt_idx" ON "Report"("residentId", "issuedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Report_organisationId_externalId_key" ON "Report"("organisationId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Medicine_organisationId_name_strength_key" ON "Medicine"("organisationId", "name", "strength");

-- CreateIndex
CREATE UNIQUE INDEX "MedicineSupply_number_key" ON "MedicineSupply"("number");

-- CreateIndex
CREATE INDEX "MedicineSupply_residentId_requestedAt_idx" ON "MedicineSupply"("residentId", "requestedAt");

-- CreateIndex
CREATE INDEX "MedicineSupply_ownerId_status_idx" ON "MedicineSupply"("ownerId", "status");

-- CreateIndex
CREATE INDEX "MedicineSupply_medicineId_status_idx" ON "MedicineSupply"("medicineId", "status");

-- CreateIndex
CREATE UNIQUE INDEX "HomeVisit_number_key" ON "HomeVisit"("number");

-- CreateIndex
CREATE INDEX "HomeVisit_residentId_askedAt_idx" ON "HomeVisit"("residentId", "askedAt");

-- CreateIndex
CREATE INDEX "HomeVisit_ownerId_status_idx" ON "HomeVisit"("ownerId", "status");

-- CreateIndex
CREATE UNIQUE INDEX "Complaint_number_key" ON "Complaint"("number");

-- CreateIndex
CREATE INDEX "Complaint_ownerId_status_idx" ON "Complaint"("ownerId", "status");

-- CreateIndex
CREATE INDEX "Complaint_organisationId_filedAt_idx" ON "Complaint"("organisationId", "filedAt");

-- CreateIndex
CREATE INDEX "Rating_residentId_askedAt_idx" ON "Rating"("residentId", "askedAt");

-- CreateIndex
CREATE INDEX "Rating_organisationId_answeredAt_idx" ON "Rating"("organisationId", "answeredAt");

-- CreateIndex
CREATE UNIQUE INDEX "Rating_subjectKind_subjectId_key" ON "Rating"("subjectKind", "subjectId");

-- CreateIndex
CREATE INDEX "Gathering_organisationId_startsAt_idx" ON "Gathering"("organisationId", "startsAt");

-- CreateIndex
CREATE INDEX "Gathering_kind_status_startsAt_idx" ON "Gathering"("kind", "status", "startsAt");

-- CreateIndex
CREATE INDEX "SignUp_gatheringId_status_idx" ON "SignUp"("gatheringId", "status");

-- CreateIndex
CREATE INDEX "SignUp_residentId_idx" ON "SignUp"("residentId");

-- CreateIndex
CREATE INDEX "SignUp_staffId_idx" ON "SignUp"("staffId");

-- CreateIndex
CREATE INDEX "SitIn_staffId_arrivedAt_idx" ON "SitIn"("staffId", "arrivedAt");

-- CreateIndex
CREATE INDEX "ServiceSpell_staffId_fromDate_idx" ON "ServiceSpell"("staffId", "fromDate");

-- CreateIndex
CREATE INDEX "ServiceSpell_organisationId_fromDate_idx" ON "ServiceSpell"("organisationId", "fromDate");

-- CreateIndex
CREATE INDEX "Absence_staffId_fromDate_idx" ON "Absence"("staffId", "fromDate");

-- CreateIndex
CREATE INDEX "Absence_coverId_fromDate_idx" ON "Absence"("coverId", "fromDate");

-- CreateIndex
CREATE INDEX "Resident_birthDate_idx" ON "Resident"("birthDate");


CREATE UNIQUE INDEX "diagnosis_present_once" ON "Diagnosis" ("residentId", "code") WHERE "endedOn" IS NULL;

CREATE UNIQUE INDEX "care_plan_active_once" ON "CarePlan" ("residentId", "kind", "causeId") WHERE "status" = 'active';

CREATE UNIQUE INDEX "care_task_open_once" ON "CareTask" ("planId", "milestone", "dueOn") WHERE "status" = 'open';

CREATE INDEX "care_task_by_next_step" ON "CareTask" ("nextStepAt") WHERE "status" = 'open';

CREATE INDEX "alert_open_by_due" ON "Alert" ("dueAt") WHERE "status" = 'open';

CREATE INDEX "staff_task_open_by_due" ON "StaffTask" ("dueAt") WHERE "status" = 'open';

CREATE UNIQUE INDEX "referral_under_review_once" ON "Referral" ("residentId", "direction", "category") WHERE "status" IN ('requested', 'reviewing');

CREATE INDEX "correction_open_by_due" ON "RecordCorrection" ("dueAt") WHERE "status" = 'open';

CREATE UNIQUE INDEX "sign_up_open_once_per_resident" ON "SignUp" ("gatheringId", "residentId") WHERE "status" = 'signed_up' AND "residentId" IS NOT NULL;

CREATE UNIQUE INDEX "sign_up_open_once_per_staff" ON "SignUp" ("gatheringId", "staffId") WHERE "status" = 'signed_up' AND "staffId" IS NOT NULL;

CREATE UNIQUE INDEX "service_spell_running_once" ON "ServiceSpell" ("staffId") WHERE "toDate" IS NULL AND "withdrawnAt" IS NULL;

CREATE UNIQUE INDEX "supply_open_once_per_medicine" ON "MedicineSupply" ("residentId", "medicineId") WHERE "status" IN ('requested', 'preparing', 'ready');

CREATE UNIQUE INDEX "consultation_running_once" ON "Consultation" ("residentId", "contactId") WHERE "status" IN ('open', 'answered');

CREATE UNIQUE INDEX "home_visit_open_once" ON "HomeVisit" ("residentId") WHERE "status" IN ('requested', 'planned');

CREATE TRIGGER "recordcorrection_terminal_state_stays" BEFORE UPDATE OF "status" ON "RecordCorrection"
WHEN OLD."status" IN ('corrected', 'refused') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'recordcorrection_terminal_state_stays'); END;

CREATE TRIGGER "alert_terminal_state_stays" BEFORE UPDATE OF "status" ON "Alert"
WHEN OLD."status" IN ('answered') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'alert_terminal_state_stays'); END;

CREATE TRIGGER "careplan_terminal_state_stays" BEFORE UPDATE OF "status" ON "CarePlan"
WHEN OLD."status" IN ('closed') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'careplan_terminal_state_stays'); END;

CREATE TRIGGER "caretask_terminal_state_stays" BEFORE UPDATE OF "status" ON "CareTask"
WHEN OLD."status" IN ('done', 'missed', 'cleared') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'caretask_terminal_state_stays'); END;

CREATE TRIGGER "stafftask_terminal_state_stays" BEFORE UPDATE OF "status" ON "StaffTask"
WHEN OLD."status" IN ('done', 'cleared') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'stafftask_terminal_state_stays'); END;

CREATE TRIGGER "referral_terminal_state_stays" BEFORE UPDATE OF "status" ON "Referral"
WHEN OLD."status" IN ('closed', 'declined', 'forwarded', 'withdrawn', 'lapsed') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'referral_terminal_state_stays'); END;

CREATE TRIGGER "consultation_terminal_state_stays" BEFORE UPDATE OF "status" ON "Consultation"
WHEN OLD."status" IN ('closed') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'consultation_terminal_state_stays'); END;

CREATE TRIGGER "medicine_terminal_state_stays" BEFORE UPDATE OF "status" ON "Medicine"
WHEN OLD."status" IN ('withdrawn') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'medicine_terminal_state_stays'); END;

CREATE TRIGGER "medicinesupply_terminal_state_stays" BEFORE UPDATE OF "status" ON "MedicineSupply"
WHEN OLD."status" IN ('collected', 'refused', 'withdrawn', 'lapsed') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'medicinesupply_terminal_state_stays'); END;

CREATE TRIGGER "homevisit_terminal_state_stays" BEFORE UPDATE OF "status" ON "HomeVisit"
WHEN OLD."status" IN ('done', 'declined', 'withdrawn', 'lapsed') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'homevisit_terminal_state_stays'); END;

CREATE TRIGGER "complaint_terminal_state_stays" BEFORE UPDATE OF "status" ON "Complaint"
WHEN OLD."status" IN ('closed') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'complaint_terminal_state_stays'); END;

CREATE TRIGGER "gathering_terminal_state_stays" BEFORE UPDATE OF "status" ON "Gathering"
WHEN OLD."status" IN ('cancelled', 'held') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'gathering_terminal_state_stays'); END;

CREATE TRIGGER "signup_terminal_state_stays" BEFORE UPDATE OF "status" ON "SignUp"
WHEN OLD."status" IN ('cancelled', 'attended', 'absent') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'signup_terminal_state_stays'); END;

CREATE TRIGGER "referralstep_no_update" BEFORE UPDATE ON "ReferralStep"
BEGIN SELECT RAISE(ABORT, 'referralstep_no_update'); END;

CREATE TRIGGER "referralstep_no_delete" BEFORE DELETE ON "ReferralStep"
BEGIN SELECT RAISE(ABORT, 'referralstep_no_delete'); END;
