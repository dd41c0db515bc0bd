-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "OrganisationKind" AS ENUM ('bureau', 'town', 'hospital', 'centre', 'station');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('doctor', 'nurse', 'public_health_doctor', 'team_leader', 'hospital_desk', 'expert', 'centre_administrator', 'town_administrator', 'district_administrator', 'auditor');

-- CreateEnum
CREATE TYPE "Sex" AS ENUM ('female', 'male');

-- CreateEnum
CREATE TYPE "DocumentKind" AS ENUM ('id_card', 'home_return_permit', 'hk_macau_taiwan_residence', 'passport', 'permanent_residence', 'birth_certificate');

-- CreateEnum
CREATE TYPE "IdentityLevel" AS ENUM ('verified', 'provisional', 'merged');

-- CreateEnum
CREATE TYPE "ContactChannel" AS ENUM ('wechat', 'wecom', 'wechaty');

-- CreateEnum
CREATE TYPE "BindingStatus" AS ENUM ('active', 'ended');

-- CreateEnum
CREATE TYPE "CodePurpose" AS ENUM ('bind', 'family', 'sign', 'desk');

-- CreateEnum
CREATE TYPE "DelegationKind" AS ENUM ('guardian', 'agent', 'helper');

-- CreateEnum
CREATE TYPE "DelegationStatus" AS ENUM ('pending', 'active', 'ended');

-- CreateEnum
CREATE TYPE "ContractStatus" AS ENUM ('draft', 'submitted', 'active', 'declined', 'withdrawn', 'expired', 'terminated', 'replaced');

-- CreateEnum
CREATE TYPE "ContractOrigin" AS ENUM ('resident', 'doctor');

-- CreateEnum
CREATE TYPE "ClinicKind" AS ENUM ('night', 'expert');

-- CreateEnum
CREATE TYPE "SessionStatus" AS ENUM ('open', 'closed');

-- CreateEnum
CREATE TYPE "AppointmentStatus" AS ENUM ('booked', 'arrived', 'called', 'attended', 'cancelled', 'no_show');

-- CreateEnum
CREATE TYPE "AppointmentOrigin" AS ENUM ('resident', 'staff', 'waitlist');

-- CreateEnum
CREATE TYPE "WaitlistStatus" AS ENUM ('waiting', 'offered', 'accepted', 'lapsed', 'left');

-- CreateEnum
CREATE TYPE "InboundStatus" AS ENUM ('answered', 'failed', 'dead');

-- CreateEnum
CREATE TYPE "DialogueStatus" AS ENUM ('open', 'suspended', 'finished', 'abandoned', 'expired');

-- CreateEnum
CREATE TYPE "WorkStatus" AS ENUM ('pending', 'done', 'cleared', 'dead');

-- CreateEnum
CREATE TYPE "DeliveryStatus" AS ENUM ('pending', 'sent', 'cleared', 'cancelled', 'dead');

-- CreateEnum
CREATE TYPE "RecipientKind" AS ENUM ('contact', 'binding', 'staff', 'phone');

-- CreateTable
CREATE TABLE "Organisation" (
    "id" TEXT NOT NULL,
    "kind" "OrganisationKind" NOT NULL,
    "name" TEXT NOT NULL,
    "shortName" TEXT NOT NULL,
    "parentId" TEXT,
    "address" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "hours" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Twinning" (
    "id" TEXT NOT NULL,
    "centreId" TEXT NOT NULL,
    "hospitalId" TEXT NOT NULL,
    "fromDate" TEXT NOT NULL,
    "toDate" TEXT,

    CONSTRAINT "Twinning_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Grid" (
    "id" TEXT NOT NULL,
    "centreId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "places" JSONB NOT NULL,

    CONSTRAINT "Grid_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Team" (
    "id" TEXT NOT NULL,
    "centreId" TEXT NOT NULL,
    "leaderId" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TeamMember" (
    "teamId" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,

    CONSTRAINT "TeamMember_pkey" PRIMARY KEY ("teamId","staffId")
);

-- CreateTable
CREATE TABLE "Staff" (
    "id" TEXT NOT NULL,
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

    CONSTRAINT "Staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StaffRole" (
    "staffId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "role" "Role" NOT NULL,

    CONSTRAINT "StaffRole_pkey" PRIMARY KEY ("staffId","organisationId","role")
);

-- CreateTable
CREATE TABLE "Resident" (
    "id" TEXT NOT NULL,
    "identityLevel" "IdentityLevel" NOT NULL,
    "nameSealed" TEXT NOT NULL,
    "nameIndex" TEXT NOT NULL,
    "surnameIndex" TEXT NOT NULL,
    "documentKind" "DocumentKind" NOT NULL,
    "documentSealed" TEXT NOT NULL,
    "documentIndex" TEXT NOT NULL,
    "phoneSealed" TEXT,
    "phoneIndex" TEXT,
    "birthDate" TEXT NOT NULL,
    "sex" "Sex" NOT NULL,
    "area" TEXT NOT NULL DEFAULT '',
    "addressSealed" TEXT,
    "homeCentreId" TEXT,
    "gridId" TEXT,
    "tags" JSONB NOT NULL DEFAULT '[]',
    "mergedIntoId" TEXT,
    "verifiedAt" TIMESTAMP(3),
    "verifiedById" TEXT,
    "diedOn" TEXT,
    "noShowBlockedUntil" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Resident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" TEXT NOT NULL,
    "channel" "ContactChannel" NOT NULL,
    "accountSealed" TEXT NOT NULL,
    "accountIndex" TEXT NOT NULL,
    "staffId" TEXT,
    "following" BOOLEAN NOT NULL DEFAULT true,
    "lastInboundAt" TIMESTAMP(3),
    "windowRemaining" INTEGER NOT NULL DEFAULT 0,
    "windowExpiresAt" TIMESTAMP(3),
    "handedOverUntil" TIMESTAMP(3),
    "handedOverTo" TEXT,
    "greetedOn" TEXT,
    "lastChoices" JSONB,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Binding" (
    "id" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "channel" "ContactChannel" NOT NULL,
    "status" "BindingStatus" NOT NULL,
    "boundAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),
    "endReason" TEXT,

    CONSTRAINT "Binding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VerificationCode" (
    "id" TEXT NOT NULL,
    "purpose" "CodePurpose" NOT NULL,
    "contactId" TEXT,
    "residentId" TEXT,
    "phoneIndex" TEXT,
    "codeHash" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),

    CONSTRAINT "VerificationCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delegation" (
    "id" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "kind" "DelegationKind" NOT NULL,
    "kinship" TEXT NOT NULL,
    "status" "DelegationStatus" NOT NULL,
    "verifiedAt" TIMESTAMP(3),
    "grantedById" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),
    "endReason" TEXT,

    CONSTRAINT "Delegation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Consent" (
    "id" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "givenAt" TIMESTAMP(3) NOT NULL,
    "withdrawnAt" TIMESTAMP(3),

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NoticePreference" (
    "residentId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "off" BOOLEAN NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "NoticePreference_pkey" PRIMARY KEY ("residentId","kind")
);

-- CreateTable
CREATE TABLE "Contract" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "doctorId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "centreId" TEXT NOT NULL,
    "status" "ContractStatus" NOT NULL,
    "origin" "ContractOrigin" NOT NULL,
    "rulePack" TEXT NOT NULL,
    "agreementVersion" TEXT NOT NULL,
    "packages" JSONB NOT NULL,
    "replacesId" TEXT,
    "startsOn" TEXT,
    "endsOn" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "submittedAt" TIMESTAMP(3),
    "decidedAt" TIMESTAMP(3),
    "decidedById" TEXT,
    "undoUntil" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "endReason" TEXT,
    "signedBy" TEXT,
    "signatureSealed" TEXT,
    "evidenceLevel" TEXT,
    "evidenceSealed" TEXT,
    "evidenceHash" TEXT,
    "previousHash" TEXT,
    "interimForId" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Contract_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContractUse" (
    "id" TEXT NOT NULL,
    "contractId" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "usedOn" TEXT NOT NULL,

    CONSTRAINT "ContractUse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClinicSchedule" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "doctorId" TEXT NOT NULL,
    "kind" "ClinicKind" NOT NULL,
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

    CONSTRAINT "ClinicSchedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScheduleException" (
    "scheduleId" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "ScheduleException_pkey" PRIMARY KEY ("scheduleId","date")
);

-- CreateTable
CREATE TABLE "ClinicSession" (
    "id" TEXT NOT NULL,
    "scheduleId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "doctorId" TEXT NOT NULL,
    "kind" "ClinicKind" NOT NULL,
    "date" TEXT NOT NULL,
    "startsAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "status" "SessionStatus" NOT NULL,
    "closedReason" TEXT,
    "reserved" INTEGER NOT NULL DEFAULT 0,
    "places" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "nextNumber" INTEGER NOT NULL DEFAULT 1,
    "rulePack" TEXT NOT NULL,

    CONSTRAINT "ClinicSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Slot" (
    "id" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "startsAt" TIMESTAMP(3) NOT NULL,
    "capacity" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Slot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Appointment" (
    "id" TEXT NOT NULL,
    "slotId" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "contactId" TEXT,
    "staffId" TEXT,
    "origin" "AppointmentOrigin" NOT NULL,
    "number" INTEGER NOT NULL,
    "status" "AppointmentStatus" NOT NULL,
    "startsAt" TIMESTAMP(3) NOT NULL,
    "bookedAt" TIMESTAMP(3) NOT NULL,
    "arrivedAt" TIMESTAMP(3),
    "calledAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "cancelReason" TEXT,

    CONSTRAINT "Appointment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WaitlistEntry" (
    "id" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "status" "WaitlistStatus" NOT NULL,
    "joinedAt" TIMESTAMP(3) NOT NULL,
    "offeredSlotId" TEXT,
    "offeredAt" TIMESTAMP(3),
    "offerExpiresAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "WaitlistEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboundMessage" (
    "id" TEXT NOT NULL,
    "channel" "ContactChannel" NOT NULL,
    "claimKey" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "bodySealed" TEXT NOT NULL,
    "answerSealed" TEXT,
    "status" "InboundStatus" NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3),
    "answeredAt" TIMESTAMP(3),

    CONSTRAINT "InboundMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Dialogue" (
    "id" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "stateSealed" TEXT NOT NULL,
    "status" "DialogueStatus" NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Dialogue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Job" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "status" "WorkStatus" NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3),
    "leaseUntil" TIMESTAMP(3),
    "outcome" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "Job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "recipientKind" "RecipientKind" NOT NULL,
    "recipientId" TEXT,
    "phoneSealed" TEXT,
    "residentId" TEXT,
    "contentSealed" TEXT NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "status" "DeliveryStatus" NOT NULL,
    "reason" TEXT,
    "channel" TEXT,
    "form" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3),
    "leaseUntil" TIMESTAMP(3),
    "platformMessageId" TEXT,
    "responseCode" TEXT,
    "cardTaskId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),
    "deliveredAt" TIMESTAMP(3),

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DeliveryAttempt" (
    "id" TEXT NOT NULL,
    "deliveryId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),
    "outcome" TEXT,
    "code" TEXT,

    CONSTRAINT "DeliveryAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Tick" (
    "name" TEXT NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "lastRunAt" TIMESTAMP(3),

    CONSTRAINT "Tick_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "PlatformToken" (
    "platform" TEXT NOT NULL,
    "tokenSealed" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "refreshAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PlatformToken_pkey" PRIMARY KEY ("platform")
);

-- CreateTable
CREATE TABLE "ChannelPause" (
    "channel" TEXT NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,
    "code" TEXT NOT NULL,

    CONSTRAINT "ChannelPause_pkey" PRIMARY KEY ("channel")
);

-- CreateTable
CREATE TABLE "PageLink" (
    "id" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "contactId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),

    CONSTRAINT "PageLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "sequence" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "action" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT,
    "purpose" TEXT,
    "detail" JSONB NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "Setting" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "ConsoleUser" (
    "id" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "staffId" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "ConsoleUser_pkey" PRIMARY KEY ("id")
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

-- AddForeignKey
ALTER TABLE "Organisation" ADD CONSTRAINT "Organisation_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Twinning" ADD CONSTRAINT "Twinning_centreId_fkey" FOREIGN KEY ("centreId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Twinning" ADD CONSTRAINT "Twinning_hospitalId_fkey" FOREIGN KEY ("hospitalId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grid" ADD CONSTRAINT "Grid_centreId_fkey" FOREIGN KEY ("centreId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grid" ADD CONSTRAINT "Grid_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Team" ADD CONSTRAINT "Team_centreId_fkey" FOREIGN KEY ("centreId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Team" ADD CONSTRAINT "Team_leaderId_fkey" FOREIGN KEY ("leaderId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TeamMember" ADD CONSTRAINT "TeamMember_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TeamMember" ADD CONSTRAINT "TeamMember_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Staff" ADD CONSTRAINT "Staff_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StaffRole" ADD CONSTRAINT "StaffRole_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StaffRole" ADD CONSTRAINT "StaffRole_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Resident" ADD CONSTRAINT "Resident_homeCentreId_fkey" FOREIGN KEY ("homeCentreId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Resident" ADD CONSTRAINT "Resident_gridId_fkey" FOREIGN KEY ("gridId") REFERENCES "Grid"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Resident" ADD CONSTRAINT "Resident_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Resident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Binding" ADD CONSTRAINT "Binding_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Binding" ADD CONSTRAINT "Binding_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VerificationCode" ADD CONSTRAINT "VerificationCode_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_subjectId_fkey" FOREIGN KEY ("subjectId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoticePreference" ADD CONSTRAINT "NoticePreference_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contract" ADD CONSTRAINT "Contract_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contract" ADD CONSTRAINT "Contract_doctorId_fkey" FOREIGN KEY ("doctorId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contract" ADD CONSTRAINT "Contract_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contract" ADD CONSTRAINT "Contract_centreId_fkey" FOREIGN KEY ("centreId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Contract" ADD CONSTRAINT "Contract_replacesId_fkey" FOREIGN KEY ("replacesId") REFERENCES "Contract"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ContractUse" ADD CONSTRAINT "ContractUse_contractId_fkey" FOREIGN KEY ("contractId") REFERENCES "Contract"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClinicSchedule" ADD CONSTRAINT "ClinicSchedule_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClinicSchedule" ADD CONSTRAINT "ClinicSchedule_doctorId_fkey" FOREIGN KEY ("doctorId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScheduleException" ADD CONSTRAINT "ScheduleException_scheduleId_fkey" FOREIGN KEY ("scheduleId") REFERENCES "ClinicSchedule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClinicSession" ADD CONSTRAINT "ClinicSession_scheduleId_fkey" FOREIGN KEY ("scheduleId") REFERENCES "ClinicSchedule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClinicSession" ADD CONSTRAINT "ClinicSession_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClinicSession" ADD CONSTRAINT "ClinicSession_doctorId_fkey" FOREIGN KEY ("doctorId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Slot" ADD CONSTRAINT "Slot_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "ClinicSession"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appointment" ADD CONSTRAINT "Appointment_slotId_fkey" FOREIGN KEY ("slotId") REFERENCES "Slot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appointment" ADD CONSTRAINT "Appointment_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "ClinicSession"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appointment" ADD CONSTRAINT "Appointment_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WaitlistEntry" ADD CONSTRAINT "WaitlistEntry_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "ClinicSession"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WaitlistEntry" ADD CONSTRAINT "WaitlistEntry_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboundMessage" ADD CONSTRAINT "InboundMessage_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dialogue" ADD CONSTRAINT "Dialogue_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeliveryAttempt" ADD CONSTRAINT "DeliveryAttempt_deliveryId_fkey" FOREIGN KEY ("deliveryId") REFERENCES "Delivery"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


ALTER TABLE "Slot" ADD CONSTRAINT "slot_taken_within_capacity" CHECK ("taken" >= 0 AND "taken" <= "capacity");

ALTER TABLE "ClinicSession" ADD CONSTRAINT "session_taken_within_places" CHECK ("taken" >= 0 AND "taken" <= "places");

ALTER TABLE "ClinicSession" ADD CONSTRAINT "session_reserved_within_places" CHECK ("reserved" >= 0 AND "reserved" <= "places");

ALTER TABLE "Staff" ADD CONSTRAINT "staff_contracts_not_negative" CHECK ("contractsHeld" >= 0);

ALTER TABLE "Contact" ADD CONSTRAINT "contact_window_not_negative" CHECK ("windowRemaining" >= 0);

ALTER TABLE "VerificationCode" ADD CONSTRAINT "code_tries_at_most_five" CHECK ("attempts" >= 0 AND "attempts" <= 5);

ALTER TABLE "Contract" ADD CONSTRAINT "contract_active_has_term" CHECK ("status" <> 'active' OR ("startsOn" IS NOT NULL AND "endsOn" IS NOT NULL));

ALTER TABLE "Contract" ADD CONSTRAINT "contract_sent_has_evidence" CHECK ("status" NOT IN ('submitted', 'active') OR "evidenceHash" IS NOT NULL);

ALTER TABLE "Delivery" ADD CONSTRAINT "delivery_has_recipient" CHECK ("recipientId" IS NOT NULL OR "phoneSealed" IS NOT NULL);

ALTER TABLE "Delegation" ADD CONSTRAINT "delegation_not_to_self" CHECK ("actorId" <> "subjectId");

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

CREATE FUNCTION "contract_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'contract_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "contract_terminal_state_stays" BEFORE UPDATE OF "status" ON "Contract" FOR EACH ROW
WHEN (OLD."status" IN ('declined', 'withdrawn', 'expired', 'terminated', 'replaced') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "contract_terminal_state_stays"();

CREATE FUNCTION "appointment_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'appointment_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "appointment_terminal_state_stays" BEFORE UPDATE OF "status" ON "Appointment" FOR EACH ROW
WHEN (OLD."status" IN ('attended', 'cancelled', 'no_show') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "appointment_terminal_state_stays"();

CREATE FUNCTION "waitlistentry_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'waitlistentry_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "waitlistentry_terminal_state_stays" BEFORE UPDATE OF "status" ON "WaitlistEntry" FOR EACH ROW
WHEN (OLD."status" IN ('accepted', 'lapsed', 'left') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "waitlistentry_terminal_state_stays"();

CREATE FUNCTION "binding_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'binding_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "binding_terminal_state_stays" BEFORE UPDATE OF "status" ON "Binding" FOR EACH ROW
WHEN (OLD."status" IN ('ended') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "binding_terminal_state_stays"();

CREATE FUNCTION "delegation_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'delegation_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "delegation_terminal_state_stays" BEFORE UPDATE OF "status" ON "Delegation" FOR EACH ROW
WHEN (OLD."status" IN ('ended') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "delegation_terminal_state_stays"();

CREATE FUNCTION "dialogue_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'dialogue_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "dialogue_terminal_state_stays" BEFORE UPDATE OF "status" ON "Dialogue" FOR EACH ROW
WHEN (OLD."status" IN ('finished', 'abandoned', 'expired') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "dialogue_terminal_state_stays"();

CREATE FUNCTION "delivery_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'delivery_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "delivery_terminal_state_stays" BEFORE UPDATE OF "status" ON "Delivery" FOR EACH ROW
WHEN (OLD."status" IN ('sent', 'cleared', 'cancelled', 'dead') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "delivery_terminal_state_stays"();

CREATE FUNCTION "job_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'job_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "job_terminal_state_stays" BEFORE UPDATE OF "status" ON "Job" FOR EACH ROW
WHEN (OLD."status" IN ('done', 'cleared', 'dead') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "job_terminal_state_stays"();

CREATE FUNCTION "auditentry_no_update"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'auditentry_no_update'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "auditentry_no_update" BEFORE UPDATE ON "AuditEntry" FOR EACH ROW EXECUTE FUNCTION "auditentry_no_update"();

CREATE FUNCTION "auditentry_no_delete"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'auditentry_no_delete'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "auditentry_no_delete" BEFORE DELETE ON "AuditEntry" FOR EACH ROW EXECUTE FUNCTION "auditentry_no_delete"();
