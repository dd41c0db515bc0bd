-- CreateEnum
CREATE TYPE "RecordKind" AS ENUM ('allergy', 'history', 'family_history', 'operation', 'lifestyle', 'checkup', 'remark');

-- CreateEnum
CREATE TYPE "CorrectionStatus" AS ENUM ('open', 'corrected', 'refused');

-- CreateEnum
CREATE TYPE "ReadingKind" AS ENUM ('pressure', 'glucose', 'weight');

-- CreateEnum
CREATE TYPE "ReadingSource" AS ENUM ('resident', 'staff', 'device');

-- CreateEnum
CREATE TYPE "AlertStatus" AS ENUM ('open', 'answered');

-- CreateEnum
CREATE TYPE "CarePlanStatus" AS ENUM ('active', 'closed');

-- CreateEnum
CREATE TYPE "CareTaskStatus" AS ENUM ('open', 'done', 'missed', 'cleared');

-- CreateEnum
CREATE TYPE "CareTaskWay" AS ENUM ('chat', 'phone', 'visit');

-- CreateEnum
CREATE TYPE "EncounterMode" AS ENUM ('clinic', 'home', 'phone', 'station', 'chat');

-- CreateEnum
CREATE TYPE "StaffTaskKind" AS ENUM ('phone', 'visit');

-- CreateEnum
CREATE TYPE "StaffTaskStatus" AS ENUM ('open', 'done', 'cleared');

-- CreateEnum
CREATE TYPE "ReferralDirection" AS ENUM ('up', 'down', 'test');

-- CreateEnum
CREATE TYPE "ReferralStatus" AS ENUM ('requested', 'reviewing', 'sent', 'accepted', 'attended', 'returned', 'closed', 'declined', 'forwarded', 'withdrawn', 'lapsed');

-- CreateEnum
CREATE TYPE "ReferralUrgency" AS ENUM ('routine', 'urgent', 'emergency');

-- CreateEnum
CREATE TYPE "ReferralOrigin" AS ENUM ('resident', 'doctor', 'hospital');

-- CreateEnum
CREATE TYPE "ConsultationStatus" AS ENUM ('open', 'answered', 'closed');

-- CreateEnum
CREATE TYPE "MedicineStatus" AS ENUM ('proposed', 'stocked', 'out_of_stock', 'withdrawn');

-- CreateEnum
CREATE TYPE "SupplyStatus" AS ENUM ('requested', 'preparing', 'ready', 'collected', 'refused', 'withdrawn', 'lapsed');

-- CreateEnum
CREATE TYPE "HomeVisitStatus" AS ENUM ('offered', 'requested', 'planned', 'done', 'declined', 'withdrawn', 'lapsed');

-- CreateEnum
CREATE TYPE "ComplaintStatus" AS ENUM ('open', 'answered', 'closed');

-- CreateEnum
CREATE TYPE "GatheringKind" AS ENUM ('lecture', 'training');

-- CreateEnum
CREATE TYPE "GatheringStatus" AS ENUM ('open', 'cancelled', 'held');

-- CreateEnum
CREATE TYPE "SignUpStatus" AS ENUM ('signed_up', 'cancelled', 'attended', 'absent');

-- CreateEnum
CREATE TYPE "SpellKind" AS ENUM ('support', 'loan');

-- AlterEnum
ALTER TYPE "CodePurpose" ADD VALUE 'sign_in';

-- AlterTable
ALTER TABLE "Organisation" ADD COLUMN     "level" INTEGER,
ADD COLUMN     "packId" TEXT;

-- CreateTable
CREATE TABLE "Diagnosis" (
    "id" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "diagnosedOn" TEXT NOT NULL,
    "recordedById" TEXT,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "endedOn" TEXT,
    "endReason" TEXT,

    CONSTRAINT "Diagnosis_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecordEntry" (
    "id" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "kind" "RecordKind" NOT NULL,
    "part" TEXT NOT NULL DEFAULT '',
    "textSealed" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "recordedById" TEXT,
    "supersededById" TEXT,

    CONSTRAINT "RecordEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecordCorrection" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "askedById" TEXT NOT NULL,
    "textSealed" TEXT NOT NULL,
    "status" "CorrectionStatus" NOT NULL,
    "ownerId" TEXT NOT NULL,
    "rulePack" TEXT NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "escalations" INTEGER NOT NULL DEFAULT 0,
    "answeredAt" TIMESTAMP(3),
    "answerSealed" TEXT,

    CONSTRAINT "RecordCorrection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Reading" (
    "id" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "kind" "ReadingKind" NOT NULL,
    "valueSealed" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "rulePack" TEXT NOT NULL,
    "measuredAt" TIMESTAMP(3) NOT NULL,
    "source" "ReadingSource" NOT NULL,
    "contactId" TEXT,
    "encounterId" TEXT,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "retractedAt" TIMESTAMP(3),

    CONSTRAINT "Reading_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Alert" (
    "id" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "readingId" TEXT,
    "kind" TEXT NOT NULL,
    "status" "AlertStatus" NOT NULL,
    "ownerId" TEXT NOT NULL,
    "raisedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "escalations" INTEGER NOT NULL DEFAULT 0,
    "answeredAt" TIMESTAMP(3),
    "answeredById" TEXT,
    "outcome" TEXT,

    CONSTRAINT "Alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CarePlan" (
    "id" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" "CarePlanStatus" NOT NULL,
    "rulePack" TEXT NOT NULL,
    "causeId" TEXT NOT NULL DEFAULT '',
    "anchorOn" TEXT NOT NULL,
    "doctorId" TEXT NOT NULL,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "openedById" TEXT,
    "closedAt" TIMESTAMP(3),
    "closeReason" TEXT,

    CONSTRAINT "CarePlan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CareTask" (
    "id" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "milestone" TEXT NOT NULL,
    "dueFrom" TEXT NOT NULL,
    "dueOn" TEXT NOT NULL,
    "dueTo" TEXT NOT NULL,
    "rulePack" TEXT NOT NULL,
    "way" "CareTaskWay" NOT NULL DEFAULT 'chat',
    "status" "CareTaskStatus" NOT NULL,
    "doctorId" TEXT NOT NULL,
    "agreedOn" TEXT,
    "broughtForwardFrom" TEXT,
    "saidDoneOn" TEXT,
    "nextStep" TEXT,
    "nextStepAt" TIMESTAMP(3),
    "escalatedAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),
    "closeReason" TEXT,
    "encounterId" TEXT,
    "class" TEXT,
    "nextDueOn" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CareTask_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Encounter" (
    "id" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "mode" "EncounterMode" NOT NULL,
    "heldAt" TIMESTAMP(3) NOT NULL,
    "noteSealed" TEXT,
    "rulePack" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Encounter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StaffTask" (
    "id" TEXT NOT NULL,
    "kind" "StaffTaskKind" NOT NULL,
    "key" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "status" "StaffTaskStatus" NOT NULL,
    "rulePack" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "escalations" INTEGER NOT NULL DEFAULT 0,
    "closedAt" TIMESTAMP(3),
    "closeReason" TEXT,

    CONSTRAINT "StaffTask_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StaffTaskAttempt" (
    "id" TEXT NOT NULL,
    "taskId" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "StaffTaskAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Referral" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "direction" "ReferralDirection" NOT NULL,
    "status" "ReferralStatus" NOT NULL,
    "urgency" "ReferralUrgency" NOT NULL,
    "origin" "ReferralOrigin" NOT NULL,
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
    "dueAt" TIMESTAMP(3),
    "escalations" INTEGER NOT NULL DEFAULT 0,
    "answerSealed" TEXT,
    "appointmentAt" TIMESTAMP(3),
    "validUntil" TEXT,
    "outcomeSealed" TEXT,
    "endReason" TEXT,
    "previousId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "sentAt" TIMESTAMP(3),
    "answeredAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Referral_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReferralStep" (
    "id" TEXT NOT NULL,
    "referralId" TEXT NOT NULL,
    "from" "ReferralStatus",
    "to" "ReferralStatus" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "reason" TEXT,

    CONSTRAINT "ReferralStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Consultation" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "status" "ConsultationStatus" NOT NULL,
    "doctorId" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "rulePack" TEXT NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3),
    "escalations" INTEGER NOT NULL DEFAULT 0,
    "answeredAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),

    CONSTRAINT "Consultation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsultationLine" (
    "id" TEXT NOT NULL,
    "consultationId" TEXT NOT NULL,
    "staffId" TEXT,
    "textSealed" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ConsultationLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Report" (
    "id" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "part" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL,
    "contentSealed" TEXT NOT NULL,
    "issuedAt" TIMESTAMP(3) NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "externalId" TEXT,
    "referralId" TEXT,
    "recordedById" TEXT,
    "firstReadAt" TIMESTAMP(3),

    CONSTRAINT "Report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Medicine" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "strength" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "essential" BOOLEAN NOT NULL,
    "longTerm" BOOLEAN NOT NULL DEFAULT false,
    "status" "MedicineStatus" NOT NULL,
    "supplierId" TEXT,
    "substituteId" TEXT,
    "proposedById" TEXT NOT NULL,
    "approvedById" TEXT,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Medicine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MedicineSupply" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "medicineId" TEXT NOT NULL,
    "status" "SupplyStatus" NOT NULL,
    "ownerId" TEXT NOT NULL,
    "rulePack" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "longTerm" BOOLEAN NOT NULL DEFAULT false,
    "contactId" TEXT,
    "requestedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3),
    "escalations" INTEGER NOT NULL DEFAULT 0,
    "readyAt" TIMESTAMP(3),
    "collectedAt" TIMESTAMP(3),
    "runsOutOn" TEXT,
    "refusal" TEXT,
    "adherence" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "MedicineSupply_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HomeVisit" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "contactId" TEXT,
    "reason" TEXT NOT NULL,
    "textSealed" TEXT NOT NULL,
    "status" "HomeVisitStatus" NOT NULL,
    "ownerId" TEXT NOT NULL,
    "rulePack" TEXT NOT NULL,
    "wishedOn" TEXT,
    "wishedPart" TEXT,
    "plannedAt" TIMESTAMP(3),
    "askedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3),
    "escalations" INTEGER NOT NULL DEFAULT 0,
    "endedAt" TIMESTAMP(3),
    "endReason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "HomeVisit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Complaint" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "residentId" TEXT,
    "organisationId" TEXT NOT NULL,
    "aboutStaffId" TEXT,
    "textSealed" TEXT NOT NULL,
    "status" "ComplaintStatus" NOT NULL,
    "ownerId" TEXT NOT NULL,
    "rulePack" TEXT NOT NULL,
    "filedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3),
    "escalations" INTEGER NOT NULL DEFAULT 0,
    "answerSealed" TEXT,
    "answeredAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),

    CONSTRAINT "Complaint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Rating" (
    "id" TEXT NOT NULL,
    "residentId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "staffId" TEXT,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,
    "remindedAt" TIMESTAMP(3),
    "score" INTEGER,
    "wordSealed" TEXT,
    "answeredAt" TIMESTAMP(3),

    CONSTRAINT "Rating_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Gathering" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "kind" "GatheringKind" NOT NULL,
    "title" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "startsAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "capacity" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "status" "GatheringStatus" NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Gathering_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignUp" (
    "id" TEXT NOT NULL,
    "gatheringId" TEXT NOT NULL,
    "residentId" TEXT,
    "staffId" TEXT,
    "contactId" TEXT,
    "status" "SignUpStatus" NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "SignUp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SitIn" (
    "sessionId" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "arrivedAt" TIMESTAMP(3) NOT NULL,
    "leftAt" TIMESTAMP(3),

    CONSTRAINT "SitIn_pkey" PRIMARY KEY ("sessionId")
);

-- CreateTable
CREATE TABLE "ServiceSpell" (
    "id" TEXT NOT NULL,
    "kind" "SpellKind" NOT NULL,
    "staffId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "fromDate" TEXT NOT NULL,
    "toDate" TEXT,
    "recordedById" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "withdrawnAt" TIMESTAMP(3),

    CONSTRAINT "ServiceSpell_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Absence" (
    "id" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "coverId" TEXT,
    "fromDate" TEXT NOT NULL,
    "toDate" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "recordedById" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "Absence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Duty" (
    "organisationId" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,

    CONSTRAINT "Duty_pkey" PRIMARY KEY ("organisationId","date")
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

-- AddForeignKey
ALTER TABLE "Diagnosis" ADD CONSTRAINT "Diagnosis_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Diagnosis" ADD CONSTRAINT "Diagnosis_recordedById_fkey" FOREIGN KEY ("recordedById") REFERENCES "Staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordEntry" ADD CONSTRAINT "RecordEntry_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordEntry" ADD CONSTRAINT "RecordEntry_recordedById_fkey" FOREIGN KEY ("recordedById") REFERENCES "Staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordEntry" ADD CONSTRAINT "RecordEntry_supersededById_fkey" FOREIGN KEY ("supersededById") REFERENCES "RecordEntry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordCorrection" ADD CONSTRAINT "RecordCorrection_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordCorrection" ADD CONSTRAINT "RecordCorrection_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RecordCorrection" ADD CONSTRAINT "RecordCorrection_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reading" ADD CONSTRAINT "Reading_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reading" ADD CONSTRAINT "Reading_encounterId_fkey" FOREIGN KEY ("encounterId") REFERENCES "Encounter"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_readingId_fkey" FOREIGN KEY ("readingId") REFERENCES "Reading"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_answeredById_fkey" FOREIGN KEY ("answeredById") REFERENCES "Staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CarePlan" ADD CONSTRAINT "CarePlan_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CarePlan" ADD CONSTRAINT "CarePlan_doctorId_fkey" FOREIGN KEY ("doctorId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CareTask" ADD CONSTRAINT "CareTask_planId_fkey" FOREIGN KEY ("planId") REFERENCES "CarePlan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CareTask" ADD CONSTRAINT "CareTask_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CareTask" ADD CONSTRAINT "CareTask_doctorId_fkey" FOREIGN KEY ("doctorId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CareTask" ADD CONSTRAINT "CareTask_encounterId_fkey" FOREIGN KEY ("encounterId") REFERENCES "Encounter"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Encounter" ADD CONSTRAINT "Encounter_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Encounter" ADD CONSTRAINT "Encounter_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StaffTask" ADD CONSTRAINT "StaffTask_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StaffTask" ADD CONSTRAINT "StaffTask_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StaffTaskAttempt" ADD CONSTRAINT "StaffTaskAttempt_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "StaffTask"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StaffTaskAttempt" ADD CONSTRAINT "StaffTaskAttempt_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_fromOrganisationId_fkey" FOREIGN KEY ("fromOrganisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_toOrganisationId_fkey" FOREIGN KEY ("toOrganisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_doctorId_fkey" FOREIGN KEY ("doctorId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_consentId_fkey" FOREIGN KEY ("consentId") REFERENCES "Consent"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Referral" ADD CONSTRAINT "Referral_previousId_fkey" FOREIGN KEY ("previousId") REFERENCES "Referral"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReferralStep" ADD CONSTRAINT "ReferralStep_referralId_fkey" FOREIGN KEY ("referralId") REFERENCES "Referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consultation" ADD CONSTRAINT "Consultation_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consultation" ADD CONSTRAINT "Consultation_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consultation" ADD CONSTRAINT "Consultation_doctorId_fkey" FOREIGN KEY ("doctorId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consultation" ADD CONSTRAINT "Consultation_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultationLine" ADD CONSTRAINT "ConsultationLine_consultationId_fkey" FOREIGN KEY ("consultationId") REFERENCES "Consultation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsultationLine" ADD CONSTRAINT "ConsultationLine_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Report" ADD CONSTRAINT "Report_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Report" ADD CONSTRAINT "Report_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Report" ADD CONSTRAINT "Report_referralId_fkey" FOREIGN KEY ("referralId") REFERENCES "Referral"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Report" ADD CONSTRAINT "Report_recordedById_fkey" FOREIGN KEY ("recordedById") REFERENCES "Staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Medicine" ADD CONSTRAINT "Medicine_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Medicine" ADD CONSTRAINT "Medicine_supplierId_fkey" FOREIGN KEY ("supplierId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Medicine" ADD CONSTRAINT "Medicine_substituteId_fkey" FOREIGN KEY ("substituteId") REFERENCES "Medicine"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Medicine" ADD CONSTRAINT "Medicine_proposedById_fkey" FOREIGN KEY ("proposedById") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Medicine" ADD CONSTRAINT "Medicine_approvedById_fkey" FOREIGN KEY ("approvedById") REFERENCES "Staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MedicineSupply" ADD CONSTRAINT "MedicineSupply_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MedicineSupply" ADD CONSTRAINT "MedicineSupply_medicineId_fkey" FOREIGN KEY ("medicineId") REFERENCES "Medicine"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MedicineSupply" ADD CONSTRAINT "MedicineSupply_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HomeVisit" ADD CONSTRAINT "HomeVisit_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HomeVisit" ADD CONSTRAINT "HomeVisit_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_aboutStaffId_fkey" FOREIGN KEY ("aboutStaffId") REFERENCES "Staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Complaint" ADD CONSTRAINT "Complaint_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rating" ADD CONSTRAINT "Rating_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rating" ADD CONSTRAINT "Rating_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rating" ADD CONSTRAINT "Rating_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Gathering" ADD CONSTRAINT "Gathering_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Gathering" ADD CONSTRAINT "Gathering_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignUp" ADD CONSTRAINT "SignUp_gatheringId_fkey" FOREIGN KEY ("gatheringId") REFERENCES "Gathering"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignUp" ADD CONSTRAINT "SignUp_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignUp" ADD CONSTRAINT "SignUp_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SitIn" ADD CONSTRAINT "SitIn_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "ClinicSession"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SitIn" ADD CONSTRAINT "SitIn_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ServiceSpell" ADD CONSTRAINT "ServiceSpell_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ServiceSpell" ADD CONSTRAINT "ServiceSpell_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ServiceSpell" ADD CONSTRAINT "ServiceSpell_recordedById_fkey" FOREIGN KEY ("recordedById") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_coverId_fkey" FOREIGN KEY ("coverId") REFERENCES "Staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_recordedById_fkey" FOREIGN KEY ("recordedById") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Duty" ADD CONSTRAINT "Duty_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Duty" ADD CONSTRAINT "Duty_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


ALTER TABLE "Gathering" ADD CONSTRAINT "gathering_taken_within_capacity" CHECK ("taken" >= 0 AND "taken" <= "capacity");

ALTER TABLE "SignUp" ADD CONSTRAINT "sign_up_of_one_person" CHECK (("residentId" IS NULL) <> ("staffId" IS NULL));

ALTER TABLE "Rating" ADD CONSTRAINT "rating_one_to_five" CHECK ("score" IS NULL OR ("score" >= 1 AND "score" <= 5));

ALTER TABLE "MedicineSupply" ADD CONSTRAINT "supply_days_positive" CHECK ("days" > 0);

ALTER TABLE "MedicineSupply" ADD CONSTRAINT "supply_collected_runs_out" CHECK ("status" <> 'collected' OR ("collectedAt" IS NOT NULL AND "runsOutOn" IS NOT NULL));

ALTER TABLE "Medicine" ADD CONSTRAINT "medicine_listed_is_approved" CHECK ("status" IN ('proposed', 'withdrawn') OR "approvedById" IS NOT NULL);

ALTER TABLE "RecordCorrection" ADD CONSTRAINT "correction_decided_is_answered" CHECK ("status" = 'open' OR ("answeredAt" IS NOT NULL AND "answerSealed" IS NOT NULL));

ALTER TABLE "CareTask" ADD CONSTRAINT "care_task_window" CHECK ("dueFrom" <= "dueOn" AND "dueOn" <= "dueTo");

ALTER TABLE "CareTask" ADD CONSTRAINT "care_task_closed_has_no_step" CHECK ("status" = 'open' OR ("nextStepAt" IS NULL AND "closedAt" IS NOT NULL));

ALTER TABLE "CarePlan" ADD CONSTRAINT "care_plan_closed_has_reason" CHECK ("status" = 'active' OR "closeReason" IS NOT NULL);

ALTER TABLE "Referral" ADD CONSTRAINT "referral_sent_has_recipient" CHECK ("status" NOT IN ('sent', 'accepted', 'attended', 'returned', 'forwarded') OR "toOrganisationId" IS NOT NULL);

ALTER TABLE "Referral" ADD CONSTRAINT "referral_sent_has_consent" CHECK ("urgency" = 'emergency' OR "status" NOT IN ('sent', 'accepted', 'attended', 'returned', 'forwarded') OR "consentId" IS NOT NULL);

ALTER TABLE "Referral" ADD CONSTRAINT "referral_accepted_has_appointment" CHECK ("status" <> 'accepted' OR ("appointmentAt" IS NOT NULL AND "validUntil" IS NOT NULL));

ALTER TABLE "StaffTask" ADD CONSTRAINT "staff_task_closed_has_reason" CHECK ("status" = 'open' OR "closeReason" IS NOT NULL);

ALTER TABLE "Complaint" ADD CONSTRAINT "complaint_not_decided_by_its_subject" CHECK ("aboutStaffId" IS NULL OR "aboutStaffId" <> "ownerId");

ALTER TABLE "ServiceSpell" ADD CONSTRAINT "service_spell_not_backwards" CHECK ("toDate" IS NULL OR "fromDate" <= "toDate");

ALTER TABLE "ServiceSpell" ADD CONSTRAINT "service_loan_has_end" CHECK ("kind" <> 'loan' OR "toDate" IS NOT NULL);

ALTER TABLE "Absence" ADD CONSTRAINT "absence_not_backwards" CHECK ("fromDate" <= "toDate");

ALTER TABLE "Absence" ADD CONSTRAINT "absence_not_covered_by_self" CHECK ("coverId" IS NULL OR "coverId" <> "staffId");

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

CREATE FUNCTION "recordcorrection_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'recordcorrection_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "recordcorrection_terminal_state_stays" BEFORE UPDATE OF "status" ON "RecordCorrection" FOR EACH ROW
WHEN (OLD."status" IN ('corrected', 'refused') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "recordcorrection_terminal_state_stays"();

CREATE FUNCTION "alert_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'alert_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "alert_terminal_state_stays" BEFORE UPDATE OF "status" ON "Alert" FOR EACH ROW
WHEN (OLD."status" IN ('answered') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "alert_terminal_state_stays"();

CREATE FUNCTION "careplan_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'careplan_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "careplan_terminal_state_stays" BEFORE UPDATE OF "status" ON "CarePlan" FOR EACH ROW
WHEN (OLD."status" IN ('closed') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "careplan_terminal_state_stays"();

CREATE FUNCTION "caretask_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'caretask_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "caretask_terminal_state_stays" BEFORE UPDATE OF "status" ON "CareTask" FOR EACH ROW
WHEN (OLD."status" IN ('done', 'missed', 'cleared') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "caretask_terminal_state_stays"();

CREATE FUNCTION "stafftask_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'stafftask_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "stafftask_terminal_state_stays" BEFORE UPDATE OF "status" ON "StaffTask" FOR EACH ROW
WHEN (OLD."status" IN ('done', 'cleared') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "stafftask_terminal_state_stays"();

CREATE FUNCTION "referral_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'referral_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "referral_terminal_state_stays" BEFORE UPDATE OF "status" ON "Referral" FOR EACH ROW
WHEN (OLD."status" IN ('closed', 'declined', 'forwarded', 'withdrawn', 'lapsed') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "referral_terminal_state_stays"();

CREATE FUNCTION "consultation_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'consultation_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "consultation_terminal_state_stays" BEFORE UPDATE OF "status" ON "Consultation" FOR EACH ROW
WHEN (OLD."status" IN ('closed') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "consultation_terminal_state_stays"();

CREATE FUNCTION "medicine_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'medicine_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "medicine_terminal_state_stays" BEFORE UPDATE OF "status" ON "Medicine" FOR EACH ROW
WHEN (OLD."status" IN ('withdrawn') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "medicine_terminal_state_stays"();

CREATE FUNCTION "medicinesupply_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'medicinesupply_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "medicinesupply_terminal_state_stays" BEFORE UPDATE OF "status" ON "MedicineSupply" FOR EACH ROW
WHEN (OLD."status" IN ('collected', 'refused', 'withdrawn', 'lapsed') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "medicinesupply_terminal_state_stays"();

CREATE FUNCTION "homevisit_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'homevisit_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "homevisit_terminal_state_stays" BEFORE UPDATE OF "status" ON "HomeVisit" FOR EACH ROW
WHEN (OLD."status" IN ('done', 'declined', 'withdrawn', 'lapsed') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "homevisit_terminal_state_stays"();

CREATE FUNCTION "complaint_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'complaint_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "complaint_terminal_state_stays" BEFORE UPDATE OF "status" ON "Complaint" FOR EACH ROW
WHEN (OLD."status" IN ('closed') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "complaint_terminal_state_stays"();

CREATE FUNCTION "gathering_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'gathering_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "gathering_terminal_state_stays" BEFORE UPDATE OF "status" ON "Gathering" FOR EACH ROW
WHEN (OLD."status" IN ('cancelled', 'held') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "gathering_terminal_state_stays"();

CREATE FUNCTION "signup_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'signup_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "signup_terminal_state_stays" BEFORE UPDATE OF "status" ON "SignUp" FOR EACH ROW
WHEN (OLD."status" IN ('cancelled', 'attended', 'absent') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "signup_terminal_state_stays"();

CREATE FUNCTION "referralstep_no_update"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'referralstep_no_update'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "referralstep_no_update" BEFORE UPDATE ON "ReferralStep" FOR EACH ROW EXECUTE FUNCTION "referralstep_no_update"();

CREATE FUNCTION "referralstep_no_delete"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'referralstep_no_delete'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "referralstep_no_delete" BEFORE DELETE ON "ReferralStep" FOR EACH ROW EXECUTE FUNCTION "referralstep_no_delete"();
