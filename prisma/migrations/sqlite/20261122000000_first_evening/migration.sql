-- CreateTable
CREATE TABLE "Organisation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "shortName" TEXT NOT NULL,
    "parentId" TEXT,
    "address" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "hours" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    CONSTRAINT "Organisation_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Organisation" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Twinning" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "centreId" TEXT NOT NULL,
    "hospitalId" TEXT NOT NULL,
    "fromDate" TEXT NOT NULL,
    "toDate" TEXT,
    CONSTRAINT "Twinning_centreId_fkey" FOREIGN KEY ("centreId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Twinning_hospitalId_fkey" FOREIGN KEY ("hospitalId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Grid" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "centreId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "places" JSONB NOT NULL,
    CONSTRAINT "Grid_centreId_fkey" FOREIGN KEY ("centreId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Grid_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Team" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "centreId" TEXT NOT NULL,
    "leaderId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    CONSTRAINT "Team_centreId_fkey" FOREIGN KEY ("centreId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Team_leaderId_fkey" FOREIGN KEY ("leaderId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "TeamMember" (
    "teamId" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,

    PRIMARY KEY ("teamId", "staffId"),
    CONSTRAINT "TeamMember_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "TeamMember_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Staff" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "wecomUserid" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "speciality" TEXT NOT NULL DEFAULT '',
    "hours" TEXT NOT NULL DEFAULT '',
    "phoneSealed" TEXT,
    "organisationId" TEXT NOT NULL,
    "contractCapacity" INTEGER,
    "contractsHeld" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "leftOn" TEXT,
    CONSTRAINT "Staff_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "staff_contracts_not_negative" CHECK ("contractsHeld" >= 0)
);

-- CreateTable
CREATE TABLE "StaffRole" (
    "staffId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "role" TEXT NOT NULL,

    PRIMARY KEY ("staffId", "organisationId", "role"),
    CONSTRAINT "StaffRole_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "StaffRole_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Resident" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "identityLevel" TEXT NOT NULL,
    "nameSealed" TEXT NOT NULL,
    "nameIndex" TEXT NOT NULL,
    "surnameIndex" TEXT NOT NULL,
    "documentKind" TEXT NOT NULL,
    "documentSealed" TEXT NOT NULL,
    "documentIndex" TEXT NOT NULL,
    "phoneSealed" TEXT,
    "phoneIndex" TEXT,
    "birthDate" TEXT NOT NULL,
    "sex" TEXT NOT NULL,
    "area" TEXT NOT NULL DEFAULT '',
    "addressSealed" TEXT,
    "homeCentreId" TEXT,
    "gridId" TEXT,
    "tags" JSONB NOT NULL DEFAULT [],
    "mergedIntoId" TEXT,
    "verifiedAt" DATETIME,
    "verifiedById" TEXT,
    "diedOn" TEXT,
    "noShowBlockedUntil" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Resident_homeCentreId_fkey" FOREIGN KEY ("homeCentreId") REFERENCES "Organisation" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Resident_gridId_fkey" FOREIGN KEY ("gridId") REFERENCES "Grid" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Resident_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Resident" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "channel" TEXT NOT NULL,
    "accountSealed" TEXT NOT NULL,
    "accountIndex" TEXT NOT NULL,
    "staffId" TEXT,
    "following" BOOLEAN NOT NULL DEFAULT true,
    "lastInboundAt" DATETIME,
    "windowRemaining" INTEGER NOT NULL DEFAULT 0,
    "windowExpiresAt" DATETIME,
    "handedOverUntil" DATETIME,
    "handedOverTo" TEXT,
    "greetedOn" TEXT,
    "lastChoices" JSONB,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Contact_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "contact_window_not_negative" CHECK ("windowRemaining" >= 0)
);

-- CreateTable
CREATE TABLE "Binding" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contactId" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "boundAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "endReason" TEXT,
    CONSTRAINT "Binding_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Binding_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "VerificationCode" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "purpose" TEXT NOT NULL,
    "contactId" TEXT,
    "residentId" TEXT,
    "phoneIndex" TEXT,
    "codeHash" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "usedAt" DATETIME,
    CONSTRAINT "VerificationCode_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "code_tries_at_most_five" CHECK ("attempts" >= 0 AND "attempts" <= 5)
);

-- CreateTable
CREATE TABLE "Delegation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "actorId" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "kinship" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "verifiedAt" DATETIME,
    "grantedById" TEXT,
    "createdAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "endReason" TEXT,
    CONSTRAINT "Delegation_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Delegation_subjectId_fkey" FOREIGN KEY ("subjectId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "delegation_not_to_self" CHECK ("actorId" <> "subjectId")
);

-- CreateTable
CREATE TABLE "Consent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "residentId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "givenAt" DATETIME NOT NULL,
    "withdrawnAt" DATETIME,
    CONSTRAINT "Consent_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "NoticePreference" (
    "residentId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "off" BOOLEAN NOT NULL,
    "changedAt" DATETIME NOT NULL,

    PRIMARY KEY ("residentId", "kind"),
    CONSTRAINT "NoticePreference_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Contract" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "doctorId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "centreId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "rulePack" TEXT NOT NULL,
    "agreementVersion" TEXT NOT NULL,
    "packages" JSONB NOT NULL,
    "replacesId" TEXT,
    "startsOn" TEXT,
    "endsOn" TEXT,
    "createdAt" DATETIME NOT NULL,
    "submittedAt" DATETIME,
    "decidedAt" DATETIME,
    "decidedById" TEXT,
    "undoUntil" DATETIME,
    "endedAt" DATETIME,
    "endReason" TEXT,
    "signedBy" TEXT,
    "signatureSealed" TEXT,
    "evidenceLevel" TEXT,
    "evidenceSealed" TEXT,
    "evidenceHash" TEXT,
    "previousHash" TEXT,
    "interimForId" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Contract_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Contract_doctorId_fkey" FOREIGN KEY ("doctorId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Contract_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Contract_centreId_fkey" FOREIGN KEY ("centreId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Contract_replacesId_fkey" FOREIGN KEY ("replacesId") REFERENCES "Contract" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "contract_active_has_term" CHECK ("status" <> 'active' OR ("startsOn" IS NOT NULL AND "endsOn" IS NOT NULL)),
    CONSTRAINT "contract_sent_has_evidence" CHECK ("status" NOT IN ('submitted', 'active') OR "evidenceHash" IS NOT NULL)
);

-- CreateTable
CREATE TABLE "ContractUse" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contractId" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "usedOn" TEXT NOT NULL,
    CONSTRAINT "ContractUse_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "Contract" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ClinicSchedule" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "organisationId" TEXT NOT NULL,
    "doctorId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "department" TEXT NOT NULL,
    "weekdays" JSONB NOT NULL,
    "startTime" TEXT NOT NULL,
    "endTime" TEXT NOT NULL,
    "slotMinutes" INTEGER NOT NULL,
    "placesPerSlot" INTEGER NOT NULL,
    "reservedPlaces" INTEGER NOT NULL DEFAULT 0,
    "followsWorkingCalendar" BOOLEAN NOT NULL DEFAULT false,
    "validFrom" TEXT NOT NULL,
    "validTo" TEXT,
    CONSTRAINT "ClinicSchedule_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ClinicSchedule_doctorId_fkey" FOREIGN KEY ("doctorId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ScheduleException" (
    "scheduleId" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    PRIMARY KEY ("scheduleId", "date"),
    CONSTRAINT "ScheduleException_scheduleId_fkey" FOREIGN KEY ("scheduleId") REFERENCES "ClinicSchedule" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ClinicSession" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "scheduleId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "doctorId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "startsAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "status" TEXT NOT NULL,
    "closedReason" TEXT,
    "reserved" INTEGER NOT NULL DEFAULT 0,
    "places" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "nextNumber" INTEGER NOT NULL DEFAULT 1,
    "rulePack" TEXT NOT NULL,
    CONSTRAINT "ClinicSession_scheduleId_fkey" FOREIGN KEY ("scheduleId") REFERENCES "ClinicSchedule" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ClinicSession_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ClinicSession_doctorId_fkey" FOREIGN KEY ("doctorId") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "session_taken_within_places" CHECK ("taken" >= 0 AND "taken" <= "places"),
    CONSTRAINT "session_reserved_within_places" CHECK ("reserved" >= 0 AND "reserved" <= "places")
);

-- CreateTable
CREATE TABLE "Slot" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "sessionId" TEXT NOT NULL,
    "startsAt" DATETIME NOT NULL,
    "capacity" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Slot_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "ClinicSession" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "slot_taken_within_capacity" CHECK ("taken" >= 0 AND "taken" <= "capacity")
);

-- CreateTable
CREATE TABLE "Appointment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "slotId" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "contactId" TEXT,
    "staffId" TEXT,
    "origin" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "startsAt" DATETIME NOT NULL,
    "bookedAt" DATETIME NOT NULL,
    "arrivedAt" DATETIME,
    "calledAt" DATETIME,
    "endedAt" DATETIME,
    "cancelReason" TEXT,
    CONSTRAINT "Appointment_slotId_fkey" FOREIGN KEY ("slotId") REFERENCES "Slot" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Appointment_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "ClinicSession" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Appointment_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "WaitlistEntry" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "sessionId" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "joinedAt" DATETIME NOT NULL,
    "offeredSlotId" TEXT,
    "offeredAt" DATETIME,
    "offerExpiresAt" DATETIME,
    "endedAt" DATETIME,
    CONSTRAINT "WaitlistEntry_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "ClinicSession" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "WaitlistEntry_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "InboundMessage" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "channel" TEXT NOT NULL,
    "claimKey" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "bodySealed" TEXT NOT NULL,
    "answerSealed" TEXT,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "receivedAt" DATETIME NOT NULL,
    "dueAt" DATETIME,
    "answeredAt" DATETIME,
    CONSTRAINT "InboundMessage_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Dialogue" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contactId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "stateSealed" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "startedAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "Dialogue_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Job" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "dueAt" DATETIME NOT NULL,
    "expiresAt" DATETIME,
    "leaseUntil" DATETIME,
    "outcome" TEXT,
    "createdAt" DATETIME NOT NULL,
    "endedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "recipientKind" TEXT NOT NULL,
    "recipientId" TEXT,
    "phoneSealed" TEXT,
    "residentId" TEXT,
    "contentSealed" TEXT NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "channel" TEXT,
    "form" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "dueAt" DATETIME NOT NULL,
    "expiresAt" DATETIME,
    "leaseUntil" DATETIME,
    "platformMessageId" TEXT,
    "responseCode" TEXT,
    "cardTaskId" TEXT,
    "createdAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "deliveredAt" DATETIME,
    CONSTRAINT "delivery_has_recipient" CHECK ("recipientId" IS NOT NULL OR "phoneSealed" IS NOT NULL)
);

-- CreateTable
CREATE TABLE "DeliveryAttempt" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "deliveryId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "outcome" TEXT,
    "code" TEXT,
    CONSTRAINT "DeliveryAttempt_deliveryId_fkey" FOREIGN KEY ("deliveryId") REFERENCES "Delivery" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Tick" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "dueAt" DATETIME NOT NULL,
    "lastRunAt" DATETIME
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "holder" TEXT NOT NULL,
    "until" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "PlatformToken" (
    "platform" TEXT NOT NULL PRIMARY KEY,
    "tokenSealed" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "refreshAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "ChannelPause" (
    "channel" TEXT NOT NULL PRIMARY KEY,
    "until" DATETIME NOT NULL,
    "code" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "PageLink" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tokenHash" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "contactId" TEXT,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "usedAt" DATETIME
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "sequence" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "action" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT,
    "purpose" TEXT,
    "detail" JSONB NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Setting" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "ConsoleUser" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "username" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "staffId" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true
);

-- CreateIndex
CREATE UNIQUE INDEX "Organisation_name_key" ON "Organisation"("name");

-- CreateIndex
CREATE INDEX "Organisation_parentId_idx" ON "Organisation"("parentId");

-- CreateIndex
CREATE UNIQUE INDEX "Twinning_centreId_hospitalId_fromDate_key" ON "Twinning"("centreId", "hospitalId", "fromDate");

-- CreateIndex
CREATE UNIQUE INDEX "Staff_wecomUserid_key" ON "Staff"("wecomUserid");

-- CreateIndex
CREATE INDEX "Resident_documentIndex_idx" ON "Resident"("documentIndex");

-- CreateIndex
CREATE INDEX "Resident_phoneIndex_idx" ON "Resident"("phoneIndex");

-- CreateIndex
CREATE INDEX "Resident_nameIndex_idx" ON "Resident"("nameIndex");

-- CreateIndex
CREATE INDEX "Resident_homeCentreId_identityLevel_idx" ON "Resident"("homeCentreId", "identityLevel");

-- CreateIndex
CREATE INDEX "Contact_staffId_idx" ON "Contact"("staffId");

-- CreateIndex
CREATE INDEX "Contact_handedOverTo_idx" ON "Contact"("handedOverTo");

-- CreateIndex
CREATE UNIQUE INDEX "Contact_channel_accountIndex_key" ON "Contact"("channel", "accountIndex");

-- CreateIndex
CREATE INDEX "Binding_contactId_idx" ON "Binding"("contactId");

-- CreateIndex
CREATE INDEX "Binding_residentId_idx" ON "Binding"("residentId");

-- CreateIndex
CREATE INDEX "VerificationCode_contactId_purpose_createdAt_idx" ON "VerificationCode"("contactId", "purpose", "createdAt");

-- CreateIndex
CREATE INDEX "VerificationCode_phoneIndex_createdAt_idx" ON "VerificationCode"("phoneIndex", "createdAt");

-- CreateIndex
CREATE INDEX "VerificationCode_residentId_purpose_createdAt_idx" ON "VerificationCode"("residentId", "purpose", "createdAt");

-- CreateIndex
CREATE INDEX "Delegation_actorId_status_idx" ON "Delegation"("actorId", "status");

-- CreateIndex
CREATE INDEX "Delegation_subjectId_status_idx" ON "Delegation"("subjectId", "status");

-- CreateIndex
CREATE INDEX "Consent_residentId_subject_idx" ON "Consent"("residentId", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "Contract_number_key" ON "Contract"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Contract_replacesId_key" ON "Contract"("replacesId");

-- CreateIndex
CREATE UNIQUE INDEX "Contract_evidenceHash_key" ON "Contract"("evidenceHash");

-- CreateIndex
CREATE INDEX "Contract_residentId_status_idx" ON "Contract"("residentId", "status");

-- CreateIndex
CREATE INDEX "Contract_doctorId_status_idx" ON "Contract"("doctorId", "status");

-- CreateIndex
CREATE INDEX "Contract_status_endsOn_idx" ON "Contract"("status", "endsOn");

-- CreateIndex
CREATE INDEX "ContractUse_contractId_item_idx" ON "ContractUse"("contractId", "item");

-- CreateIndex
CREATE INDEX "ClinicSession_kind_status_startsAt_idx" ON "ClinicSession"("kind", "status", "startsAt");

-- CreateIndex
CREATE INDEX "ClinicSession_organisationId_date_idx" ON "ClinicSession"("organisationId", "date");

-- CreateIndex
CREATE UNIQUE INDEX "ClinicSession_scheduleId_date_key" ON "ClinicSession"("scheduleId", "date");

-- CreateIndex
CREATE UNIQUE INDEX "Slot_sessionId_startsAt_key" ON "Slot"("sessionId", "startsAt");

-- CreateIndex
CREATE INDEX "Appointment_residentId_status_startsAt_idx" ON "Appointment"("residentId", "status", "startsAt");

-- CreateIndex
CREATE INDEX "Appointment_sessionId_status_idx" ON "Appointment"("sessionId", "status");

-- CreateIndex
CREATE UNIQUE INDEX "Appointment_sessionId_number_key" ON "Appointment"("sessionId", "number");

-- CreateIndex
CREATE INDEX "WaitlistEntry_sessionId_status_joinedAt_idx" ON "WaitlistEntry"("sessionId", "status", "joinedAt");

-- CreateIndex
CREATE INDEX "WaitlistEntry_status_offerExpiresAt_idx" ON "WaitlistEntry"("status", "offerExpiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "InboundMessage_claimKey_key" ON "InboundMessage"("claimKey");

-- CreateIndex
CREATE INDEX "InboundMessage_contactId_receivedAt_idx" ON "InboundMessage"("contactId", "receivedAt");

-- CreateIndex
CREATE INDEX "Dialogue_contactId_status_updatedAt_idx" ON "Dialogue"("contactId", "status", "updatedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Job_key_key" ON "Job"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_key_key" ON "Delivery"("key");

-- CreateIndex
CREATE INDEX "Delivery_recipientId_kind_idx" ON "Delivery"("recipientId", "kind");

-- CreateIndex
CREATE INDEX "Delivery_platformMessageId_idx" ON "Delivery"("platformMessageId");

-- CreateIndex
CREATE INDEX "Delivery_cardTaskId_idx" ON "Delivery"("cardTaskId");

-- CreateIndex
CREATE UNIQUE INDEX "DeliveryAttempt_deliveryId_number_key" ON "DeliveryAttempt"("deliveryId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "PageLink_tokenHash_key" ON "PageLink"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEntry_id_key" ON "AuditEntry"("id");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEntry_hash_key" ON "AuditEntry"("hash");

-- CreateIndex
CREATE INDEX "AuditEntry_subjectKind_subjectId_idx" ON "AuditEntry"("subjectKind", "subjectId");

-- CreateIndex
CREATE INDEX "AuditEntry_actorId_at_idx" ON "AuditEntry"("actorId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "ConsoleUser_username_key" ON "ConsoleUser"("username");


CREATE UNIQUE INDEX "resident_document_once" ON "Resident" ("documentKind", "documentIndex") WHERE "identityLevel" = 'verified';

CREATE UNIQUE INDEX "binding_active_once_per_contact" ON "Binding" ("contactId") WHERE "status" = 'active';

CREATE UNIQUE INDEX "binding_active_once_per_resident" ON "Binding" ("residentId", "channel") WHERE "status" = 'active';

CREATE UNIQUE INDEX "delegation_open_once" ON "Delegation" ("actorId", "subjectId") WHERE "status" IN ('pending', 'active');

CREATE UNIQUE INDEX "consent_given_once" ON "Consent" ("residentId", "subject", "version") WHERE "withdrawnAt" IS NULL;

CREATE UNIQUE INDEX "contract_active_once" ON "Contract" ("residentId") WHERE "status" = 'active';

CREATE UNIQUE INDEX "contract_submitted_once" ON "Contract" ("residentId") WHERE "status" = 'submitted';

CREATE UNIQUE INDEX "appointment_open_once_per_session" ON "Appointment" ("sessionId", "residentId") WHERE "status" IN ('booked', 'arrived', 'called');

CREATE INDEX "appointment_booked_by_start" ON "Appointment" ("startsAt") WHERE "status" = 'booked';

CREATE UNIQUE INDEX "waitlist_open_once_per_session" ON "WaitlistEntry" ("sessionId", "residentId") WHERE "status" IN ('waiting', 'offered');

CREATE UNIQUE INDEX "dialogue_open_once_per_contact" ON "Dialogue" ("contactId") WHERE "status" = 'open';

CREATE INDEX "dialogue_by_expiry" ON "Dialogue" ("expiresAt") WHERE "status" IN ('open', 'suspended');

CREATE INDEX "inbound_failed_by_due" ON "InboundMessage" ("dueAt") WHERE "status" = 'failed';

CREATE INDEX "inbound_unanswered" ON "InboundMessage" ("receivedAt") WHERE "status" = 'answered' AND "answeredAt" IS NULL;

CREATE INDEX "job_pending_by_due" ON "Job" ("priority", "dueAt") WHERE "status" = 'pending';

CREATE INDEX "delivery_pending_by_due" ON "Delivery" ("priority", "dueAt") WHERE "status" = 'pending';

CREATE TRIGGER "contract_terminal_state_stays" BEFORE UPDATE OF "status" ON "Contract"
WHEN OLD."status" IN ('declined', 'withdrawn', 'expired', 'terminated', 'replaced') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'contract_terminal_state_stays'); END;

CREATE TRIGGER "appointment_terminal_state_stays" BEFORE UPDATE OF "status" ON "Appointment"
WHEN OLD."status" IN ('attended', 'cancelled', 'no_show') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'appointment_terminal_state_stays'); END;

CREATE TRIGGER "waitlistentry_terminal_state_stays" BEFORE UPDATE OF "status" ON "WaitlistEntry"
WHEN OLD."status" IN ('accepted', 'lapsed', 'left') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'waitlistentry_terminal_state_stays'); END;

CREATE TRIGGER "binding_terminal_state_stays" BEFORE UPDATE OF "status" ON "Binding"
WHEN OLD."status" IN ('ended') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'binding_terminal_state_stays'); END;

CREATE TRIGGER "delegation_terminal_state_stays" BEFORE UPDATE OF "status" ON "Delegation"
WHEN OLD."status" IN ('ended') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'delegation_terminal_state_stays'); END;

CREATE TRIGGER "dialogue_terminal_state_stays" BEFORE UPDATE OF "status" ON "Dialogue"
WHEN OLD."status" IN ('finished', 'abandoned', 'expired') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'dialogue_terminal_state_stays'); END;

CREATE TRIGGER "delivery_terminal_state_stays" BEFORE UPDATE OF "status" ON "Delivery"
WHEN OLD."status" IN ('sent', 'cleared', 'cancelled', 'dead') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'delivery_terminal_state_stays'); END;

CREATE TRIGGER "job_terminal_state_stays" BEFORE UPDATE OF "status" ON "Job"
WHEN OLD."status" IN ('done', 'cleared', 'dead') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'job_terminal_state_stays'); END;

CREATE TRIGGER "auditentry_no_update" BEFORE UPDATE ON "AuditEntry"
BEGIN SELECT RAISE(ABORT, 'auditentry_no_update'); END;

CREATE TRIGGER "auditentry_no_delete" BEFORE DELETE ON "AuditEntry"
BEGIN SELECT RAISE(ABORT, 'auditentry_no_delete'); END;
