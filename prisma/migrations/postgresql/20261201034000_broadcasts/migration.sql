-- CreateEnum
CREATE TYPE "BroadcastKind" AS ENUM ('notification', 'education', 'emergency', 'staff');

-- CreateEnum
CREATE TYPE "BroadcastStatus" AS ENUM ('draft', 'waiting', 'scheduled', 'running', 'paused', 'done', 'cancelled');

-- CreateEnum
CREATE TYPE "RecipientState" AS ENUM ('excluded', 'waiting', 'dealt', 'mass', 'call');

-- CreateEnum
CREATE TYPE "MassStatus" AS ENUM ('reserved', 'sent', 'failed');

-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "broadcastId" TEXT;

-- CreateTable
CREATE TABLE "Broadcast" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "kind" "BroadcastKind" NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "audience" JSONB NOT NULL,
    "status" "BroadcastStatus" NOT NULL,
    "rulePack" TEXT NOT NULL,
    "startsAt" TIMESTAMP(3),
    "latestAt" TIMESTAMP(3) NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "counts" JSONB NOT NULL,
    "countedThrough" TEXT NOT NULL DEFAULT '',
    "countedAt" TIMESTAMP(3),
    "sample" JSONB NOT NULL,
    "submittedAt" TIMESTAMP(3),
    "decidedById" TEXT,
    "decidedAt" TIMESTAMP(3),
    "startedAt" TIMESTAMP(3),
    "frozenThrough" TEXT NOT NULL DEFAULT '',
    "frozenAt" TIMESTAMP(3),
    "dealtAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "endReason" TEXT,
    "answered" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Broadcast_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BroadcastRecipient" (
    "broadcastId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "address" TEXT,
    "targetId" TEXT,
    "placeId" TEXT,
    "state" "RecipientState" NOT NULL,
    "way" TEXT NOT NULL,
    "reason" TEXT,
    "massId" TEXT,
    "round" INTEGER NOT NULL DEFAULT 0,
    "answeredAt" TIMESTAMP(3),

    CONSTRAINT "BroadcastRecipient_pkey" PRIMARY KEY ("broadcastId","personId")
);

-- CreateTable
CREATE TABLE "MassMessage" (
    "id" TEXT NOT NULL,
    "broadcastId" TEXT NOT NULL,
    "status" "MassStatus" NOT NULL,
    "month" TEXT NOT NULL,
    "members" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "triedAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "platformMessageId" TEXT,
    "code" TEXT,

    CONSTRAINT "MassMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MassBudget" (
    "contactId" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "taken" INTEGER NOT NULL,

    CONSTRAINT "MassBudget_pkey" PRIMARY KEY ("contactId","month")
);

-- CreateTable
CREATE TABLE "BroadcastStop" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "stoppedById" TEXT NOT NULL,
    "stoppedAt" TIMESTAMP(3) NOT NULL,
    "liftedById" TEXT,
    "liftedAt" TIMESTAMP(3),

    CONSTRAINT "BroadcastStop_pkey" PRIMARY KEY ("id")
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

-- AddForeignKey
ALTER TABLE "Broadcast" ADD CONSTRAINT "Broadcast_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Broadcast" ADD CONSTRAINT "Broadcast_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Broadcast" ADD CONSTRAINT "Broadcast_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BroadcastRecipient" ADD CONSTRAINT "BroadcastRecipient_broadcastId_fkey" FOREIGN KEY ("broadcastId") REFERENCES "Broadcast"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BroadcastRecipient" ADD CONSTRAINT "BroadcastRecipient_massId_fkey" FOREIGN KEY ("massId") REFERENCES "MassMessage"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MassMessage" ADD CONSTRAINT "MassMessage_broadcastId_fkey" FOREIGN KEY ("broadcastId") REFERENCES "Broadcast"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BroadcastStop" ADD CONSTRAINT "BroadcastStop_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BroadcastStop" ADD CONSTRAINT "BroadcastStop_stoppedById_fkey" FOREIGN KEY ("stoppedById") REFERENCES "Staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


ALTER TABLE "Broadcast" ADD CONSTRAINT "broadcast_not_decided_by_its_writer" CHECK ("decidedById" IS NULL OR "decidedById" <> "createdById");

ALTER TABLE "Broadcast" ADD CONSTRAINT "broadcast_begun_was_counted" CHECK ("status" IN ('draft', 'cancelled') OR ("countedAt" IS NOT NULL AND "submittedAt" IS NOT NULL));

ALTER TABLE "BroadcastRecipient" ADD CONSTRAINT "broadcast_recipient_excluded_has_reason" CHECK ("state" <> 'excluded' OR ("reason" IS NOT NULL AND "address" IS NULL));

ALTER TABLE "MassBudget" ADD CONSTRAINT "mass_budget_of_four" CHECK ("taken" >= 0 AND "taken" <= 4);

CREATE UNIQUE INDEX "broadcast_recipient_once_per_address" ON "BroadcastRecipient" ("broadcastId", "address") WHERE "address" IS NOT NULL;

CREATE UNIQUE INDEX "broadcast_stop_once_per_area" ON "BroadcastStop" ("organisationId") WHERE "liftedAt" IS NULL;

CREATE FUNCTION "broadcast_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'broadcast_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "broadcast_terminal_state_stays" BEFORE UPDATE OF "status" ON "Broadcast" FOR EACH ROW
WHEN (OLD."status" IN ('cancelled') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "broadcast_terminal_state_stays"();

CREATE FUNCTION "massmessage_terminal_state_stays"() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'massmessage_terminal_state_stays'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER "massmessage_terminal_state_stays" BEFORE UPDATE OF "status" ON "MassMessage" FOR EACH ROW
WHEN (OLD."status" IN ('sent', 'failed') AND NEW."status" <> OLD."status") EXECUTE FUNCTION "massmessage_terminal_state_stays"();

CREATE INDEX "delivery_of_broadcast" ON "Delivery" ("broadcastId", "status", "channel", "reason") WHERE "broadcastId" IS NOT NULL;
