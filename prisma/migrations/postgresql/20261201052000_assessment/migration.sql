-- CreateEnum
CREATE TYPE "AssessmentStatus" AS ENUM ('closing', 'closed');

-- AlterTable
ALTER TABLE "ReferralStep" ADD COLUMN     "inTime" BOOLEAN;

-- CreateTable
CREATE TABLE "AssessmentPeriod" (
    "id" TEXT NOT NULL,
    "fromDate" TEXT NOT NULL,
    "toDate" TEXT NOT NULL,
    "status" "AssessmentStatus" NOT NULL,
    "rulePack" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "startedById" TEXT NOT NULL,
    "closedAt" TIMESTAMP(3),
    "lastIndicator" TEXT NOT NULL DEFAULT '',
    "lastRowId" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "AssessmentPeriod_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AssessmentFact" (
    "periodId" TEXT NOT NULL,
    "indicator" TEXT NOT NULL,
    "rowId" TEXT NOT NULL,
    "staffId" TEXT,
    "organisationId" TEXT NOT NULL,
    "part" DOUBLE PRECISION NOT NULL,
    "whole" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "AssessmentFact_pkey" PRIMARY KEY ("periodId","indicator","rowId")
);

-- CreateIndex
CREATE INDEX "AssessmentFact_periodId_indicator_organisationId_idx" ON "AssessmentFact"("periodId", "indicator", "organisationId");

-- AddForeignKey
ALTER TABLE "AssessmentFact" ADD CONSTRAINT "AssessmentFact_periodId_fkey" FOREIGN KEY ("periodId") REFERENCES "AssessmentPeriod"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


CREATE FUNCTION "assessmentperiod_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'assessmentperiod_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "assessmentperiod_terminal_state_stays" BEFORE UPDATE OF "status" ON "AssessmentPeriod" FOR EACH ROW
WHEN (OLD."status" IN ('closed') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "assessmentperiod_terminal_state_stays"();

CREATE FUNCTION "assessmentfact_no_update"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'assessmentfact_no_update'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "assessmentfact_no_update" BEFORE UPDATE ON "AssessmentFact" FOR EACH ROW EXECUTE FUNCTION "assessmentfact_no_update"();

CREATE FUNCTION "assessmentfact_no_delete"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'assessmentfact_no_delete'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "assessmentfact_no_delete" BEFORE DELETE ON "AssessmentFact" FOR EACH ROW EXECUTE FUNCTION "assessmentfact_no_delete"();
