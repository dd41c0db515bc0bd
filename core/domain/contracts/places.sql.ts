/** One place of a doctor, never over the capacity: 0 rows changed means full or gone. Parameter: the doctor. */
export const takePlaceStatement = `
  UPDATE "Staff" SET "contractsHeld" = "contractsHeld" + 1
  WHERE "id" = ? AND "active" AND "contractCapacity" IS NOT NULL AND "contractsHeld" < "contractCapacity"`;

export const releasePlaceStatement = `
  UPDATE "Staff" SET "contractsHeld" = "contractsHeld" - 1 WHERE "id" = ? AND "contractsHeld" > 0`;

/** All active contracts of a doctor who leaves go to the leader for the interim, those held for others too. Parameters: leader, doctor. */
export const holdForInterimStatement = `
  UPDATE "Contract" SET "doctorId" = ?, "interimForId" = "doctorId", "version" = "version" + 1
  WHERE "doctorId" = ? AND "status" = 'active'`;
