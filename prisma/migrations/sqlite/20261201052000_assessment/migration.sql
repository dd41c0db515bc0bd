-- AlterTable
ALTER TABLE "ReferralStep" ADD COLUMN "inTime" BOOLEAN;

-- CreateTable
CREATE TABLE "AssessmentPeriod" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "fromDate" TEXT NOT NULL,
    "toDate" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "rulePack" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "startedById" TEXT NOT NULL,
    "closedAt" DATETIME,
    "lastIndicator" TEXT NOT NULL DEFAULT '',
    "lastRowId" TEXT NOT NULL DEFAULT ''
);

-- CreateTable
CREATE TABLE "AssessmentFact" (
    "periodId" TEXT NOT NULL,
    "indicator" TEXT NOT NULL,
    "rowId" TEXT NOT NULL,
    "staffId" TEXT,
    "organisationId" TEXT NOT NULL,
    "part" REAL NOT NULL,
    "whole" REAL NOT NULL,

    PRIMARY KEY ("periodId", "indicator", "rowId"),
    CONSTRAINT "AssessmentFact_periodId_fkey" FOREIGN KEY ("periodId") REFERENCES "AssessmentPeriod" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "AssessmentFact_periodId_indicator_organisationId_idx" ON "AssessmentFact"("periodId", "indicator", "organisationId");


CREATE TRIGGER "assessmentperiod_terminal_state_stays" BEFORE UPDATE OF "status" ON "AssessmentPeriod"
WHEN OLD."status" IN ('closed') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'assessmentperiod_terminal_state_stays'); END;

CREATE TRIGGER "assessmentfact_no_update" BEFORE UPDATE ON "AssessmentFact"
BEGIN SELECT RAISE(ABORT, 'assessmentfact_no_update'); END;

CREATE TRIGGER "assessmentfact_no_delete" BEFORE DELETE ON "AssessmentFact"
BEGIN SELECT RAISE(ABORT, 'assessmentfact_no_delete'); END;
