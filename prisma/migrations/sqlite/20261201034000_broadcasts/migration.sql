-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN "broadcastId" TEXT;

-- CreateTable
CREATE TABLE "Broadcast" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "audience" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "rulePack" TEXT NOT NULL,
    "startsAt" DATETIME,
    "latestAt" DATETIME NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "counts" JSONB NOT NULL,
    "countedThrough" TEXT NOT NULL DEFAULT '',
    "countedAt" DATETIME,
    "sample" JSONB NOT NULL,
    "submittedAt" DATETIME,
    "decidedById" TEXT,
    "decidedAt" DATETIME,
    "startedAt" DATETIME,
    "frozenThrough" TEXT NOT NULL DEFAULT '',
    "frozenAt" DATETIME,
    "dealtAt" DATETIME,
    "endedAt" DATETIME,
    "endReason" TEXT,
    "answered" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Broadcast_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Broadcast_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Broadcast_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Staff" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "broadcast_not_decided_by_its_writer" CHECK ("decidedById" IS NULL OR "decidedById" <> "createdById"),
    CONSTRAINT "broadcast_begun_was_counted" CHECK ("status" IN ('draft', 'cancelled') OR ("countedAt" IS NOT NULL AND "submittedAt" IS NOT NULL))
);

-- CreateTable
CREATE TABLE "BroadcastRecipient" (
    "broadcastId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "address" TEXT,
    "targetId" TEXT,
    "placeId" TEXT,
    "state" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "reason" TEXT,
    "massId" TEXT,
    "round" INTEGER NOT NULL DEFAULT 0,
    "answeredAt" DATETIME,

    PRIMARY KEY ("broadcastId", "personId"),
    CONSTRAINT "BroadcastRecipient_broadcastId_fkey" FOREIGN KEY ("broadcastId") REFERENCES "Broadcast" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "BroadcastRecipient_massId_fkey" FOREIGN KEY ("massId") REFERENCES "MassMessage" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "broadcast_recipient_excluded_has_reason" CHECK ("state" <> 'excluded' OR ("reason" IS NOT NULL AND "address" IS NULL))
);

-- CreateTable
CREATE TABLE "MassMessage" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "broadcastId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "members" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "triedAt" DATETIME,
    "endedAt" DATETIME,
    "platformMessageId" TEXT,
    "code" TEXT,
    CONSTRAINT "MassMessage_broadcastId_fkey" FOREIGN KEY ("broadcastId") REFERENCES "Broadcast" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MassBudget" (
    "contactId" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "taken" INTEGER NOT NULL,

    PRIMARY KEY ("contactId", "month"),
    CONSTRAINT "mass_budget_of_four" CHECK ("taken" >= 0 AND "taken" <= 4)
);

-- CreateTable
CREATE TABLE "BroadcastStop" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "organisationId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "stoppedById" TEXT NOT NULL,
    "stoppedAt" DATETIME NOT NULL,
    "liftedById" TEXT,
    "liftedAt" DATETIME,
    CONSTRAINT "BroadcastStop_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "BroadcastStop_stoppedById_fkey" FOREIGN KEY ("stoppedById") REFERENCES "Staff" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Broadcast_number_key" ON "Broadcast"("number");

-- CreateIndex
CREATE INDEX "Broadcast_organisationId_createdAt_idx" ON "Broadcast"("organisationId", "createdAt");

-- CreateIndex
CREATE INDEX "Broadcast_createdById_createdAt_idx" ON "Broadcast"("createdById", "createdAt");

-- CreateIndex
CREATE INDEX "BroadcastRecipient_broadcastId_state_way_reason_idx" ON "BroadcastRecipient"("broadcastId", "state", "way", "reason");

-- CreateIndex
CREATE INDEX "BroadcastRecipient_massId_idx" ON "BroadcastRecipient"("massId");

-- CreateIndex
CREATE INDEX "MassMessage_broadcastId_status_idx" ON "MassMessage"("broadcastId", "status");


CREATE UNIQUE INDEX "broadcast_recipient_once_per_address" ON "BroadcastRecipient" ("broadcastId", "address") WHERE "address" IS NOT NULL;

CREATE UNIQUE INDEX "broadcast_stop_once_per_area" ON "BroadcastStop" ("organisationId") WHERE "liftedAt" IS NULL;

CREATE TRIGGER "broadcast_terminal_state_stays" BEFORE UPDATE OF "status" ON "Broadcast"
WHEN OLD."status" IN ('cancelled') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'broadcast_terminal_state_stays'); END;

CREATE TRIGGER "massmessage_terminal_state_stays" BEFORE UPDATE OF "status" ON "MassMessage"
WHEN OLD."status" IN ('sent', 'failed') AND NEW."status" <> OLD."status"
BEGIN SELECT RAISE(ABORT, 'massmessage_terminal_state_stays'); END;

CREATE INDEX "delivery_of_broadcast" ON "Delivery" ("broadcastId", "status", "channel", "reason") WHERE "broadcastId" IS NOT NULL;
